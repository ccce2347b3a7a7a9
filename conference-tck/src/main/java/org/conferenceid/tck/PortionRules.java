package org.conferenceid.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.conferenceid.ConferenceId;
import org.conferenceid.ConferenceIdGenerator;
import org.conferenceid.IdempotencyKey;
import org.conferenceid.InvalidValueException;
import org.conferenceid.Lookup;
import org.conferenceid.Page;
import org.conferenceid.RequestContext;
import org.conferenceid.UserId;
import org.conferenceid.audit.AuditEntry;
import org.conferenceid.audit.AuditQuery;
import org.conferenceid.audit.DeliveryState;
import org.conferenceid.capacity.Capacity;
import org.conferenceid.change.AdoptionMode;
import org.conferenceid.spi.Adoption;
import org.conferenceid.spi.Change;
import org.conferenceid.spi.ChangeResult;
import org.conferenceid.spi.OrganizerQuery;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** More than fits into one step of a store: CS-8, CS-10, CS-12, CS-13, CS-17 and CS-18. */
abstract class PortionRules extends Rules {
  /** More than a page, a list of parameters or a batch usually holds. */
  private static final int MANY = 1300;

  /** Behind the last whole portion of any size that is usual. */
  private static final int LATE = MANY - 20;

  /** How often a store might read a list. */
  private static final int READS = 6;

  private final List<UserId> users = users(MANY);

  PortionRules(StoreHooks hooks) {
    super(hooks);
  }

  /** A list whose end cannot be read for the so many-th time. */
  private static final class Torn<T> extends AbstractList<T> {
    private final List<T> whole;
    private int readsLeft;

    Torn(List<T> whole, int readsLeft) {
      this.whole = whole;
      this.readsLeft = readsLeft;
    }

    @Override
    public T get(int index) {
      if (index == LATE && --readsLeft <= 0) {
        throw new IllegalStateException("the list cannot be read on");
      }
      return whole.get(index);
    }

    @Override
    public int size() {
      return whole.size();
    }
  }

  /** Candidates that end before all have one. */
  private final class Ending implements ConferenceIdGenerator {
    private int drawn;

    @Override
    public ConferenceId next() {
      if (++drawn > LATE) {
        throw new IllegalStateException("no candidates are left");
      }
      return ids.next();
    }

    @Override
    public int nextIndex(int bound) {
      throw new IllegalStateException("no candidates are left");
    }
  }

  private static Wish enabling(UserId user, int place) {
    Wish wish = Wish.enable(user).key("key " + place).context(context(place));
    return place % 2 == 0 ? wish : wish.withoutMail();
  }

  /** Every one by the same actor, and for a reason of its own. */
  private static RequestContext context(int place) {
    return RequestContext.NONE.by(CHLOE.value()).reason("reason " + place);
  }

  private List<Wish> enablings() {
    return IntStream.range(0, MANY).mapToObj(i -> enabling(users.get(i), i)).toList();
  }

  @Test
  @DisplayName("CS-17, CS-1: a long chunk that fails near its end has changed nothing")
  void shouldUndoALongChunk() {
    List<Change> changes = enablings().stream().map(Wish::change).toList();
    assertThat(failsWhole("a chunk of 1300", () -> store.changeAll(changes, new Ending())))
        .as("whether a chunk of 1300 fails for which 1280 IDs can be drawn")
        .isTrue();
    boolean failed = true;
    for (int reads = 1; reads <= READS && failed; reads++) {
      List<Change> torn = new Torn<>(changes, reads);
      failed = failsWhole("a chunk of 1300", () -> store.changeAll(torn, ids));
    }
  }

  @Test
  @DisplayName("CS-18, CS-1: a long list of adoptions that fails near its end has changed nothing")
  void shouldUndoALongAdoption() {
    Set<ConferenceId> brought = new HashSet<>();
    List<Adoption> adoptions = new ArrayList<>();
    while (adoptions.size() < MANY) {
      ConferenceId id = ids.next();
      if (brought.add(id)) {
        adoptions.add(new Adoption(users.get(adoptions.size()), id, RequestContext.NONE));
      }
    }
    boolean failed = true;
    for (int reads = 1; reads <= READS && failed; reads++) {
      List<Adoption> torn = new Torn<>(adoptions, reads);
      failed =
          failsWhole(
              "a list of 1300 adoptions", () -> store.adopt(torn, AdoptionMode.ALL_OR_NOTHING));
    }
  }

  /**
   * Whether a call failed, and has changed nothing. A store that does not read what it is given
   * that often does not fail, and has done everything.
   */
  private boolean failsWhole(String what, Runnable call) {
    long active = 0;
    try {
      call.run();
      active = MANY;
    } catch (IllegalStateException e) {
      // It failed near its end.
    }
    assertThat(store.capacity())
        .as("the capacity after %s, of which 1280 could be read: it is one transaction", what)
        .isEqualTo(new Capacity(active, 0));
    assertThat(all().size())
        .as("entries after %s, of which 1280 could be read: it is one transaction", what)
        .isEqualTo((int) active);
    return active == 0;
  }

  @Test
  @DisplayName("CS-17: a long chunk with two changes of one user, far apart, is refused")
  void shouldRefuseTwoChangesFarApart() {
    List<Wish> wishes = new ArrayList<>(enablings());
    wishes.add(Wish.enable(users.get(0)));
    assertThatThrownBy(() -> makeAll(wishes))
        .as("a chunk whose first and last change are about one user")
        .isInstanceOf(InvalidValueException.class);
    assertThat(store.capacity().active()).as("active IDs after a refused chunk").isZero();
  }

  @Test
  @DisplayName("CS-17, CS-8, CS-10: each change of a long chunk has its own context, key and mail")
  void shouldKeepWhatBelongsToEach() {
    List<Change> given = new ArrayList<>(enablings().stream().map(Wish::change).toList());
    List<Change> unchanged = List.copyOf(given);
    List<ChangeResult> results = store.changeAll(given, ids);

    assertThat(given).as("the list that was given, which is the caller's").isEqualTo(unchanged);
    assertThat(results).as("what became of 1300 enablings").allMatch(PortionRules::isNew);
    List<AuditEntry> entries = all();
    assertThat(entries).as("entries of 1300 enablings").hasSize(MANY);
    assertThat(entries).extracting(AuditEntry::number).doesNotHaveDuplicates();
    for (AuditEntry entry : entries) {
      int place = users.indexOf(entry.event().user());
      assertThat(entry.event())
          .as("the event of %s", named(entry))
          .isEqualTo(((ChangeResult.Done) results.get(place)).event());
      assertThat(entry.context()).as("the context of %s", named(entry)).isEqualTo(context(place));
      assertThat(entry.idempotencyKey())
          .as("the key of %s", named(entry))
          .contains(new IdempotencyKey("key " + place));
      assertThat(entry.delivery().state())
          .as("the message of %s, of which every other one is sent", named(entry))
          .isEqualTo(place % 2 == 0 ? DeliveryState.PENDING : DeliveryState.OFF);
    }
    assertThat(store.changeAll(given, ids))
        .as("the same chunk again, all with their keys")
        .isEqualTo(results.stream().map(PortionRules::replay).toList());
  }

  private static boolean isNew(ChangeResult result) {
    return result instanceof ChangeResult.Done done && !done.replayed() && done.committed();
  }

  private static ChangeResult replay(ChangeResult result) {
    return new ChangeResult.Done(((ChangeResult.Done) result).event(), true, true);
  }

  /** Reads the audit by the longest pages. */
  private List<AuditEntry> all() {
    AuditQuery query = AuditQuery.all().limit(AuditQuery.MAX_LIMIT);
    Page<AuditEntry> page = store.audit(query);
    List<AuditEntry> all = new ArrayList<>(page.items());
    while (page.next().isPresent()) {
      assertThat(page.items()).as("a page that has a next one").hasSize(AuditQuery.MAX_LIMIT);
      page = store.audit(query.after(page.next().getAsLong()));
      all.addAll(page.items());
    }
    return all;
  }

  @Test
  @DisplayName("CS-17, CS-4: each change of a chunk has a quarantine of its own")
  void shouldKeepEachQuarantine() {
    List<UserId> some = users.subList(0, 60);
    List<ChangeResult.Done> enabled = doneAll(some.stream().map(Wish::enable).toList());
    doneAll(
        IntStream.range(0, some.size())
            .mapToObj(i -> i % 2 == 0 ? Wish.reset(some.get(i)) : Wish.disable(some.get(i)))
            .map(wish -> wish.quarantine(quarantine(some, wish)))
            .toList());
    for (ChangeResult.Done done : enabled) {
      Duration quarantine = quarantine(some, Wish.info(done.event().user()));
      assertThat(store.lookup(newId(done)))
          .as("the former ID of %s, for %s", done.event().user(), quarantine)
          .isEqualTo(
              new Lookup.Retired(Optional.of(done.event().user()), now(), now().plus(quarantine)));
    }
  }

  private static Duration quarantine(List<UserId> some, Wish wish) {
    return Duration.ofDays(30).plusMillis(some.indexOf(wish.change().user()));
  }

  @Test
  @DisplayName("CS-12, CS-13: many entries lose an actor, and are removed, all of them")
  void shouldForgetMany() {
    makeAll(enablings());
    assertThat(store.erase(CHLOE, Wish.QUARANTINE))
        .as("whether there was anything of %s, the actor of 1300 entries", CHLOE)
        .isTrue();

    assertThat(all())
        .as("entries that name %s, who was erased", CHLOE)
        .filteredOn(entry -> entry.context().actor().isPresent())
        .isEmpty();
    assertThat(store.organizers(OrganizerQuery.all())).as("organizers, none erased").hasSize(1000);
    assertThat(store.prune(Duration.ZERO))
        .as("how many entries were removed: all without a message")
        .isEqualTo(MANY / 2);
    assertThat(all())
        .as("the entries that are left, those with a pending message")
        .hasSize(MANY / 2)
        .allMatch(entry -> entry.delivery().state() == DeliveryState.PENDING);
  }
}
