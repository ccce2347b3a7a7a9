package org.conferenceid.spi;

/**
 * Brings a message to a user. Delivery is at least once: after a crash the same message can come
 * again, with the same {@link Notification#messageKey}, so that the receiving end can drop the
 * repeat.
 *
 * <p>Must be safe for use by several threads. It is called on a delivery thread and may block while
 * it delivers, but it must end with an answer within the dispatcher's {@linkplain
 * org.conferenceid.delivery.DeliverySettings#deliveryTimeout delivery time-out}: after that the
 * thread is interrupted, and the message counts as {@link Delivery.Unconfirmed}, because nobody
 * knows whether it was sent.
 *
 * <p>Whatever a notifier does with one message harms no other (B23): one that throws, be it an
 * {@link Error} or a checked exception, or answers {@code null}, is asked again later, by the retry
 * policy. The message's ID is the one that works when the notifier is called; the store is read
 * right before.
 *
 * <p>Rules, cited by the contract tests:
 *
 * <dl>
 *   <dt id="NT-1">NT-1
 *   <dd>A message is accepted only when the next hop has taken responsibility for it: once for each
 *       delivery, and before the answer is given.
 *   <dt id="NT-2">NT-2
 *   <dd>A message goes to its recipient's address as it is written, and to nobody else. A name that
 *       is made to break a header, or any other text, changes nothing about that.
 *   <dt id="NT-3">NT-3
 *   <dd>A message shows the ID that it holds, and no other; one about disabling shows none (S7).
 *       Its digits are those on the keys of a telephone, in their order, whatever the language of
 *       the machine or of the reader.
 *   <dt id="NT-4">NT-4
 *   <dd>The same message delivered again is known as such at the receiving end, and two messages
 *       are known as two.
 *   <dt id="NT-5">NT-5
 *   <dd>While the next hop cannot be reached, the answer is {@link Delivery.Unavailable}, and a
 *       later attempt is accepted.
 *   <dt id="NT-6">NT-6
 *   <dd>What the next hop refuses for good, because of its recipient or its content, is {@link
 *       Delivery.Permanent}, and the message after it is accepted.
 *   <dt id="NT-7">NT-7
 *   <dd>A problem, the message of an exception, and whatever is logged or printed, hold no address,
 *       name or ID.
 *   <dt id="NT-8">NT-8
 *   <dd>Messages that are delivered by several threads at once stay apart.
 *   <dt id="NT-9">NT-9
 *   <dd>{@link #idle} may be called at any time, any number of times, also while messages are
 *       delivered: it cuts none off, and messages are delivered after it as before.
 *   <dt id="NT-10">NT-10
 *   <dd>What the next hop refuses for now because of its recipient or its content is {@link
 *       Delivery.Transient}.
 *   <dt id="NT-11">NT-11
 *   <dd>What the next hop refuses whatever the message, such as the sender, the log-in or a quota,
 *       is {@link Delivery.Unavailable}, and a later attempt is accepted.
 *   <dt id="NT-12">NT-12
 *   <dd>A message that was handed over whole, and for which no answer came, is {@link
 *       Delivery.Unconfirmed}, and a later attempt is accepted. It is not handed over again
 *       meanwhile.
 *   <dt id="NT-13">NT-13
 *   <dd>A message shows dial-in numbers that it holds, in their order and the first one at least,
 *       and no others: another organizer may have other numbers (S7, B15).
 *   <dt id="NT-14">NT-14
 *   <dd>A message is in the language of its recipient, where the notifier has that language. The
 *       language of the machine, and of messages before, changes nothing about it (B8).
 *   <dt id="NT-15">NT-15
 *   <dd>What a message says in its own words, such as a name or a reason, is shown as it is
 *       written, in any script, and in no other message.
 * </dl>
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface Notifier {

  /**
   * Delivers a message.
   *
   * @param notification what to tell whom
   * @return what became of it
   * @throws RuntimeException counts as {@link Delivery.Transient}, as does anything else that is
   *     thrown
   */
  Delivery deliver(Notification notification);

  /**
   * Tells that nothing more is due for now, so that connections kept for the next message can be
   * let go. It is called on a delivery thread, as {@link #deliver} is, and what it throws is
   * logged. Does nothing unless implemented.
   */
  default void idle() {}
}
