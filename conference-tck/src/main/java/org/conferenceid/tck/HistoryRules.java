package org.conferenceid.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.conferenceid.ConferenceEvent;
import org.conferenceid.ConferenceId;
import org.conferenceid.ConferenceIdGenerator;
import org.conferenceid.Lookup;
import org.conferenceid.UserId;
import org.conferenceid.audit.AuditEntry;
import org.conferenceid.capacity.Capacity;
import org.conferenceid.testkit.SeededIdGenerator;

/** For rules about races: what must be true of the history that they leave. */
abstract class HistoryRules extends Rules {
  static final int RACERS = 8;

  HistoryRules(StoreHooks hooks) {
    super(hooks);
  }

  /** A user's changes follow from each other, and the last one shows. */
  final void assertChain(UserId user) {
    Optional<ConferenceId> id = Optional.empty();
    long version = 0;
    for (AuditEntry entry : entriesOf(user)) {
      ConferenceEvent event = entry.event();
      assertThat(event.version())
          .as("version and old ID of a change of %s: they follow from the one before", user)
          .isEqualTo(++version);
      assertThat(event.oldId())
          .as("version and old ID of a change of %s: they follow from the one before", user)
          .isEqualTo(id);
      id = event.newId();
    }
    assertThat(idOf(user)).as("the ID of %s", user).isEqualTo(id);
    id.ifPresent(
        present ->
            assertThat(store.lookup(present))
                .as("what the ID %s is", present)
                .isEqualTo(new Lookup.Active(user)));
  }

  /** No ID was given twice, and the audit, the counts and the look-ups agree. */
  final void assertTrue(List<UserId> users) {
    List<ConferenceId> everGiven = new ArrayList<>();
    Set<ConferenceId> active = new HashSet<>();
    for (UserId user : users) {
      List<AuditEntry> own = entriesOf(user);
      assertChain(user);
      own.forEach(entry -> entry.event().newId().ifPresent(everGiven::add));
      idOf(user).ifPresent(active::add);
    }
    assertThat(everGiven).as("all IDs that were ever given").doesNotHaveDuplicates();
    assertThat(store.capacity())
        .as("how many IDs are active, and in quarantine")
        .isEqualTo(new Capacity(active.size(), everGiven.size() - active.size()));
    for (ConferenceId id : everGiven) {
      assertThat(store.lookup(id))
          .as("what the ID %s is", id)
          .isInstanceOf(active.contains(id) ? Lookup.Active.class : Lookup.Retired.class);
    }
  }

  /** Draws mostly from a few dozen IDs, so that nearly every draw meets another. */
  static final class Crowded implements ConferenceIdGenerator {
    private static final int FEW = 40;

    private final ConferenceIdGenerator wide = new SeededIdGenerator(3);

    @Override
    public ConferenceId next() {
      return wide.nextIndex(4) == 0
          ? wide.next()
          : ConferenceId.of(ID_2.value() + 3 * wide.nextIndex(FEW));
    }

    @Override
    public int nextIndex(int bound) {
      return wide.nextIndex(bound);
    }
  }
}
