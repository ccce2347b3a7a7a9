package org.conferenceid.spring.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.conferenceid.spring.console.ConsoleApplication.AMELIE;

import org.conferenceid.administration.Administration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

/** The window where the application sends no e-mails unless it is told to. */
@ConsoleTest
@TestPropertySource(properties = "conference.mail.enabled=false")
class MailOffTest {
  @Autowired Console console;
  @Autowired Administration administration;

  @Test
  @DisplayName("S6: where e-mails are off, the window says so, and its box is not ticked")
  void saysThatMailIsOff() {
    administration.enable(AMELIE);
    String list = "/users/by-id";
    String id = administration.find(AMELIE).orElseThrow().id().orElseThrow().digits();
    String user = console.operator().send(list, "id", id).getResponse().getHeader("Location");
    assertThat(console.operator().open(user + "/reset"))
        .bodyText()
        .contains("E-mails are switched off in this application")
        .doesNotContainPattern("name=\"mail\"[^>]*checked");
  }
}
