/** Results and exceptions of the library as answers of a web application. */
@NullMarked
package org.conferenceid.spring.web;

import org.jspecify.annotations.NullMarked;
