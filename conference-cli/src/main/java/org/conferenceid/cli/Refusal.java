package org.conferenceid.cli;

/** A command cannot be done as it was given; the message is for whoever gave it. */
final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Outcome outcome;

  Refusal(Outcome outcome, String message) {
    super(message);
    this.outcome = outcome;
  }

  Outcome outcome() {
    return outcome;
  }
}
