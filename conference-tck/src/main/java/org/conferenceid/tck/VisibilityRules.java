package org.conferenceid.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.conferenceid.ConferenceId;
import org.conferenceid.ConferenceIdGenerator;
import org.conferenceid.Lookup;
import org.conferenceid.Organizer;
import org.conferenceid.UserId;
import org.conferenceid.audit.AuditEntry;
import org.conferenceid.audit.AuditQuery;
import org.conferenceid.capacity.Capacity;
import org.conferenceid.spi.OrganizerQuery;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * What can be seen while changes are made: CS-1, CS-5 and CS-17. The readers look until they have
 * met so many changes that a moment between two steps of a change cannot escape them.
 */
abstract class VisibilityRules extends Rules {
  private static final int MEETINGS = 500;
  private static final int MOST_CHANGES = 300;
  private static final int READERS = 3;
  private static final int ENOUGH_LOOKS = 8;
  private static final int MOST_SWAPS = 200;

  VisibilityRules(StoreHooks hooks) {
    super(hooks);
  }

  /** One racer changes, the others look, until they have met enough changes. */
  private final class Watch {
    private final Queue queue = new Queue(ids);
    private final AtomicBoolean over = new AtomicBoolean();
    private final AtomicInteger met = new AtomicInteger();

    void run(ChangeOften change, List<Callable<Boolean>> looks) {
      Race.of(
          1 + looks.size(),
          racer -> racer == 0 ? () -> changes(change) : () -> looks(looks.get(racer - 1)));
    }

    private int changes(ChangeOften change) {
      int made = 0;
      try {
        while (made < mostChanges() && met.get() < MEETINGS) {
          change.make(made++, queue);
        }
      } finally {
        over.set(true);
      }
      return made;
    }

    /** A store that draws without a lock takes longer between two steps. */
    private int mostChanges() {
      return queue.isWaitedFor() ? MOST_CHANGES : MOST_CHANGES / 3;
    }

    private int looks(Callable<Boolean> look) throws Exception {
      queue.enter();
      while (!over.get()) {
        met.addAndGet(look.call() ? 1 : 0);
      }
      return 0;
    }
  }

  /** Makes the so many-th change. */
  private interface ChangeOften {
    void make(int count, ConferenceIdGenerator candidates);
  }

  /** Looks at one user again and again; tells whether the version has grown since. */
  private abstract class Look implements Callable<Boolean> {
    private Organizer before = store.find(AMELIE).orElseThrow();

    abstract void look(Organizer before, Organizer now);

    @Override
    public final Boolean call() {
      Organizer now = store.find(AMELIE).orElseThrow();
      look(before, now);
      boolean changed = now.version() != before.version();
      before = now;
      return changed;
    }
  }

  /** The ID that the user had does not work, and the one that the user has does. */
  private final class LookAtIds extends Look {
    @Override
    void look(Organizer before, Organizer now) {
      if (now.version() != before.version()) {
        before.id().ifPresent(old -> assertDead(old, now));
      }
      now.id()
          .filter(id -> !(store.lookup(id) instanceof Lookup.Active))
          .ifPresent(id -> assertGone(now));
    }

    private void assertDead(ConferenceId old, Organizer now) {
      assertThat(store.lookup(old))
          .as(
              "the old ID of %s, looked up after version %d was found: the change that shows the"
                  + " new version retires the old ID in the same step",
              AMELIE, now.version())
          .isInstanceOf(Lookup.Retired.class);
    }

    private void assertGone(Organizer now) {
      assertThat(store.find(AMELIE).map(Organizer::version))
          .as(
              "the version of %s, whose ID of version %d was found to be not active: the version"
                  + " grows in the same step",
              AMELIE, now.version())
          .isNotEqualTo(Optional.of(now.version()));
    }
  }

  /** The newest entry is that of the version. */
  private final class LookAtEntries extends Look {
    @Override
    void look(Organizer before, Organizer now) {
      long entry = newest();
      assertThat(entry)
          .as(
              "the version of the newest entry of %s, read after version %d was found",
              AMELIE, now.version())
          .isGreaterThanOrEqualTo(now.version());
      assertThat(store.find(AMELIE).orElseThrow().version())
          .as("the version of %s, found after an entry of version %d was read", AMELIE, entry)
          .isGreaterThanOrEqualTo(entry);
    }

    private long newest() {
      AuditEntry entry =
          store.audit(AuditQuery.all().ofUser(AMELIE).newestFirst().limit(1)).items().get(0);
      entry
          .event()
          .newId()
          .filter(id -> store.lookup(id) instanceof Lookup.Unknown)
          .ifPresent(id -> assertThat(store.lookup(id)).as("the ID of %s", named(entry)).isNull());
      return entry.event().version();
    }
  }

  /** There is one active ID, or none while the user is disabled. */
  private final class LookAtCounts extends Look {
    private final boolean enabled;
    private long quarantined;

    LookAtCounts(boolean enabled) {
      this.enabled = enabled;
    }

    @Override
    void look(Organizer before, Organizer now) {
      Capacity counted = store.capacity();
      assertThat(counted.active())
          .as("active IDs while %s, the only user, is changed", AMELIE)
          .isBetween(enabled ? 1L : 0L, 1L);
      assertThat(counted.quarantined())
          .as("IDs in quarantine, of which none is over, while %s is changed", AMELIE)
          .isGreaterThanOrEqualTo(quarantined);
      quarantined = counted.quarantined();
    }
  }

  @Test
  @DisplayName(
      "CS-1, CS-5: whoever looks while a user is reset never finds two IDs active, none, or a part")
  void shouldShowAResetAtOnce() {
    enable(AMELIE);
    new Watch().run((count, queue) -> done(Wish.reset(AMELIE), queue), looks(true));
  }

  @Test
  @DisplayName("CS-1, CS-5, CS-17: nor while the user is reset by chunks")
  void shouldShowAChunkAtOnce() {
    enable(AMELIE);
    new Watch()
        .run(
            (count, queue) ->
                doneAll(List.of(Wish.reset(AMELIE), Wish.enable(other(count))), queue),
            justIds());
  }

  @Test
  @DisplayName("CS-1, CS-5: nor while the user is disabled and enabled")
  void shouldShowADisablingAtOnce() {
    enable(AMELIE);
    new Watch()
        .run(
            (count, queue) ->
                done(count % 2 == 0 ? Wish.disable(AMELIE) : Wish.enable(AMELIE), queue),
            looks(false));
  }

  private static UserId other(int count) {
    return UserId.of("other " + count);
  }

  private List<Callable<Boolean>> justIds() {
    return List.of(new LookAtIds(), new LookAtEntries());
  }

  private List<Callable<Boolean>> looks(boolean enabled) {
    return List.of(new LookAtIds(), new LookAtEntries(), new LookAtCounts(enabled));
  }

  @Test
  @DisplayName("CS-17, CS-1, CS-19: whoever looks while chunks are made never finds a part of one")
  void shouldShowNoPartOfAChunk() {
    assertSwaps(users(30), 24);
  }

  @Test
  @DisplayName("CS-17, CS-1, CS-19: nor while long chunks are made")
  void shouldShowNoPartOfALongChunk() {
    assertSwaps(users(1100), 4);
  }

  /** One half is enabled, the other is not, and in one chunk they change places. */
  private void assertSwaps(List<UserId> users, int swaps) {
    int half = users.size() / 2;
    doneAll(users.subList(0, half).stream().map(user -> Wish.enable(user).withoutMail()).toList());
    AtomicBoolean over = new AtomicBoolean();
    CountDownLatch looks = new CountDownLatch(READERS * ENOUGH_LOOKS);
    Race.of(
        1 + READERS,
        racer ->
            racer == 0
                ? () -> swapOften(users, swaps, looks, over)
                : () -> lookOften(racer, users, looks, over));
  }

  private int lookOften(int racer, List<UserId> users, CountDownLatch looks, AtomicBoolean over) {
    int own = 0;
    try {
      while (!over.get()) {
        assertHalf(racer, users, users.size() / 2);
        if (own++ < ENOUGH_LOOKS) {
          looks.countDown();
        }
      }
    } finally {
      for (; own < ENOUGH_LOOKS; own++) {
        looks.countDown();
      }
    }
    return racer;
  }

  private void assertHalf(int racer, List<UserId> users, int half) {
    long enabled =
        switch (racer) {
          case 1 -> store.capacity().active();
          case 2 -> enabled(store.findAll(users));
          default -> store.organizers(OrganizerQuery.all()).size();
        };
    assertThat(enabled)
        .as(
            "of %d users the enabled ones, by %s, while chunks disable one half and enable the"
                + " other: a chunk shows as one, and a look is at one moment",
            users.size(), List.of("capacity()", "findAll()", "organizers()").get(racer - 1))
        .isEqualTo(half);
  }

  private static long enabled(Map<UserId, Organizer> found) {
    return found.values().stream().filter(Organizer::enabled).count();
  }

  /**
   * Swaps until each reader has looked often enough: the swaps may all be done before it begins.
   */
  private int swapOften(List<UserId> users, int swaps, CountDownLatch looks, AtomicBoolean over) {
    int half = users.size() / 2;
    int swap = 0;
    try {
      for (; swap < swaps || (looks.getCount() > 0 && swap < MOST_SWAPS); swap++) {
        boolean firstHalf = swap % 2 == 0;
        doneAll(
            IntStream.range(0, users.size())
                .mapToObj(
                    i ->
                        (i < half == firstHalf
                                ? Wish.disable(users.get(i))
                                : Wish.enable(users.get(i)))
                            .withoutMail())
                .toList());
      }
    } finally {
      over.set(true);
    }
    return swap;
  }
}
