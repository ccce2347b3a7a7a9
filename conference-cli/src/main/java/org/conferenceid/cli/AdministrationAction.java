package org.conferenceid.cli;

import org.conferenceid.administration.Administration;
import org.conferenceid.spi.ConferenceStore;

/** A command that needs the store alone: neither people, nor a mail server, nor dial-in numbers. */
abstract class AdministrationAction extends Action {
  AdministrationAction(ConferenceIds program) {
    super(program);
  }

  @Override
  final Outcome run(ConferenceStore store) throws Exception {
    return run(Administration.builder(store).build());
  }

  /** Does the work. */
  abstract Outcome run(Administration administration) throws Exception;
}
