package org.conferenceid.spi;

/**
 * Brings a message to a user. Delivery is at least once: after a crash the same message can come
 * again, with the same {@link Notification#messageKey}, so that the receiving end can drop the
 * repeat.
 *
 * <p>Must be safe for use by several threads. It may block while it delivers, but it should end
 * with an answer in the dispatcher's delivery time-out: after that the thread is interrupted, and
 * the message is tried again.
 */
@FunctionalInterface
public interface Notifier {

  /**
   * Delivers a message.
   *
   * @param notification what to tell whom
   * @return what became of it
   * @throws RuntimeException counts as {@link Delivery.Transient}
   */
  Delivery deliver(Notification notification);

  /**
   * Tells that nothing more is due for now, so that connections kept for the next message can be
   * let go. Does nothing unless implemented.
   */
  default void idle() {}
}
