package org.conferenceid.spi;

import java.time.Duration;
import java.util.Objects;
import org.conferenceid.InvalidValueException;
import org.conferenceid.Text;

/**
 * How an attempt to update an organizer's meetings ended.
 *
 * @since 0.1.0
 */
public sealed interface MeetingSettlement {
  /** The most UTF-16 units of a problem; the rest of a longer one is cut off between characters. */
  int MAX_PROBLEM = 500;

  /**
   * All meetings show the ID of the lease's version, or are left as they are for good.
   *
   * @param counts what became of the meetings
   */
  record Done(MeetingCounts counts) implements MeetingSettlement {

    /**
     * Checks the part for {@code null}.
     *
     * @param counts what became of the meetings
     */
    public Done {
      Objects.requireNonNull(counts, "counts");
    }
  }

  /**
   * It shall be tried again.
   *
   * @param delay after how long, by the store's clock; not negative, and at most {@link
   *     MeetingUpdates#MAX_DELAY}
   * @param counts what became of the meetings so far
   * @param problem why it is not done
   */
  record Retry(Duration delay, MeetingCounts counts, String problem) implements MeetingSettlement {

    /**
     * Checks the delay, and cuts the problem.
     *
     * @param delay after how long, by the store's clock
     * @param counts what became of the meetings so far
     * @param problem why it is not done
     * @throws InvalidValueException if the delay is out of its range
     */
    public Retry {
      Objects.requireNonNull(delay, "delay");
      Objects.requireNonNull(counts, "counts");
      Objects.requireNonNull(problem, "problem");
      if (delay.isNegative() || delay.compareTo(MeetingUpdates.MAX_DELAY) > 0) {
        throw new InvalidValueException(
            "delay", "must be from 0 to " + MeetingUpdates.MAX_DELAY, delay.toString());
      }
      problem = Text.storable(problem, MAX_PROBLEM);
    }
  }

  /**
   * It is given up.
   *
   * @param counts what became of the meetings
   * @param problem why
   */
  record Failed(MeetingCounts counts, String problem) implements MeetingSettlement {

    /**
     * Checks the parts for {@code null}, and cuts the problem.
     *
     * @param counts what became of the meetings
     * @param problem why
     */
    public Failed {
      Objects.requireNonNull(counts, "counts");
      problem = Text.storable(Objects.requireNonNull(problem, "problem"), MAX_PROBLEM);
    }
  }

  /** It was not tried at all; the attempt is not counted, and it is due at once. */
  record Released() implements MeetingSettlement {}
}
