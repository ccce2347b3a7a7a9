package org.conferenceid.tck;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.conferenceid.ConferenceEvent;
import org.conferenceid.ConferenceIdGenerator;
import org.conferenceid.Organizer;
import org.conferenceid.Page;
import org.conferenceid.audit.AuditEntry;
import org.conferenceid.audit.AuditQuery;
import org.conferenceid.spi.Change;
import org.conferenceid.spi.ChangeResult;
import org.conferenceid.spi.ConferenceStore;

/** What can be wrong in the audit, and with times and numbers: CS-10. */
@SuppressWarnings({
  "UnsynchronizedOverridesSynchronized",
  "ThreadLocalUsage"
}) // that is their fault
final class AuditFaults {
  private AuditFaults() {}

  static List<Fault> all() {
    return List.of(
        new Fault("CS-10", "The clock is read before the lock is taken.", ReadsTheClockFirst::new),
        new Fault("CS-10", "The clock is read twice for one change.", ReadsTheClockTwice::new),
        new Fault(
            "CS-10",
            "An entry that changes no ID tells the version that was seen before its turn.",
            TellsAnOldVersion::new),
        new Fault(
            "CS-10",
            "Times are kept in whole seconds.",
            clock ->
                new MapStore(clock) {
                  @Override
                  void append(ConferenceEvent event, Change change) {
                    super.append(
                        new ConferenceEvent(
                            event.kind(),
                            event.user(),
                            event.oldId(),
                            event.newId(),
                            event.version(),
                            event.at().truncatedTo(ChronoUnit.SECONDS)),
                        change);
                  }
                }),
        new Fault(
            "CS-10",
            "Numbers go on after the highest one that is left, after a restart.",
            clock ->
                new MapStore(clock) {
                  @Override
                  ConferenceStore reopen() {
                    lastNumber = messages().stream().mapToLong(one -> one.number).max().orElse(0);
                    return super.reopen();
                  }
                }),
        new Fault(
            "CS-10",
            "Numbers go on after the highest one that is left, after a crash.",
            clock ->
                new MapStore(clock) {
                  @Override
                  ConferenceStore crash() {
                    lastNumber = messages().stream().mapToLong(one -> one.number).max().orElse(0);
                    return super.crash();
                  }
                }),
        new Fault(
            "CS-10",
            "Of an actor and a key that are asked for, one is enough.",
            clock ->
                new MapStore(clock) {
                  @Override
                  boolean matches(AuditQuery query, AuditEntry entry) {
                    return super.matches(query, entry)
                        || (query.idempotencyKey().isPresent()
                            && query.actor().isPresent()
                            && query.kind().isEmpty()
                            && query.idempotencyKey().equals(entry.idempotencyKey()));
                  }
                }),
        new Fault(
            "CS-10",
            "The time of one user's entries is not asked for.",
            clock ->
                new MapStore(clock) {
                  @Override
                  boolean matches(AuditQuery query, AuditEntry entry) {
                    return super.matches(
                        query.user().isPresent() ? query.from(Instant.MIN) : query, entry);
                  }
                }),
        new Fault(
            "CS-10",
            "The times asked for are rounded to milliseconds.",
            clock ->
                new MapStore(clock) {
                  @Override
                  boolean matches(AuditQuery query, AuditEntry entry) {
                    AuditQuery rounded = query;
                    if (query.from().isPresent() && query.from().get().isAfter(Instant.EPOCH)) {
                      rounded = rounded.from(query.from().get().truncatedTo(ChronoUnit.MILLIS));
                    }
                    return super.matches(rounded, entry);
                  }
                }),
        new Fault(
            "CS-10",
            "The times asked for are counted in nanoseconds of 64 bits.",
            clock ->
                new MapStore(clock) {
                  @Override
                  boolean matches(AuditQuery query, AuditEntry entry) {
                    long at = nanos(entry.event().at());
                    return super.matches(query, entry)
                        && query.from().map(from -> at >= nanos(from)).orElse(true)
                        && query.until().map(until -> at < nanos(until)).orElse(true);
                  }
                }),
        new Fault(
            "CS-10",
            "A page of the audit has 500 entries at most.",
            clock ->
                new MapStore(clock) {
                  @Override
                  public synchronized Page<AuditEntry> audit(AuditQuery query) {
                    return super.audit(query.limit(Math.min(500, query.limit())));
                  }
                }),
        new Fault(
            "CS-10",
            "A page after an entry that was removed is the first one.",
            clock ->
                new MapStore(clock) {
                  @Override
                  public synchronized Page<AuditEntry> audit(AuditQuery query) {
                    OptionalLong after = query.after();
                    boolean there =
                        after.isPresent()
                            && messages().stream().anyMatch(one -> one.number == after.getAsLong());
                    long start = query.isNewestFirst() ? Long.MAX_VALUE : 0;
                    return super.audit(after.isPresent() && !there ? query.after(start) : query);
                  }
                }),
        new Fault(
            "CS-10",
            "Actors are looked for by a pattern.",
            clock ->
                new MapStore(clock) {
                  @Override
                  boolean matches(AuditQuery query, AuditEntry entry) {
                    Optional<String> actor = entry.context().actor();
                    boolean like =
                        query.actor().isPresent()
                            && actor.isPresent()
                            && like(query.actor().get(), actor.get());
                    return super.matches(like ? query.byActor(actor.get()) : query, entry);
                  }

                  private static boolean like(String pattern, String text) {
                    String regex =
                        Pattern.quote(pattern).replace("%", "\\E.*\\Q").replace("_", "\\E.\\Q");
                    return Pattern.matches(regex, text);
                  }
                }));
  }

  private static final class ReadsTheClockFirst extends MapStore {
    private final ThreadLocal<Optional<Instant>> read = ThreadLocal.withInitial(Optional::empty);

    ReadsTheClockFirst(Clock clock) {
      super(clock);
    }

    @Override
    Instant now() {
      return read.get().orElseGet(super::now);
    }

    @Override
    public ChangeResult change(Change change, ConferenceIdGenerator candidates) {
      read.set(Optional.of(super.now()));
      try {
        return super.change(change, candidates);
      } finally {
        read.remove();
      }
    }
  }

  private static long nanos(Instant at) {
    return ChronoUnit.NANOS.between(Instant.EPOCH, at);
  }

  private static final class ReadsTheClockTwice extends MapStore {
    private Optional<Instant> first = Optional.empty();

    ReadsTheClockTwice(Clock clock) {
      super(clock);
    }

    @Override
    public synchronized ChangeResult change(Change change, ConferenceIdGenerator candidates) {
      first = Optional.of(now());
      try {
        return super.change(change, candidates);
      } finally {
        first = Optional.empty();
      }
    }

    @Override
    void append(ConferenceEvent event, Change change) {
      super.append(
          new ConferenceEvent(
              event.kind(),
              event.user(),
              event.oldId(),
              event.newId(),
              event.version(),
              first.orElse(event.at())),
          change);
    }
  }

  private static final class TellsAnOldVersion extends MapStore {
    private final Meeting between = new Meeting();
    private final ThreadLocal<Optional<Organizer>> seen = ThreadLocal.withInitial(Optional::empty);

    TellsAnOldVersion(Clock clock) {
      super(clock);
    }

    @Override
    public ChangeResult change(Change change, ConferenceIdGenerator candidates) {
      seen.set(find(change.user()));
      between.await();
      return super.change(change, candidates);
    }

    @Override
    void append(ConferenceEvent event, Change change) {
      long version =
          change.kind().changesId()
              ? event.version()
              : seen.get().map(Organizer::version).orElse(event.version());
      super.append(
          new ConferenceEvent(
              event.kind(), event.user(), event.oldId(), event.newId(), version, event.at()),
          change);
    }
  }
}
