package org.conferenceid.tck;

import org.conferenceid.spi.ConferenceStore;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;

/**
 * The rules of {@link ConferenceStore}, CS-1 to CS-22, as tests. The author of a store extends this
 * class, and {@link OutboxContract} for the messages. Each test names the rule that a store breaks
 * when it fails.
 *
 * <pre>{@code
 * class MyStoreTest extends ConferenceStoreContract {
 *   private final MutableClock clock = new MutableClock();
 *
 *   @Override
 *   protected ConferenceStore createStore() {
 *     return new MyStore(clock);
 *   }
 *
 *   @Override
 *   protected Instant now() {
 *     return clock.instant();
 *   }
 *
 *   @Override
 *   protected void advance(Duration step) {
 *     clock.advance(step);
 *   }
 * }
 * }</pre>
 *
 * <p>What not every store can do is skipped, and shown as skipped with its rule, unless a subclass
 * tells how: a full store ({@link #occupyAllBut}), transactions of the application ({@link
 * #inTransaction}), a restart ({@link #reopen}), and another node ({@link #secondNode}). A store
 * that keeps files closes and deletes them in {@link #closeStores}.
 *
 * <p>Needs JUnit Jupiter and AssertJ, which this module does not bring along. The tests are run one
 * after the other; those on races start threads of their own.
 *
 * @since 0.1.0
 */
public abstract class ConferenceStoreContract extends StoreHooks {

  /** For subclasses. */
  protected ConferenceStoreContract() {}

  @Nested
  @DisplayName("Changes: CS-1, CS-5, CS-6, CS-7, CS-9, CS-15")
  class Changes extends ChangeRules {
    Changes() {
      super(ConferenceStoreContract.this);
    }
  }

  @Nested
  @DisplayName("Kinds that change no ID: CS-7, CS-8, CS-9, OB-6")
  class EventKinds extends EventKindRules {
    EventKinds() {
      super(ConferenceStoreContract.this);
    }
  }

  @Nested
  @DisplayName("Assigning: CS-2, CS-3, CS-16")
  class Assigning extends AssigningRules {
    Assigning() {
      super(ConferenceStoreContract.this);
    }
  }

  @Nested
  @DisplayName("Quarantine: CS-4, CS-11, CS-14, CS-20")
  class Quarantine extends QuarantineRules {
    Quarantine() {
      super(ConferenceStoreContract.this);
    }
  }

  @Nested
  @DisplayName("Former IDs: CS-21")
  class FormerIds extends FormerIdRules {
    FormerIds() {
      super(ConferenceStoreContract.this);
    }
  }

  @Nested
  @DisplayName("Idempotency keys: CS-8")
  class IdempotencyKeys extends IdempotencyKeyRules {
    IdempotencyKeys() {
      super(ConferenceStoreContract.this);
    }
  }

  @Nested
  @DisplayName("Audit: CS-10")
  class Audit extends AuditRules {
    Audit() {
      super(ConferenceStoreContract.this);
    }
  }

  @Nested
  @DisplayName("Forgetting: CS-12, CS-13")
  class Forgetting extends ForgettingRules {
    Forgetting() {
      super(ConferenceStoreContract.this);
    }
  }

  @Nested
  @DisplayName("Any text")
  class Texts extends TextRules {
    Texts() {
      super(ConferenceStoreContract.this);
    }
  }

  @Nested
  @DisplayName("Many changes as one: CS-17")
  class Bulk extends BulkRules {
    Bulk() {
      super(ConferenceStoreContract.this);
    }
  }

  @Nested
  @DisplayName("Races of chunks: CS-17")
  class BulkRaces extends BulkRaceRules {
    BulkRaces() {
      super(ConferenceStoreContract.this);
    }
  }

  @Nested
  @DisplayName("Adoption: CS-18")
  class Adoptions extends AdoptionRules {
    Adoptions() {
      super(ConferenceStoreContract.this);
    }
  }

  @Nested
  @DisplayName("Lists of users: CS-19")
  class Listing extends ListingRules {
    Listing() {
      super(ConferenceStoreContract.this);
    }
  }

  @Nested
  @DisplayName("Races")
  class Races extends RaceRules {
    Races() {
      super(ConferenceStoreContract.this);
    }
  }

  @Nested
  @DisplayName("Transactions of the application: CS-15, CS-17, CS-18")
  class Transactions extends TransactionRules {
    Transactions() {
      super(ConferenceStoreContract.this);
    }
  }

  @Nested
  @DisplayName("After a restart: CS-1, CS-8, CS-9")
  class Reopening extends ReopenRules {
    Reopening() {
      super(ConferenceStoreContract.this);
    }
  }

  @Nested
  @DisplayName("Several nodes: CS-1, CS-2, CS-4 to CS-6, CS-8 to CS-10, CS-12, CS-17")
  class Nodes extends NodeRules {
    Nodes() {
      super(ConferenceStoreContract.this);
    }
  }

  @Nested
  @DisplayName("What was read before: CS-1, CS-4, CS-5, CS-11, CS-12, CS-14, CS-17, CS-18")
  class Freshness extends FreshnessRules {
    Freshness() {
      super(ConferenceStoreContract.this);
    }
  }

  @Nested
  @DisplayName("Times and durations: CS-4, CS-10, CS-11, CS-12, CS-13, CS-20")
  class Times extends TimeRules {
    Times() {
      super(ConferenceStoreContract.this);
    }
  }

  @Nested
  @DisplayName("What meets a change half way: CS-1, CS-2, CS-5 to CS-9, CS-12, CS-17, CS-18")
  class Halfway extends MidwayRules {
    Halfway() {
      super(ConferenceStoreContract.this);
    }
  }

  @Nested
  @DisplayName("More than fits into one step: CS-1, CS-4, CS-8, CS-10, CS-12, CS-13, CS-17, CS-18")
  class Portions extends PortionRules {
    Portions() {
      super(ConferenceStoreContract.this);
    }
  }

  @Nested
  @DisplayName("Few free IDs: CS-3, CS-7, CS-16, CS-18")
  class Narrow extends NarrowRules {
    Narrow() {
      super(ConferenceStoreContract.this);
    }
  }

  @Nested
  @DisplayName("What an erasure leaves: CS-2, CS-4, CS-8, CS-9, CS-11, CS-12, CS-13")
  class Erasures extends ErasureRules {
    Erasures() {
      super(ConferenceStoreContract.this);
    }
  }

  @Nested
  @DisplayName("Lists of adoptions: CS-2, CS-9, CS-10, CS-14, CS-18, CS-20")
  class AdoptionLists extends AdoptionListRules {
    AdoptionLists() {
      super(ConferenceStoreContract.this);
    }
  }

  @Nested
  @DisplayName("What can be seen meanwhile: CS-1, CS-5, CS-17, CS-19")
  class Visibility extends VisibilityRules {
    Visibility() {
      super(ConferenceStoreContract.this);
    }
  }

  @Nested
  @DisplayName("Conditions of the audit: CS-10, CS-13")
  class AuditQueries extends AuditQueryRules {
    AuditQueries() {
      super(ConferenceStoreContract.this);
    }
  }

  @Nested
  @DisplayName("After a crash: CS-1, CS-8, CS-10, CS-12, CS-13, CS-18, OB-2, OB-3, OB-4")
  class Crashes extends CrashRules {
    Crashes() {
      super(ConferenceStoreContract.this);
    }
  }
}
