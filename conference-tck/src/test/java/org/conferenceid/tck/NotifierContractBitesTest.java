package org.conferenceid.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.conferenceid.ConferenceId;
import org.conferenceid.EmailAddress;
import org.conferenceid.Recipient;
import org.conferenceid.spi.Delivery;
import org.conferenceid.spi.Notification;
import org.conferenceid.spi.Notifier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.platform.testkit.engine.EngineTestKit;

/** Runs the contract against notifiers with one fault each: the rule that it breaks is named. */
class NotifierContractBitesTest {
  private static final EmailAddress NOBODY = EmailAddress.parse("nobody@example.org");
  private static final EmailAddress FULL = EmailAddress.parse("full@example.org");

  /** What the contract tests in this class; one test at a time. */
  private static Fault present = Fault.NONE;

  /** What is wrong with a notifier, and the rule that it breaks. */
  enum Fault {
    NONE(""),
    ACCEPTS_AND_FORGETS("NT-1"),
    SENDS_TWICE("NT-1"),
    WRITES_ADDRESSES_SMALL("NT-2"),
    DROPS_TAGS("NT-2"),
    KEEPS_THE_LAST_ID("NT-3"),
    GIVES_EVERY_ATTEMPT_AN_IDENTITY("NT-4"),
    GIVES_UP_WHEN_NOBODY_ANSWERS("NT-5"),
    BLAMES_THE_MESSAGE_FOR_AN_OUTAGE("NT-5"),
    THROWS_WHEN_NOBODY_ANSWERS("NT-5"),
    TRIES_THE_HOPELESS_AGAIN("NT-6"),
    STOPS_AT_A_REFUSAL("NT-6"),
    TELLS_THE_ADDRESS("NT-7"),
    SHARES_ITS_DRAFT("NT-8"),
    ENDS_WHEN_IDLE("NT-9"),
    CUTS_OFF_WHEN_IDLE("NT-9"),
    GIVES_UP_THE_BUSY("NT-10"),
    BLAMES_THE_MESSAGE_FOR_THE_SENDER("NT-11"),
    GIVES_UP_FOR_THE_SENDER("NT-11"),
    TAKES_SILENCE_FOR_A_REFUSAL("NT-12"),
    TAKES_SILENCE_FOR_AN_ACCEPTANCE("NT-12");

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
      meanwhile(Trouble.AWAY, work);
    }

    @Override
    protected void whileRefused(Runnable work) {
      meanwhile(Trouble.SENDER_REFUSED, work);
    }

    @Override
    protected void withoutAnswer(Runnable work) {
      meanwhile(Trouble.SILENT, work);
    }

    private void meanwhile(Trouble trouble, Runnable work) {
      post.trouble = trouble;
      work.run();
      post.trouble = Trouble.NONE;
    }

    @Override
    protected EmailAddress busyAddress() {
      return FULL;
    }

    @Override
    protected EmailAddress refusedAddress() {
      return NOBODY;
    }
  }

  /** What is the matter with the next hop. */
  enum Trouble {
    NONE,
    AWAY,
    SENDER_REFUSED,
    SILENT
  }

  /** A notifier and its next hop. */
  static final class Post implements Notifier {
    private final Fault fault;
    private final Meeting between = new Meeting();
    private final List<Notification> arrived = new ArrayList<>();
    private Optional<ConferenceId> lastId = Optional.empty();
    private volatile Optional<Notification> draft = Optional.empty();
    private boolean refused;
    private final AtomicInteger idles = new AtomicInteger();
    private Trouble trouble = Trouble.NONE;

    Post(Fault fault) {
      this.fault = fault;
    }

    synchronized List<Notification> arrived() {
      return List.copyOf(arrived);
    }

    @Override
    public Delivery deliver(Notification message) {
      int before = idles.get();
      if (fault == Fault.SHARES_ITS_DRAFT) {
        draft = Optional.of(message);
        between.await();
        return send(draft.get());
      }
      if (fault == Fault.CUTS_OFF_WHEN_IDLE) {
        between.await();
        between.await();
        return idles.get() == before ? send(message) : new Delivery.Transient("cut off");
      }
      return send(message);
    }

    private synchronized Delivery send(Notification message) {
      if (refused || (idles.get() > 0 && fault == Fault.ENDS_WHEN_IDLE)) {
        return new Delivery.Transient("closed");
      }
      return switch (trouble) {
        case AWAY -> away("no connection" + told(message));
        case SENDER_REFUSED -> refusedSender("530" + told(message));
        case SILENT -> silent("no answer" + told(message));
        case NONE -> judged(message);
      };
    }

    private Delivery away(String problem) {
      return switch (fault) {
        case GIVES_UP_WHEN_NOBODY_ANSWERS -> new Delivery.Permanent(problem);
        case BLAMES_THE_MESSAGE_FOR_AN_OUTAGE -> new Delivery.Transient(problem);
        case THROWS_WHEN_NOBODY_ANSWERS -> throw new IllegalStateException(problem);
        default -> new Delivery.Unavailable(problem);
      };
    }

    private Delivery refusedSender(String problem) {
      return switch (fault) {
        case GIVES_UP_FOR_THE_SENDER -> new Delivery.Permanent(problem);
        case BLAMES_THE_MESSAGE_FOR_THE_SENDER -> new Delivery.Transient(problem);
        default -> new Delivery.Unavailable(problem);
      };
    }

    private Delivery silent(String problem) {
      return switch (fault) {
        case TAKES_SILENCE_FOR_A_REFUSAL -> new Delivery.Transient(problem);
        case TAKES_SILENCE_FOR_AN_ACCEPTANCE -> new Delivery.Accepted();
        default -> new Delivery.Unconfirmed(problem);
      };
    }

    private Delivery judged(Notification message) {
      EmailAddress address = message.recipient().address();
      if (address.equals(NOBODY)) {
        refused = fault == Fault.STOPS_AT_A_REFUSAL;
        return fault == Fault.TRIES_THE_HOPELESS_AGAIN
            ? new Delivery.Transient("550")
            : new Delivery.Permanent("550" + told(message));
      }
      if (address.equals(FULL)) {
        return fault == Fault.GIVES_UP_THE_BUSY
            ? new Delivery.Permanent("452")
            : new Delivery.Transient("452" + told(message));
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
      String key =
          fault == Fault.GIVES_EVERY_ATTEMPT_AN_IDENTITY
              ? String.format(Locale.ROOT, "%032x", arrived.size())
              : message.messageKey();
      Notification.Builder changed =
          Notification.builder(key, message.kind(), message.user())
              .recipient(
                  new Recipient(
                      EmailAddress.parse(address(message)),
                      message.recipient().name(),
                      message.recipient().language()))
              .bridge(message.bridge())
              .at(message.at());
      (fault == Fault.KEEPS_THE_LAST_ID ? lastId : message.id()).ifPresent(changed::id);
      return changed.build();
    }

    private String address(Notification message) {
      String written = message.recipient().address().value();
      return switch (fault) {
        case WRITES_ADDRESSES_SMALL -> written.toLowerCase(Locale.ROOT);
        case DROPS_TAGS -> written.replaceAll("\\+[^@]*", "");
        default -> written;
      };
    }

    @Override
    public void idle() {
      if (fault == Fault.CUTS_OFF_WHEN_IDLE) {
        between.await();
      }
      idles.incrementAndGet();
      if (fault == Fault.CUTS_OFF_WHEN_IDLE) {
        between.await();
      }
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
