/**
 * Brings queued messages to users.
 *
 * <p>A message is leased, its user's state is read, the notifier is called, and the outcome settles
 * the lease: one message, one task with a limit of time, one settlement. What is about us (the mail
 * server is away, refuses the sender, or has a quota that is used up) is never a message's fault.
 * Delivery is at least once.
 */
@NullMarked
package org.conferenceid.delivery;

import org.jspecify.annotations.NullMarked;
