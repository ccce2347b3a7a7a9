package org.conferenceid.tck;

import org.conferenceid.spi.Outbox;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;

/**
 * The rules of {@link Outbox}, OB-1 to OB-15, as tests. It is used like {@link
 * ConferenceStoreContract}, and needs the same:
 *
 * <pre>{@code
 * class MyOutboxTest extends OutboxContract {
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
 * <p>A lease has ended, and a message is due, at the moment that its time is over, not later.
 *
 * @since 0.1.0
 */
public abstract class OutboxContract extends StoreHooks {

  /** For subclasses. */
  protected OutboxContract() {}

  @Nested
  @DisplayName("Claiming: OB-1, OB-2, OB-3")
  class Claiming extends ClaimRules {
    Claiming() {
      super(OutboxContract.this);
    }
  }

  @Nested
  @DisplayName("Delays and leases: OB-2, OB-7")
  class Due extends DueRules {
    Due() {
      super(OutboxContract.this);
    }
  }

  @Nested
  @DisplayName("Order: OB-5, OB-10")
  class Order extends OrderRules {
    Order() {
      super(OutboxContract.this);
    }
  }

  @Nested
  @DisplayName("Settling: OB-4, OB-9")
  class Settling extends SettleRules {
    Settling() {
      super(OutboxContract.this);
    }
  }

  @Nested
  @DisplayName("Sending again: OB-8")
  class Resending extends ResendRules {
    Resending() {
      super(OutboxContract.this);
    }
  }

  @Nested
  @DisplayName("Outcomes: OB-11, OB-13")
  class Outcomes extends OutcomeRules {
    Outcomes() {
      super(OutboxContract.this);
    }
  }

  @Nested
  @DisplayName("Message keys: OB-12")
  class MessageKeys extends MessageKeyRules {
    MessageKeys() {
      super(OutboxContract.this);
    }
  }

  @Nested
  @DisplayName("Superseding: OB-6")
  class Superseding extends SupersedingRules {
    Superseding() {
      super(OutboxContract.this);
    }
  }

  @Nested
  @DisplayName("What a lease tells: OB-15")
  class Telling extends LeaseRules {
    Telling() {
      super(OutboxContract.this);
    }
  }

  @Nested
  @DisplayName("Figures: OB-14")
  class Figures extends FiguresRules {
    Figures() {
      super(OutboxContract.this);
    }
  }

  @Nested
  @DisplayName("Figures at their edges: OB-14")
  class Counting extends CountingRules {
    Counting() {
      super(OutboxContract.this);
    }
  }

  @Nested
  @DisplayName("A long backlog: OB-1, OB-2, OB-4 to OB-6, OB-8, OB-10, OB-14")
  class Backlog extends BacklogRules {
    Backlog() {
      super(OutboxContract.this);
    }
  }

  @Nested
  @DisplayName("Erasing and pruning: CS-12, CS-13")
  class Erasing extends MessageErasureRules {
    Erasing() {
      super(OutboxContract.this);
    }
  }

  @Nested
  @DisplayName("After a restart: OB-1 to OB-4, OB-7, OB-8, OB-11 to OB-14")
  class Reopening extends MessageRestartRules {
    Reopening() {
      super(OutboxContract.this);
    }
  }

  @Nested
  @DisplayName("Several nodes: OB-1, OB-2, OB-4 to OB-6, OB-8, OB-14")
  class Nodes extends MessageNodeRules {
    Nodes() {
      super(OutboxContract.this);
    }
  }
}
