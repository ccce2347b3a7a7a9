package org.conferenceid.attendant;

import java.time.Duration;
import java.util.Objects;
import org.conferenceid.UserId;

/**
 * What an auto attendant does with a caller (S2).
 *
 * @since 0.1.0
 */
public sealed interface Admission {

  /**
   * The caller is let in.
   *
   * @param organizer whose meeting it is
   */
  record Admitted(UserId organizer) implements Admission {

    /**
     * Checks the part for {@code null}.
     *
     * @param organizer whose meeting it is
     */
    public Admitted {
      Objects.requireNonNull(organizer, "organizer");
    }
  }

  /** The caller is refused. There is one refusal, whatever the reason (B3). */
  record Refused() implements Admission {}

  /**
   * The caller's digits were not looked at, because there were too many failed attempts (B4). The
   * answer is the same whether they would have been right or wrong.
   *
   * @param retryAfter after which time another attempt may be looked at; positive
   */
  record Throttled(Duration retryAfter) implements Admission {

    /**
     * Checks the part for {@code null}.
     *
     * @param retryAfter after which time another attempt may be looked at
     */
    public Throttled {
      Objects.requireNonNull(retryAfter, "retryAfter");
    }
  }
}
