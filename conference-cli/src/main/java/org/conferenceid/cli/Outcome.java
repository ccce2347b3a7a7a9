package org.conferenceid.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import org.conferenceid.ConferenceException;
import org.conferenceid.InvalidValueException;
import org.conferenceid.StaticIdException;
import org.conferenceid.StoreException;
import org.conferenceid.capacity.IdsExhaustedException;

/** How a command ended: what a script learns from the exit code. */
enum Outcome {
  DONE(0, "Done."),
  REFUSED(1, "Refused or not found; nothing was changed."),
  USAGE(2, "The command line or a file is wrong; nothing was changed."),
  INCOMPLETE(3, "A part was done, and a part was not."),
  STORE(4, "The database cannot be used; try again."),
  EXHAUSTED(5, "No ID is left."),
  FAULT(6, "A fault of this program.");

  private final int code;
  private final String meaning;

  Outcome(int code, String meaning) {
    this.code = code;
    this.meaning = meaning;
  }

  int code() {
    return code;
  }

  /** What the exit codes mean, in their order. */
  static Map<String, String> meanings() {
    Map<String, String> meanings = new LinkedHashMap<>();
    for (Outcome outcome : values()) {
      meanings.put(Integer.toString(outcome.code), outcome.meaning);
    }
    return meanings;
  }

  /**
   * What many attempts come to.
   *
   * @param good how many left things as they were wished
   * @param bad how many did not
   */
  static Outcome of(long good, long bad) {
    if (bad == 0) {
      return DONE;
    }
    return good == 0 ? REFUSED : INCOMPLETE;
  }

  /** What an exception comes to. */
  static Outcome of(Throwable thrown) {
    if (thrown instanceof Refusal refusal) {
      return refusal.outcome();
    }
    if (thrown instanceof StoreException) {
      return STORE;
    }
    if (thrown instanceof IdsExhaustedException) {
      return EXHAUSTED;
    }
    if (thrown instanceof InvalidValueException || thrown instanceof StaticIdException) {
      return USAGE;
    }
    return thrown instanceof ConferenceException ? REFUSED : FAULT;
  }
}
