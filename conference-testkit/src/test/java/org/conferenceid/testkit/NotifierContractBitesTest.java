package org.conferenceid.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.conferenceid.ConferenceId;
import org.conferenceid.EmailAddress;
import org.conferenceid.spi.Delivery;
import org.conferenceid.spi.Notification;
import org.conferenceid.spi.Notifier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.platform.testkit.engine.EngineTestKit;

/** Runs the contract against notifiers with one fault each: the rule that it breaks is named. */
class NotifierContractBitesTest {
  private static final EmailAddress NOBODY = EmailAddress.of("nobody@example.org");

  /** What the contract tests in this class; one test at a time. */
  private static Fault present = Fault.NONE;

  /** What is wrong with a notifier, and the rule that it breaks. */
  enum Fault {
    NONE(""),
    ACCEPTS_AND_FORGETS("NT-1"),
    SENDS_TWICE("NT-1"),
    KEEPS_THE_LAST_ID("NT-3"),
    GIVES_EVERY_ATTEMPT_AN_IDENTITY("NT-4"),
    GIVES_UP_WHEN_NOBODY_ANSWERS("NT-5"),
    TRIES_THE_HOPELESS_AGAIN("NT-6"),
    TELLS_THE_ADDRESS("NT-7"),
    SHARES_ITS_DRAFT("NT-8"),
    ENDS_WHEN_IDLE("NT-9");

    private final String rule;

    Fault(String rule) {
      this.rule = rule;
    }
  }

  static class Run extends NotifierContract {
    private Post post = new Post(Fault.NONE);

    @Override
    protected Notifier createNotifier() {
      post = new Post(present);
      return post;
    }

    @Override
    protected List<Arrival> arrivals() {
      return Arrivals.of(post.arrived());
    }

    @Override
    protected void withoutNextHop(Runnable work) {
      post.away = true;
      work.run();
      post.away = false;
    }

    @Override
    protected EmailAddress refusedAddress() {
      return NOBODY;
    }
  }

  /** A notifier and its next hop. */
  static final class Post implements Notifier {
    private final Fault fault;
    private final Meeting between = new Meeting();
    private final List<Notification> arrived = new ArrayList<>();
    private Optional<ConferenceId> lastId = Optional.empty();
    private volatile Optional<Notification> draft = Optional.empty();
    private boolean idle;
    boolean away;

    Post(Fault fault) {
      this.fault = fault;
    }

    synchronized List<Notification> arrived() {
      return List.copyOf(arrived);
    }

    @Override
    public Delivery deliver(Notification message) {
      if (fault == Fault.SHARES_ITS_DRAFT) {
        draft = Optional.of(message);
        between.await();
        return send(draft.get());
      }
      return send(message);
    }

    private synchronized Delivery send(Notification message) {
      if (away) {
        return fault == Fault.GIVES_UP_WHEN_NOBODY_ANSWERS
            ? new Delivery.Permanent("no connection")
            : new Delivery.Transient("no connection" + told(message));
      }
      if (idle && fault == Fault.ENDS_WHEN_IDLE) {
        return new Delivery.Transient("closed");
      }
      if (message.recipient().address().equals(NOBODY)) {
        return fault == Fault.TRIES_THE_HOPELESS_AGAIN
            ? new Delivery.Transient("550")
            : new Delivery.Permanent("550" + told(message));
      }
      if (fault != Fault.ACCEPTS_AND_FORGETS || message.id().isPresent()) {
        arrived.add(changed(message));
      }
      if (fault == Fault.SENDS_TWICE && message.id().isEmpty()) {
        arrived.add(message);
      }
      return new Delivery.Accepted();
    }

    private String told(Notification message) {
      return fault == Fault.TELLS_THE_ADDRESS ? " " + message.recipient().address().value() : "";
    }

    private Notification changed(Notification message) {
      lastId = message.id().or(() -> lastId);
      return new Notification(
          fault == Fault.GIVES_EVERY_ATTEMPT_AN_IDENTITY
              ? String.format(Locale.ROOT, "%032x", arrived.size())
              : message.messageKey(),
          message.kind(),
          message.user(),
          message.recipient(),
          fault == Fault.KEEPS_THE_LAST_ID ? lastId : message.id(),
          message.bridge(),
          message.at());
    }

    @Override
    public synchronized void idle() {
      idle = true;
    }
  }

  static Stream<Fault> faults() {
    return Stream.of(Fault.values()).filter(fault -> fault != Fault.NONE);
  }

  private static List<String> failures(Fault fault) {
    present = fault;
    return EngineTestKit.engine("junit-jupiter")
        .selectors(selectClass(Run.class))
        .execute()
        .testEvents()
        .failed()
        .stream()
        .map(event -> event.getTestDescriptor().getDisplayName())
        .toList();
  }

  @ParameterizedTest
  @MethodSource("faults")
  void shouldNameTheRuleAndNoOther(Fault fault) {
    assertThat(failures(fault)).isNotEmpty().allMatch(name -> name.startsWith(fault.rule + ":"));
    assertThat(failures(Fault.NONE)).isEmpty();
  }
}
