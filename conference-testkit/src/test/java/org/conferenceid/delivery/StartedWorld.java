package org.conferenceid.delivery;

import org.conferenceid.AudioConferencingBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A world whose dispatcher is started, on a scheduler that only the test moves. */
abstract class StartedWorld extends DeliveryWorld {
  final KeepingScheduler scheduler = new KeepingScheduler();

  @BeforeEach
  void start() {
    conferencing = builder().delivery(component -> component.scheduler(scheduler)).build();
    conferencing.dispatcher().start();
  }

  /** Another one on the same scheduler, which has forgotten the polls of the first. */
  void startInstead(AudioConferencingBuilder other) {
    conferencing.close();
    scheduler.polls.clear();
    conferencing = other.delivery(component -> component.scheduler(scheduler)).build();
    conferencing.dispatcher().start();
  }

  @AfterEach
  void stop() {
    conferencing.close();
    scheduler.shutdownNow();
  }
}
