/**
 * Conference IDs in a Spring Boot application: what is composed by itself, by which properties, and
 * when it starts and stops. How IDs are kept and mail is sent, and what operators see, is in the
 * packages below.
 */
@NullMarked
package org.conferenceid.spring;

import org.jspecify.annotations.NullMarked;
