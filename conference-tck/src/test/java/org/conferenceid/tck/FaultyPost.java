package org.conferenceid.tck;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import org.conferenceid.ConferenceId;
import org.conferenceid.EmailAddress;
import org.conferenceid.invitation.DialInNumber;
import org.conferenceid.spi.Delivery;
import org.conferenceid.spi.Notification;
import org.conferenceid.spi.Notifier;
import org.conferenceid.tck.NotifierContract.Arrival;

/** A notifier and its next hop, with one fault. */
final class FaultyPost implements Notifier {
  static final EmailAddress NOBODY = EmailAddress.parse("nobody@example.org");
  static final EmailAddress FULL = EmailAddress.parse("full@example.org");

  private static final Logger log = Logger.getLogger("org.conferenceid.tck.FaultyPost");

  /** What is the matter with the next hop. */
  enum Trouble {
    NONE,
    AWAY,
    SENDER_REFUSED,
    SILENT
  }

  private final NotifierFault fault;
  private final Meeting between = new Meeting();
  private final List<Arrival> arrived = new ArrayList<>();
  private final List<Arrival> waiting = new ArrayList<>();
  private final AtomicInteger idles = new AtomicInteger();

  /** What the messages before have left behind, by its name. */
  private final Map<String, String> kept = new TreeMap<>();

  private volatile Optional<Notification> draft = Optional.empty();
  private volatile Runnable meanwhile = () -> {};
  private volatile boolean delivering;
  private boolean stopped;
  private Trouble trouble = Trouble.NONE;

  FaultyPost(NotifierFault fault) {
    this.fault = fault;
  }

  synchronized List<Arrival> arrived() {
    return List.copyOf(arrived);
  }

  void during(Trouble present, Runnable work) {
    trouble = present;
    work.run();
    trouble = Trouble.NONE;
  }

  /** Sets what happens in the middle of a delivery. */
  void meanwhile(Runnable work) {
    meanwhile = work;
  }

  @Override
  public Delivery deliver(Notification message) {
    if (fault == NotifierFault.SHARES_ITS_DRAFT) {
      draft = Optional.of(message);
      between.await();
      return send(draft.get());
    }
    return send(message);
  }

  private synchronized Delivery send(Notification message) {
    arrived.addAll(waiting);
    waiting.clear();
    if (stopped || (idles.get() > 0 && fault == NotifierFault.ENDS_WHEN_IDLE)) {
      return new Delivery.Unavailable("closed");
    }
    return switch (trouble) {
      case AWAY -> away("no connection" + told(message));
      case SENDER_REFUSED -> refusedSender("530" + told(message));
      case SILENT -> silent(message, "no answer" + told(message));
      case NONE -> judged(message);
    };
  }

  private Delivery away(String problem) {
    stopped = fault == NotifierFault.STAYS_AWAY;
    return switch (fault) {
      case GIVES_UP_WHEN_NOBODY_ANSWERS -> new Delivery.Permanent(problem);
      case BLAMES_THE_MESSAGE_FOR_AN_OUTAGE -> new Delivery.Transient(problem);
      case THROWS_WHEN_NOBODY_ANSWERS -> throw new IllegalStateException(problem);
      case ANSWERS_NULL_IN_AN_OUTAGE -> null;
      case SWALLOWS_AN_OUTAGE -> new Delivery.Accepted();
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

  private Delivery silent(Notification message, String problem) {
    arrived.add(arrival(message));
    if (fault == NotifierFault.INSISTS_ON_AN_ANSWER) {
      arrived.add(arrival(message));
    }
    return switch (fault) {
      case TAKES_SILENCE_FOR_A_REFUSAL -> new Delivery.Transient(problem);
      case TAKES_SILENCE_FOR_AN_OUTAGE -> new Delivery.Unavailable(problem);
      case TAKES_SILENCE_FOR_AN_ACCEPTANCE -> new Delivery.Accepted();
      default -> new Delivery.Unconfirmed(problem);
    };
  }

  private Delivery judged(Notification message) {
    EmailAddress address = message.recipient().address();
    if (address.equals(NOBODY)) {
      stopped = fault == NotifierFault.STOPS_AT_A_REFUSAL;
      return switch (fault) {
        case TRIES_THE_HOPELESS_AGAIN -> new Delivery.Transient("550");
        case SWALLOWS_A_REFUSAL -> new Delivery.Accepted();
        default -> new Delivery.Permanent("550" + told(message));
      };
    }
    if (address.equals(FULL)) {
      return switch (fault) {
        case GIVES_UP_THE_BUSY -> new Delivery.Permanent("452");
        case TAKES_THE_BUSY_FOR_AN_OUTAGE -> new Delivery.Unavailable("452");
        default -> new Delivery.Transient("452" + told(message));
      };
    }
    return take(message);
  }

  private Delivery take(Notification message) {
    int before = idles.get();
    delivering = true;
    meanwhile.run();
    delivering = false;
    if (fault == NotifierFault.CUTS_OFF_WHEN_IDLE && idles.get() != before) {
      return new Delivery.Transient("cut off");
    }
    tell(message);
    if (fault == NotifierFault.ACCEPTS_BEFORE_IT_SENDS) {
      waiting.add(arrival(message));
    } else if (fault != NotifierFault.ACCEPTS_AND_FORGETS || message.id().isPresent()) {
      arrived.add(arrival(message));
    }
    if (fault == NotifierFault.SENDS_TWICE && message.id().isEmpty()) {
      arrived.add(arrival(message));
    }
    return new Delivery.Accepted();
  }

  private void tell(Notification message) {
    if (fault == NotifierFault.PRINTS_THE_ID) {
      System.out.println("sent " + message.id().map(ConferenceId::grouped).orElse(""));
    }
    if (fault == NotifierFault.LOGS_THE_ADDRESS) {
      log.warning("sent to " + message.recipient().address().value());
    }
  }

  private String told(Notification message) {
    return switch (fault) {
      case TELLS_THE_ADDRESS -> " " + message.recipient().address().value();
      case TELLS_THE_NAME -> " " + message.recipient().name();
      default -> "";
    };
  }

  private Arrival arrival(Notification message) {
    String identity =
        switch (fault) {
          case GIVES_EVERY_ATTEMPT_AN_IDENTITY -> "attempt " + arrived.size();
          case GIVES_A_USER_ONE_IDENTITY -> message.user().value();
          default -> message.messageKey();
        };
    return new Arrival(recipients(message), identity, text(message));
  }

  private List<String> recipients(Notification message) {
    String written = message.recipient().address().value();
    return switch (fault) {
      case WRITES_ADDRESSES_SMALL -> List.of(written.toLowerCase(Locale.ROOT));
      case DROPS_TAGS -> List.of(written.replaceAll("\\+[^@]*", ""));
      case SENDS_A_COPY -> List.of(written, "archive@example.org");
      case LETS_NAMES_ADD_RECIPIENTS ->
          message.recipient().name().contains("\nBcc:")
              ? List.of(written, "mallory@example.org")
              : List.of(written);
      default -> List.of(written);
    };
  }

  private String text(Notification message) {
    return String.join(
        "\n", language(message), name(message), id(message), numbers(message), reason(message));
  }

  private String language(Notification message) {
    String own = message.recipient().language().toLanguageTag();
    return switch (fault) {
      case WRITES_ONE_LANGUAGE -> "en";
      case WRITES_THE_MACHINES_LANGUAGE -> own + Locale.getDefault().getLanguage();
      case KEEPS_THE_LAST_LANGUAGE -> own + keep("language", own);
      default -> own;
    };
  }

  /** Returns what the message before left, and leaves something for the next one. */
  private String keep(String name, String value) {
    return Optional.ofNullable(kept.put(name, value)).orElse("");
  }

  private static String different(String before, String own) {
    return before.isEmpty() || before.equals(own) ? "" : "\n" + before;
  }

  private String name(Notification message) {
    String own = message.recipient().name();
    return switch (fault) {
      case BREAKS_NAMES ->
          new String(own.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
      case DROPS_ACCENTS -> own.replaceAll("[^ -~]", "?");
      case KEEPS_THE_LAST_NAME -> own + different(keep("name", own), own);
      default -> own;
    };
  }

  private String id(Notification message) {
    String own = message.id().map(ConferenceId::digits).orElse("");
    String before = keep("id", own);
    return switch (fault) {
      case KEEPS_THE_LAST_ID -> own.isEmpty() ? before : own;
      case SHOWS_THE_ID_BEFORE -> own.isEmpty() ? "" : own + different(before, own);
      case WRITES_DIGITS_OF_THE_MACHINE -> written(own, Locale.getDefault());
      case WRITES_DIGITS_OF_THE_READER -> written(own, message.recipient().language());
      case TURNS_THE_ID_ROUND ->
          message.recipient().language().getLanguage().equals("ar") && !own.isEmpty()
              ? own.substring(3) + " " + own.substring(0, 3)
              : own;
      default -> own;
    };
  }

  private static String written(String digits, Locale language) {
    return digits.isEmpty() ? "" : String.format(language, "%d", Integer.parseInt(digits));
  }

  private String numbers(Notification message) {
    String own = numbers(message.bridge().numbersFor(message.recipient().language()));
    String before = keep("numbers", own);
    return switch (fault) {
      case SHOWS_THE_SAME_NUMBERS_TO_ALL -> "+33 1 70 00 00 00";
      case SHOWS_NO_NUMBERS -> "";
      case SORTS_NUMBERS -> own.lines().sorted().collect(Collectors.joining("\n"));
      case KEEPS_NUMBERS -> own + different(before, own);
      default -> own;
    };
  }

  private static String numbers(List<DialInNumber> numbers) {
    return numbers.stream().map(DialInNumber::written).collect(Collectors.joining("\n"));
  }

  private String reason(Notification message) {
    String own = message.publicReason().orElse("");
    String before = keep("reason", own);
    return fault == NotifierFault.KEEPS_THE_LAST_REASON && own.isEmpty() ? before : own;
  }

  @Override
  public void idle() {
    if (fault == NotifierFault.THROWS_WHEN_IDLE_IN_A_DELIVERY && delivering) {
      throw new IllegalStateException("busy");
    }
    idles.incrementAndGet();
  }
}
