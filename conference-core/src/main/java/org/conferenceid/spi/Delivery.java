package org.conferenceid.spi;

import java.util.Objects;
import org.conferenceid.InvalidValueException;

/**
 * What became of an attempt to deliver a message. Problems are stored and shown to administrators:
 * they are short and hold no address, name or ID.
 *
 * @since 0.1.0
 */
public sealed interface Delivery {

  /**
   * The next hop has taken responsibility for the message; that it reached the user is not known.
   */
  record Accepted() implements Delivery {}

  /**
   * This message was not taken this time, and may be later: an SMTP reply 4xx to it, a mailbox that
   * is full.
   *
   * @param problem what went wrong, such as {@code SMTP 451 4.3.0 at RCPT TO}
   * @param maxAttempts after how many attempts in all the message is given up, if the {@link
   *     org.conferenceid.delivery.RetryPolicy} does not give it up before; at least 1
   */
  record Transient(String problem, int maxAttempts) implements Delivery {

    /**
     * Checks the number.
     *
     * @param problem what went wrong
     * @param maxAttempts after how many attempts in all the message is given up
     * @throws InvalidValueException if the number is less than 1
     */
    public Transient {
      Objects.requireNonNull(problem, "problem");
      if (maxAttempts < 1) {
        throw new InvalidValueException("attempts", "must be at least 1", "" + maxAttempts);
      }
    }

    /**
     * Leaves the number of attempts to the retry policy.
     *
     * @param problem what went wrong
     */
    public Transient(String problem) {
      this(problem, Integer.MAX_VALUE);
    }
  }

  /**
   * It will never work as it stands, because of its recipient or its content: no such mailbox, a
   * message that is too large.
   *
   * @param problem what went wrong, such as {@code SMTP 550 5.1.1 at RCPT TO}
   */
  record Permanent(String problem) implements Delivery {

    /**
     * Checks the part for {@code null}.
     *
     * @param problem what went wrong, such as {@code SMTP 550 5.1.1 at RCPT TO}
     */
    public Permanent {
      Objects.requireNonNull(problem, "problem");
    }
  }

  /**
   * The next hop takes nothing from us for now, whatever the message: it cannot be reached, wants a
   * log-in, refuses the sender, or a quota is used up. No message is given up for that.
   *
   * @param problem what went wrong, such as {@code SMTP 554 5.7.1 at RCPT TO}
   */
  record Unavailable(String problem) implements Delivery {

    /**
     * Checks the part for {@code null}.
     *
     * @param problem what went wrong, such as {@code SMTP 554 5.7.1 at RCPT TO}
     */
    public Unavailable {
      Objects.requireNonNull(problem, "problem");
    }
  }

  /**
   * The whole message was handed over, and no answer came: perhaps it was sent. It is tried again
   * few times and late, because each attempt may bring it once more.
   *
   * @param problem what went wrong, such as {@code no answer after the content}
   */
  record Unconfirmed(String problem) implements Delivery {

    /**
     * Checks the part for {@code null}.
     *
     * @param problem what went wrong, such as {@code no answer after the content}
     */
    public Unconfirmed {
      Objects.requireNonNull(problem, "problem");
    }
  }
}
