package org.conferenceid.change;

/**
 * What to do with the IDs of a list when not all of them can be adopted (B13).
 *
 * @since 0.1.0
 */
public enum AdoptionMode {
  /** All or nothing: unless every one can be adopted, none is. */
  ALL_OR_NOTHING,
  /** Those that can be adopted are. */
  SKIP_INVALID,
  /** None is adopted; the results tell which could be. */
  DRY_RUN;

  /**
   * Whether what could be adopted is withheld.
   *
   * @param refused whether something stands against one of the IDs
   * @return whether nothing is to be changed
   */
  public boolean withholds(boolean refused) {
    return switch (this) {
      case ALL_OR_NOTHING -> refused;
      case SKIP_INVALID -> false;
      case DRY_RUN -> true;
    };
  }
}
