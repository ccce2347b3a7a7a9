package org.conferenceid.examples.quickstart;

import org.conferenceid.UserId;
import org.conferenceid.spi.Recipient;

/** A line of the people's file. */
record Person(UserId user, Recipient recipient) {}
