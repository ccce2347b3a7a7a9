package org.conferenceid.tck;

import java.util.List;
import java.util.Locale;
import org.conferenceid.EmailAddress;
import org.conferenceid.spi.Notifier;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;

/**
 * The rules of {@link Notifier}, NT-1 to NT-15, as tests. The author of a notifier extends this
 * class and tells what arrived at the receiving end.
 *
 * <pre>{@code
 * class MyNotifierTest extends NotifierContract {
 *   private final MyServer server = new MyServer();
 *
 *   @Override
 *   protected Notifier createNotifier() {
 *     return new MyNotifier(server.address());
 *   }
 *
 *   @Override
 *   protected List<Arrival> arrivals() {
 *     return server.messages().stream()
 *         .map(one -> new Arrival(one.recipients(), one.identity(), one.text()))
 *         .toList();
 *   }
 * }
 * }</pre>
 *
 * <p>A next hop that cannot be reached ({@link #withoutNextHop}), refuses a recipient ({@link
 * #refusedAddress}, {@link #busyAddress}), refuses the sender ({@link #whileRefused}), gives no
 * answer ({@link #withoutAnswer}) or is just taking a message ({@link #whileTaking}) is skipped,
 * and shown as skipped with its rule, unless a subclass tells how. So are languages ({@link
 * #languages}).
 *
 * <p>The tests are run one after the other: some change the language of the machine and look at
 * what is printed.
 *
 * @since 0.1.0
 */
public abstract class NotifierContract {

  /** For subclasses. */
  protected NotifierContract() {}

  /**
   * What came to the receiving end.
   *
   * @param recipients the addresses that it was brought to
   * @param identity what tells a repeat from another message there, such as a {@code Message-ID}
   * @param text all that its reader sees, in every form that it has
   */
  public record Arrival(List<String> recipients, String identity, String text) {
    /**
     * Copies the recipients.
     *
     * @param recipients the addresses that it was brought to
     * @param identity what tells a repeat from another message there
     * @param text all that its reader sees
     */
    public Arrival {
      recipients = List.copyOf(recipients);
    }
  }

  /**
   * Makes a notifier to test.
   *
   * @return a notifier by which nothing was delivered
   */
  protected abstract Notifier createNotifier();

  /**
   * What has arrived since {@link #createNotifier}.
   *
   * @return every delivery, repeats among them, in the order of arrival
   */
  protected abstract List<Arrival> arrivals();

  /**
   * Runs a part of a test while the next hop cannot be reached. Without it NT-5 is skipped.
   *
   * @param work what to do meanwhile
   */
  protected void withoutNextHop(Runnable work) {
    Assumptions.abort("NT-5: this notifier's next hop can always be reached");
  }

  /**
   * An address that the next hop refuses for good. Without it NT-6 is skipped.
   *
   * @return the address
   */
  protected EmailAddress refusedAddress() {
    return Assumptions.abort("NT-6: this notifier's next hop refuses nobody");
  }

  /**
   * An address that the next hop refuses for now. Without it NT-10 is skipped.
   *
   * @return the address
   */
  protected EmailAddress busyAddress() {
    return Assumptions.abort("NT-10: this notifier's next hop puts nobody off");
  }

  /**
   * Runs a part of a test while the next hop takes nothing from this sender, whatever the message.
   * Without it NT-11 is skipped.
   *
   * @param work what to do meanwhile
   */
  protected void whileRefused(Runnable work) {
    Assumptions.abort("NT-11: this notifier's next hop takes everything from its sender");
  }

  /**
   * Runs a part of a test while the next hop is given whole messages and answers nothing. Without
   * it NT-12 is skipped.
   *
   * @param work what to do meanwhile
   */
  protected void withoutAnswer(Runnable work) {
    Assumptions.abort("NT-12: this notifier's next hop always answers");
  }

  /**
   * Runs a part of a test, and something else in the middle of each of its deliveries: the next hop
   * has the whole message, and has not answered. Without it a part of NT-9 is left to chance.
   *
   * @param meanwhile what to do in the middle of a delivery; it starts threads of its own where it
   *     may have to wait
   * @param work what delivers
   */
  protected void whileTaking(Runnable meanwhile, Runnable work) {
    Assumptions.abort("NT-9: nothing can be done in the middle of this notifier's deliveries");
  }

  /**
   * Returns languages in which the notifier writes. Without it NT-14 is skipped.
   *
   * @return two of them, none of which stands in for the other
   */
  protected List<Locale> languages() {
    return Assumptions.abort("NT-14: this notifier writes in one language");
  }

  @Nested
  @DisplayName("Delivering: NT-1, NT-2, NT-3, NT-4, NT-8, NT-9")
  class Delivering extends DeliveringRules {
    Delivering() {
      super(NotifierContract.this);
    }
  }

  @Nested
  @DisplayName("Showing: NT-3, NT-7, NT-13, NT-14, NT-15")
  class Showing extends ShowingRules {
    Showing() {
      super(NotifierContract.this);
    }
  }

  @Nested
  @DisplayName("Failing: NT-5, NT-6, NT-7, NT-10, NT-11, NT-12")
  class Failing extends FailingRules {
    Failing() {
      super(NotifierContract.this);
    }
  }
}
