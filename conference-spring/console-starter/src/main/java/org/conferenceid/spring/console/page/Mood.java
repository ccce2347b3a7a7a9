package org.conferenceid.spring.console.page;

import java.util.Objects;
import org.conferenceid.audit.DeliveryState;

/**
 * How something looks that went well or did not.
 *
 * @since 0.1.0
 */
public final class Mood {
  private Mood() {}

  /**
   * Returns how the fate of a message looks.
   *
   * @param state where it stands
   * @return {@code good}, {@code bad}, or an empty text for what is neither
   */
  public static String of(DeliveryState state) {
    return switch (Objects.requireNonNull(state, "state")) {
      case SENT -> "good";
      case FAILED -> "bad";
      default -> "";
    };
  }
}
