package org.conferenceid.tck;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.conferenceid.ConferenceEvent;
import org.conferenceid.ConferenceId;
import org.conferenceid.Lookup;
import org.conferenceid.UserId;
import org.conferenceid.audit.AuditEntry;
import org.conferenceid.audit.AuditQuery;
import org.conferenceid.testkit.ForwardingStore;
import org.conferenceid.testkit.InMemoryConferenceStore;

/** Stores that do not know what IDs a user had. */
final class FaultyFormerIds {
  private FaultyFormerIds() {}

  /** Read from the audit alone. */
  static final class ForgetsWhatWasPruned extends ForwardingStore {
    ForgetsWhatWasPruned(Clock clock) {
      super(new InMemoryConferenceStore(clock));
    }

    @Override
    public List<ConferenceId> formerIds(UserId user) {
      List<ConferenceId> audited =
          audit(AuditQuery.all().ofUser(user).limit(AuditQuery.MAX_LIMIT)).items().stream()
              .map(AuditEntry::event)
              .flatMap(event -> event.oldId().stream())
              .toList();
      return super.formerIds(user).stream().filter(audited::contains).toList();
    }
  }

  /** Read from the IDs alone, which forget a user when they are somebody else's. */
  static final class ForgetsWhatIsSomebodyElses extends ForwardingStore {
    ForgetsWhatIsSomebodyElses(Clock clock) {
      super(new InMemoryConferenceStore(clock));
    }

    @Override
    public List<ConferenceId> formerIds(UserId user) {
      return super.formerIds(user).stream()
          .filter(id -> !(lookup(id) instanceof Lookup.Active))
          .toList();
    }
  }

  /** Each entry of the audit shows an ID before it, that about conference information as well. */
  static final class TellsThePresentId extends ForwardingStore {
    TellsThePresentId(Clock clock) {
      super(new InMemoryConferenceStore(clock));
    }

    @Override
    public List<ConferenceId> formerIds(UserId user) {
      return audit(AuditQuery.all().ofUser(user).newestFirst()).items().stream()
          .map(AuditEntry::event)
          .map(ConferenceEvent::oldId)
          .flatMap(Optional::stream)
          .distinct()
          .toList();
    }
  }

  /** In the order in which they were given. */
  static final class TellsTheOldestFirst extends ForwardingStore {
    TellsTheOldestFirst(Clock clock) {
      super(new InMemoryConferenceStore(clock));
    }

    @Override
    public List<ConferenceId> formerIds(UserId user) {
      List<ConferenceId> ids = new ArrayList<>(super.formerIds(user));
      Collections.reverse(ids);
      return ids;
    }
  }

  /** A list is kept beside the user, which an erasure does not know. */
  static final class RemembersTheErased extends ForwardingStore {
    private final Map<UserId, List<ConferenceId>> kept = new HashMap<>();

    RemembersTheErased(Clock clock) {
      super(new InMemoryConferenceStore(clock));
    }

    @Override
    public synchronized boolean erase(UserId user, Duration quarantine) {
      kept.put(user, formerIds(user));
      return super.erase(user, quarantine);
    }

    @Override
    public synchronized List<ConferenceId> formerIds(UserId user) {
      List<ConferenceId> ids = new ArrayList<>(super.formerIds(user));
      ids.addAll(kept.getOrDefault(user, List.of()));
      return ids;
    }
  }
}
