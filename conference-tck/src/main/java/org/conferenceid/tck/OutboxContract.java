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
  @DisplayName("Claiming: OB-1, OB-2, OB-3, OB-5, OB-10, OB-12")
  class Claiming extends ClaimRules {
    Claiming() {
      super(OutboxContract.this);
    }
  }

  @Nested
  @DisplayName("Settling: OB-4, OB-7, OB-8, OB-9, OB-11, OB-13")
  class Settling extends SettleRules {
    Settling() {
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
}
