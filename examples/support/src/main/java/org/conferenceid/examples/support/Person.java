package org.conferenceid.examples.support;

import org.conferenceid.Recipient;
import org.conferenceid.UserId;

/**
 * A line of the people's file.
 *
 * @param user the key by which the library knows the person
 * @param recipient how to write to the person
 */
public record Person(UserId user, Recipient recipient) {}
