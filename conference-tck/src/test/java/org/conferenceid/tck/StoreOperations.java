package org.conferenceid.tck;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.conferenceid.ConferenceEvent;
import org.conferenceid.ConferenceId;
import org.conferenceid.ConferenceIdGenerator;
import org.conferenceid.EventKind;
import org.conferenceid.Lookup;
import org.conferenceid.Organizer;
import org.conferenceid.RequestContext;
import org.conferenceid.UserId;
import org.conferenceid.capacity.Capacity;
import org.conferenceid.spi.ChangeResult;
import org.conferenceid.spi.ConferenceStore;
import org.conferenceid.spi.Lease;
import org.conferenceid.spi.Settlement;
import org.conferenceid.testkit.MutableClock;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;

/**
 * What Lincheck may do to a store, in any order and at the same time: changes of two users among
 * three IDs, looks at the store, deliveries of the messages, and days that go by. Nothing in it is
 * random, so that a sequential run of the same operations has one outcome: every candidate is drawn
 * from the first of the three IDs on.
 */
@Param(name = "user", gen = IntGen.class, conf = "0:1")
@Param(name = "id", gen = IntGen.class, conf = "0:2")
@Param(name = "number", gen = IntGen.class, conf = "1:3")
@Param(name = "fence", gen = IntGen.class, conf = "1:2")
public abstract class StoreOperations {
  /** The only IDs that are left in the store. */
  static final List<ConferenceId> IDS =
      List.of(
          ConferenceId.parse("4839201"),
          ConferenceId.parse("4839202"),
          ConferenceId.parse("4839203"));

  private static final List<UserId> USERS = List.of(UserId.of("amelie"), UserId.of("bruno"));
  private static final Duration DAY = Duration.ofDays(1);

  private final MutableClock clock;
  private final ConferenceStore store;

  StoreOperations(MutableClock clock, ConferenceStore store) {
    this.clock = clock;
    this.store = store;
  }

  /** A caller keeps an idempotency key, which is worth one enabling. */
  @Operation
  public ChangeResult enable(@Param(name = "user") int user) {
    return change(Wish.enable(USERS.get(user)).key("enable"));
  }

  @Operation
  public ChangeResult reset(@Param(name = "user") int user) {
    return change(Wish.reset(USERS.get(user)));
  }

  @Operation
  public ChangeResult resetExpecting(
      @Param(name = "user") int user, @Param(name = "id") int expected) {
    return change(Wish.reset(USERS.get(user)).expecting(IDS.get(expected)));
  }

  @Operation
  public ChangeResult disable(@Param(name = "user") int user) {
    return change(Wish.disable(USERS.get(user)));
  }

  @Operation
  public Organizer find(@Param(name = "user") int user) {
    return store.find(USERS.get(user)).orElse(null);
  }

  @Operation
  public Lookup lookup(@Param(name = "id") int id) {
    return store.lookup(IDS.get(id));
  }

  @Operation
  public Capacity capacity() {
    return store.capacity();
  }

  @Operation
  public boolean erase(@Param(name = "user") int user) {
    return store.erase(USERS.get(user), DAY);
  }

  @Operation
  public List<String> claim() {
    return store.outbox().claim("worker", 2, DAY).stream()
        .map(lease -> lease.toString().replace(lease.messageKey(), "random"))
        .toList();
  }

  /** Settles a lease that may be anybody's, or nobody's, and tells whether it was lost. */
  @Operation
  public boolean settle(@Param(name = "number") int number, @Param(name = "fence") int fence) {
    Instant at = clock.instant();
    ConferenceEvent event =
        new ConferenceEvent(
            EventKind.RESET, USERS.get(0), Optional.empty(), Optional.empty(), 1, at);
    Lease lease = new Lease(number, "", fence, 1, 0, 0, event, RequestContext.NONE);
    return store.outbox().settle(List.of(new Settlement(lease, new Settlement.Sent()))).isEmpty();
  }

  /** The end of every quarantine and lease that was there. */
  @Operation
  public void letADayGoBy() {
    clock.advance(DAY);
  }

  private ChangeResult change(Wish wish) {
    return store.change(wish.quarantine(DAY).change(), new InTurn());
  }

  /** Draws the IDs in their order, over and over. Used by one thread. */
  static final class InTurn implements ConferenceIdGenerator {
    private int drawn;

    @Override
    public ConferenceId next() {
      return IDS.get(drawn++ % IDS.size());
    }

    @Override
    public int nextIndex(int bound) {
      return 0;
    }
  }
}
