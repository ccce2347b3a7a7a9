package org.conferenceid;

/** What an auto attendant does with a caller (S2). */
public sealed interface Admission {

  /**
   * The caller is let in.
   *
   * @param organizer whose meeting it is
   */
  record Admitted(UserId organizer) implements Admission {}

  /** The caller is refused. There is one refusal, whatever the reason (B3). */
  record Refused() implements Admission {}
}
