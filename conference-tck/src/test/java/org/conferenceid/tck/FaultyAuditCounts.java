package org.conferenceid.tck;

import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.conferenceid.audit.AuditQuery;
import org.conferenceid.audit.DeliveryState;
import org.conferenceid.testkit.ForwardingStore;
import org.conferenceid.testkit.InMemoryConferenceStore;

/** Stores that miscount the audit. */
final class FaultyAuditCounts {
  private FaultyAuditCounts() {}

  /** A page is read and counted. */
  static final class CountsAPage extends ForwardingStore {
    CountsAPage(Clock clock) {
      super(new InMemoryConferenceStore(clock));
    }

    @Override
    public Map<DeliveryState, Long> countAudit(AuditQuery query) {
      return audit(query).items().stream()
          .collect(Collectors.groupingBy(entry -> entry.delivery().state(), Collectors.counting()));
    }
  }

  /** The states are what is asked for, so that none is left out. */
  static final class CountsEveryState extends ForwardingStore {
    CountsEveryState(Clock clock) {
      super(new InMemoryConferenceStore(clock));
    }

    @Override
    public Map<DeliveryState, Long> countAudit(AuditQuery query) {
      AuditQuery any = AuditQuery.all();
      any = query.user().map(any::ofUser).orElse(any);
      any = query.kind().map(any::ofKind).orElse(any);
      any = query.actor().map(any::byActor).orElse(any);
      any = query.idempotencyKey().map(any::withKey).orElse(any);
      any = query.from().map(any::from).orElse(any);
      return super.countAudit(query.until().map(any::until).orElse(any));
    }
  }

  /** The counters are kept beside the audit, and grow with it alone. */
  static final class CountsWhatWasQueued extends ForwardingStore {
    CountsWhatWasQueued(Clock clock) {
      super(new InMemoryConferenceStore(clock));
    }

    @Override
    public Map<DeliveryState, Long> countAudit(AuditQuery query) {
      Map<DeliveryState, Long> counts = new HashMap<>();
      super.countAudit(query)
          .forEach(
              (state, entries) ->
                  counts.merge(
                      state == DeliveryState.OFF ? state : DeliveryState.PENDING,
                      entries,
                      Long::sum));
      return counts;
    }
  }
}
