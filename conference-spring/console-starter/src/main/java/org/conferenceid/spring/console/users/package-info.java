/** The list of users, and the search in it. */
@NullMarked
package org.conferenceid.spring.console.users;

import org.jspecify.annotations.NullMarked;
