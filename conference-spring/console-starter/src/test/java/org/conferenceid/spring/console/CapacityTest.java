package org.conferenceid.spring.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.conferenceid.spring.console.ConsoleApplication.AMELIE;

import java.util.List;
import org.conferenceid.ConferenceId;
import org.conferenceid.administration.Administration;
import org.conferenceid.testkit.InMemoryConferenceStore;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

/** The page of figures when they deserve a warning. */
@ConsoleTest
@TestPropertySource(
    properties = {"conference.capacity.live-density=0.0000001", "conference.capacity.notice=365d"})
class CapacityTest {
  @Autowired Console console;
  @Autowired Administration administration;
  @Autowired InMemoryConferenceStore store;

  @Test
  @DisplayName("B2: each figure that deserves a warning comes with what to do about it")
  void saysWhatToDo() {
    store.withholdAllBut(List.of(ConferenceId.parse("4839201"), ConferenceId.parse("6194728")));
    administration.enable(AMELIE);
    assertThat(console.viewer().open("/capacity"))
        .hasStatusOk()
        .bodyText()
        .contains("IDs are easily guessed", "keep the limits for callers strict")
        .contains("Few IDs are left", "Reset fewer IDs at once")
        .contains("IDs run out soon", "reset old IDs less often")
        .doesNotContain("All is well");
  }
}
