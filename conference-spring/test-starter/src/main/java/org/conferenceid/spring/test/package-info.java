/**
 * Conference IDs in the tests of a Spring Boot application: in memory, without a database and
 * without a mail server.
 */
@NullMarked
package org.conferenceid.spring.test;

import org.jspecify.annotations.NullMarked;
