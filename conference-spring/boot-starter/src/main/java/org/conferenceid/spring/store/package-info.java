/**
 * The store in the application's database: which one, its tables, and how it takes part in Spring's
 * transactions.
 */
@NullMarked
package org.conferenceid.spring.store;

import org.jspecify.annotations.NullMarked;
