package org.conferenceid.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.logging.Level;
import org.junit.jupiter.api.AfterEach;

/** A world in which something of the application fails, and its log. */
abstract class FaultyWorld extends World {
  final KeptLog log = new KeptLog("org.conferenceid");

  @AfterEach
  void leaveTheLogAndTheThread() {
    log.close();
    Thread.interrupted();
  }

  final List<String> errors() {
    return log.at(Level.SEVERE);
  }

  static void assertInterrupted(Fault fault) {
    assertThat(Thread.interrupted()).as("interrupted").isEqualTo(fault.interrupts());
  }
}
