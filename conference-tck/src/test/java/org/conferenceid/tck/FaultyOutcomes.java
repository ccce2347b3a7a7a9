package org.conferenceid.tck;

import static org.conferenceid.audit.DeliveryState.LEASED;
import static org.conferenceid.audit.DeliveryState.PENDING;
import static org.conferenceid.audit.DeliveryState.SENT;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.conferenceid.ConferenceEvent;
import org.conferenceid.ConferenceIdGenerator;
import org.conferenceid.audit.AuditEntry;
import org.conferenceid.audit.AuditQuery;
import org.conferenceid.audit.DeliveryState;
import org.conferenceid.audit.DeliveryStatus;
import org.conferenceid.spi.Change;
import org.conferenceid.spi.ChangeResult;
import org.conferenceid.spi.Lease;
import org.conferenceid.spi.Settlement;

/** What is known of attempts, and how messages are named: OB-11 to OB-13. */
final class FaultyOutcomes {
  private FaultyOutcomes() {}

  private static Function<MapStore, MapOutbox> keeping(UnaryOperator<String> problem) {
    return store ->
        new MapOutbox(store) {
          @Override
          String kept(String given) {
            return problem.apply(given);
          }
        };
  }

  private static String start(String text, int units) {
    return text.substring(0, Math.min(units, text.length()));
  }

  private static String startOfBytes(String text, int bytes) {
    byte[] all = text.getBytes(StandardCharsets.UTF_8);
    return new String(Arrays.copyOf(all, Math.min(bytes, all.length)), StandardCharsets.UTF_8);
  }

  private static String ascii(String text) {
    return new String(text.getBytes(StandardCharsets.US_ASCII), StandardCharsets.US_ASCII);
  }

  /** A store whose messages are named in another way. */
  private static OutboxFault named(String text, Function<MapMessage, String> name) {
    return new OutboxFault(
        "OB-12",
        text,
        clock ->
            new MapStore(clock) {
              @Override
              void append(ConferenceEvent event, Change change) {
                super.append(event, change);
                MapMessage last = messages().get(messages().size() - 1);
                last.key = name.apply(last);
              }
            });
  }

  static List<OutboxFault> all() {
    return List.of(
        OutboxFault.of("OB-11", "cuts problems at 64 units", keeping(given -> start(given, 64))),
        OutboxFault.of("OB-11", "cuts problems at 255 units", keeping(given -> start(given, 255))),
        OutboxFault.of(
            "OB-11", "cuts problems at 500 bytes", keeping(given -> startOfBytes(given, 500))),
        OutboxFault.of("OB-11", "keeps problems in ASCII", keeping(FaultyOutcomes::ascii)),
        OutboxFault.of("OB-11", "trims problems", keeping(String::strip)),
        OutboxFault.of(
            "OB-11", "takes problems for one line", keeping(given -> given.replaceAll("\\s", " "))),
        OutboxFault.of(
            "OB-11",
            "drops the problem when the message is sent",
            store ->
                new MapOutbox(store) {
                  @Override
                  void settle(MapMessage message, Settlement.Result result) {
                    super.settle(message, result);
                    message.problem = message.state == SENT ? Optional.empty() : message.problem;
                  }
                }),
        OutboxFault.of(
            "OB-11",
            "keeps the first problem",
            store ->
                new MapOutbox(store) {
                  @Override
                  void retry(MapMessage message, Settlement.Retry retry) {
                    Optional<String> first = message.problem;
                    super.retry(message, retry);
                    message.problem = first.or(() -> message.problem);
                  }
                }),
        OutboxFault.of(
            "OB-11",
            "drops the problem when the message is claimed",
            store ->
                new MapOutbox(store) {
                  @Override
                  Lease lease(MapMessage message, Duration lease) {
                    message.problem = Optional.empty();
                    return super.lease(message, lease);
                  }
                }),
        new OutboxFault("OB-11", "shows an ended lease as pending", ShowsEndedLeases::new),
        new OutboxFault("OB-11", "finds messages by an old state", FindsByAnOldState::new),
        named("cuts keys at 16 digits", message -> message.key.substring(0, 16)),
        named("writes keys in capitals", message -> message.key.toUpperCase(Locale.ROOT)),
        named("names messages by their numbers", message -> hex(message.number)),
        named(
            "names messages by a hash of their entry",
            message -> hex(31L * message.event.user().hashCode() + message.event.version())),
        named(
            "names messages by a UUID without dashes",
            message -> UUID.randomUUID().toString().replace("-", "")),
        named(
            "begins keys with the time",
            message ->
                hex(message.event.at().toEpochMilli()).substring(16) + start(message.key, 16)),
        new OutboxFault("OB-12", "draws one key for a chunk", DrawsOneKey::new),
        OutboxFault.of(
            "OB-12",
            "draws a new key when a message is sent again",
            store ->
                new MapOutbox(store) {
                  @Override
                  void sendAgain(MapMessage message) {
                    super.sendAgain(message);
                    message.key = Lease.newMessageKey();
                  }
                }),
        OutboxFault.of(
            "OB-12",
            "draws a new key after a release",
            store ->
                new MapOutbox(store) {
                  @Override
                  void release(MapMessage message) {
                    super.release(message);
                    message.key = Lease.newMessageKey();
                  }
                }),
        OutboxFault.of(
            "OB-12",
            "keeps keys in memory",
            store ->
                new MapOutbox(store) {
                  @Override
                  void restart() {
                    store.messages().forEach(one -> one.key = Lease.newMessageKey());
                  }
                }),
        OutboxFault.of(
            "OB-13",
            "believes what a dead worker had unsent",
            store ->
                new MapOutbox(store) {
                  @Override
                  Lease lease(MapMessage message, Duration lease) {
                    message.unconfirmed -= message.state == LEASED ? 1 : 0;
                    return super.lease(message, lease);
                  }
                }),
        OutboxFault.of(
            "OB-13",
            "counts a lease that was settled late as unsettled",
            store ->
                new MapOutbox(store) {
                  @Override
                  void settle(MapMessage message, Settlement.Result result) {
                    message.unconfirmed += isDue(message) ? 1 : 0;
                    super.settle(message, result);
                  }
                }),
        OutboxFault.of(
            "OB-13",
            "excuses what may have been sent",
            store ->
                new MapOutbox(store) {
                  @Override
                  void retry(MapMessage message, Settlement.Retry retry) {
                    super.retry(message, retry);
                    message.excused += retry.attempt() == Settlement.Attempt.UNCONFIRMED ? 1 : 0;
                  }
                }),
        OutboxFault.of(
            "OB-13",
            "has one bit for what may have been sent",
            store ->
                new MapOutbox(store) {
                  @Override
                  Lease lease(MapMessage message, Duration lease) {
                    int before = message.unconfirmed + (message.state == LEASED ? 1 : 0);
                    message.unconfirmed = Math.min(1, before) - (message.state == LEASED ? 1 : 0);
                    return super.lease(message, lease);
                  }
                }),
        OutboxFault.of(
            "OB-13",
            "forgets excuses after a counted attempt",
            store ->
                new MapOutbox(store) {
                  @Override
                  void retry(MapMessage message, Settlement.Retry retry) {
                    if (retry.attempt() == Settlement.Attempt.COUNTED) {
                      message.excused = 0;
                    }
                    super.retry(message, retry);
                  }
                }),
        OutboxFault.of(
            "OB-13",
            "forgets over a restart how attempts ended",
            store ->
                new MapOutbox(store) {
                  @Override
                  void restart() {
                    store.messages().forEach(one -> one.excused = 0);
                  }
                }));
  }

  private static String hex(long number) {
    return String.format(Locale.ROOT, "%032x", number);
  }

  /** The state is worked out when it is shown. */
  private static final class ShowsEndedLeases extends MapStore {
    ShowsEndedLeases(Clock clock) {
      super(clock);
    }

    @Override
    AuditEntry shown(MapMessage message) {
      AuditEntry entry = super.shown(message);
      DeliveryStatus status = entry.delivery();
      return message.state == LEASED && message.isDue(now())
          ? new AuditEntry(
              entry.number(),
              entry.event(),
              entry.context(),
              entry.idempotencyKey(),
              new DeliveryStatus(PENDING, status.attempts(), status.problem()))
          : entry;
    }
  }

  /** An index on the states that one of the paths forgets. */
  private static final class FindsByAnOldState extends MapStore {
    private final Map<Long, DeliveryState> index = new HashMap<>();

    FindsByAnOldState(Clock clock) {
      super(clock);
    }

    @Override
    MapOutbox newOutbox() {
      return new MapOutbox(this) {
        @Override
        void settle(MapMessage message, Settlement.Result result) {
          super.settle(message, result);
          index.put(message.number, message.state);
        }

        @Override
        Lease lease(MapMessage message, Duration lease) {
          index.remove(message.number);
          return super.lease(message, lease);
        }
      };
    }

    @Override
    boolean matches(AuditQuery query, AuditEntry entry) {
      DeliveryState old = index.getOrDefault(entry.number(), entry.delivery().state());
      return super.matches(query, entry) && query.delivery().map(old::equals).orElse(true);
    }
  }

  private static final class DrawsOneKey extends MapStore {
    DrawsOneKey(Clock clock) {
      super(clock);
    }

    @Override
    public synchronized List<ChangeResult> changeAll(
        List<Change> changes, ConferenceIdGenerator candidates) {
      int before = messages().size();
      List<ChangeResult> results = super.changeAll(changes, candidates);
      String key = Lease.newMessageKey();
      messages().subList(before, messages().size()).forEach(one -> one.key = key);
      return results;
    }
  }
}
