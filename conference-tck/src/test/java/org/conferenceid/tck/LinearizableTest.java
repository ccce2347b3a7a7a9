package org.conferenceid.tck;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.conferenceid.tck.StoreOperations.IDS;

import org.conferenceid.ConferenceIdGenerator;
import org.conferenceid.Organizer;
import org.conferenceid.UserId;
import org.conferenceid.spi.Change;
import org.conferenceid.spi.ChangeResult;
import org.conferenceid.spi.ConferenceStore;
import org.conferenceid.tck.StoreOperations.InTurn;
import org.conferenceid.testkit.ForwardingStore;
import org.conferenceid.testkit.InMemoryConferenceStore;
import org.conferenceid.testkit.MutableClock;
import org.jetbrains.lincheck.LincheckAssertionError;
import org.jetbrains.lincheck.datastructures.ManagedStrategyGuaranteeKt;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.StressOptions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Whatever threads do to the in-memory store at once, each sees an outcome that some order of the
 * same calls, one after the other, has on the {@link MapStore}. Lincheck makes up the calls and the
 * places where threads take turns.
 *
 * <p>{@code -Dlincheck.scenarios=500 -Dlincheck.invocations=1000} tries more than a build has time
 * for.
 */
@Tag("thorough")
class LinearizableTest {
  private static final int SCENARIOS = Integer.getInteger("lincheck.scenarios", 2);
  private static final int INVOCATIONS = Integer.getInteger("lincheck.invocations", 100);

  /**
   * What stands behind the store's one lock. Threads take turns before and after each call of it,
   * which is where a forgotten lock shows; within one, there would be too many places to try.
   */
  private static final String[] PARTS = {
    "org.conferenceid.testkit.IdSpace",
    "org.conferenceid.testkit.Ledger",
    "org.conferenceid.testkit.Message"
  };

  @Test
  @DisplayName("CS-1, CS-2, OB-2: any interleaving of two threads is some order of their calls")
  void interleavings() {
    modelChecking().check(SoundOperations.class);
  }

  @Test
  @DisplayName("CS-1, CS-2, OB-2: what three real threads see is some order of their calls")
  void realThreads() {
    new StressOptions()
        .iterations(SCENARIOS)
        .invocationsPerIteration(INVOCATIONS)
        .threads(3)
        .actorsBefore(3)
        .actorsPerThread(2)
        .actorsAfter(2)
        .sequentialSpecification(Specification.class)
        .check(SoundOperations.class);
  }

  @Test
  @DisplayName("CS-6: a store that compares the expected ID before it takes the lock is found out")
  void bites() {
    ModelCheckingOptions search =
        modelChecking()
            .iterations(5) // a fault must be found, whatever the time that the others get
            .actorsBefore(0)
            .actorsPerThread(2)
            .actorsAfter(0)
            .sequentialSpecification(ConfirmedResets.class);
    assertThatThrownBy(() -> search.check(HastyResets.class))
        .isInstanceOf(LincheckAssertionError.class)
        .hasMessageContaining("Invalid execution results");
  }

  private static ModelCheckingOptions modelChecking() {
    return new ModelCheckingOptions()
        .iterations(SCENARIOS)
        .invocationsPerIteration(INVOCATIONS)
        .threads(2)
        .actorsBefore(3)
        .actorsPerThread(3)
        .actorsAfter(2)
        .addGuarantee(ManagedStrategyGuaranteeKt.forClasses(PARTS).allMethods().treatAsAtomic())
        .sequentialSpecification(Specification.class);
  }

  /** The store under test. */
  public static final class SoundOperations extends StoreOperations {
    public SoundOperations() {
      this(new MutableClock());
    }

    private SoundOperations(MutableClock clock) {
      super(clock, nearlyFull(clock));
    }
  }

  /** What one call after the other gives, by a store that is written afresh. */
  public static final class Specification extends StoreOperations {
    public Specification() {
      this(new MutableClock());
    }

    private Specification(MutableClock clock) {
      super(clock, store(clock));
    }

    private static ConferenceStore store(MutableClock clock) {
      MapStore store = new MapStore(clock);
      store.occupyAllBut(IDS);
      return store;
    }
  }

  /** Resets that were confirmed while the user had the first ID, on the sound store. */
  public static class ConfirmedResets {
    private static final UserId AMELIE = UserId.of("amelie");
    private final ConferenceStore store;

    public ConfirmedResets() {
      this(nearlyFull(new MutableClock()));
    }

    ConfirmedResets(ConferenceStore store) {
      this.store = store;
      store.change(Wish.enable(AMELIE).change(), new InTurn());
    }

    @Operation
    public ChangeResult reset() {
      return store.change(Wish.reset(AMELIE).expecting(IDS.get(0)).change(), new InTurn());
    }

    @Operation
    public Organizer find() {
      return store.find(AMELIE).orElseThrow();
    }
  }

  /** The same with a look before the leap. */
  public static final class HastyResets extends ConfirmedResets {
    public HastyResets() {
      super(new ComparesBeforehand(nearlyFull(new MutableClock())));
    }
  }

  private static InMemoryConferenceStore nearlyFull(MutableClock clock) {
    InMemoryConferenceStore store = new InMemoryConferenceStore(clock);
    store.withholdAllBut(IDS);
    return store;
  }

  /** The expected ID is compared in one step, and the change made in the next. */
  private static final class ComparesBeforehand extends ForwardingStore {
    ComparesBeforehand(ConferenceStore sound) {
      super(sound);
    }

    @Override
    public ChangeResult change(Change change, ConferenceIdGenerator candidates) {
      if (change.expected().isEmpty()) {
        return super.change(change, candidates);
      }
      Organizer now = find(change.user()).filter(Organizer::enabled).orElse(null);
      if (now == null) {
        return new ChangeResult.NotEnabled();
      }
      return now.id().equals(change.expected())
          ? super.change(
              Wish.reset(change.user()).quarantine(change.quarantine()).change(), candidates)
          : new ChangeResult.StaleId(now);
    }
  }
}
