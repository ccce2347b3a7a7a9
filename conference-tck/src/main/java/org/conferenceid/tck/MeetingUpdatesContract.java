package org.conferenceid.tck;

import org.conferenceid.spi.MeetingUpdates;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;

/**
 * The rules of {@link MeetingUpdates}, MU-1 to MU-11, as tests. It is used like {@link
 * ConferenceStoreContract}, and needs the same; only a store that keeps whose meetings are to be
 * updated needs to pass it.
 *
 * @since 0.1.0
 */
public abstract class MeetingUpdatesContract extends StoreHooks {

  /** For subclasses. */
  protected MeetingUpdatesContract() {}

  @Nested
  @DisplayName("Claiming: MU-1, MU-2, MU-3, MU-6")
  class Claiming extends MeetingClaimRules {
    Claiming() {
      super(MeetingUpdatesContract.this);
    }
  }

  @Nested
  @DisplayName("Settling: MU-4, MU-5, MU-10")
  class Settling extends MeetingSettleRules {
    Settling() {
      super(MeetingUpdatesContract.this);
    }
  }

  @Nested
  @DisplayName("States: MU-7, MU-8, MU-9, MU-11")
  class Showing extends MeetingStatusRules {
    Showing() {
      super(MeetingUpdatesContract.this);
    }
  }
}
