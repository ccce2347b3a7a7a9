package org.conferenceid.jdbc;

/** What work with the database is for, which decides what to do after it failed. */
enum Purpose {
  /** Changes nothing. */
  READ("", ""),
  /** Changes what an idempotency key can guard. */
  KEYED(
      " with the same idempotency key", " with the same idempotency key, which does nothing twice"),
  /** Changes what may be repeated without harm. */
  REPEATABLE("", ", which does no harm");

  private final String again;
  private final String repeat;

  Purpose(String again, String repeat) {
    this.again = again;
    this.repeat = repeat;
  }

  /** Follows "try again" if nothing was changed. */
  String again() {
    return again;
  }

  /** Follows "repeat it" if it is not known whether something was changed. */
  String repeat() {
    return repeat;
  }
}
