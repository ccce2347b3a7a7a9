package org.conferenceid.spring.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.conferenceid.spring.console.ConsoleApplication.AMELIE;

import org.conferenceid.administration.Administration;
import org.conferenceid.delivery.NotificationDispatcher;
import org.conferenceid.testkit.ScriptedNotifier;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.test.context.TestPropertySource;

/** The page of e-mails while the mail server takes nothing, and what is said where none is sent. */
@ConsoleTest
@TestPropertySource(properties = "conference.mail.enabled=false")
class RefusedMailTest {
  @Autowired Console console;
  @Autowired Administration administration;
  @Autowired NotificationDispatcher dispatcher;

  @TestConfiguration
  static class Refusing {
    @Bean
    @Primary
    ScriptedNotifier refusing() {
      return new ScriptedNotifier().unavailable("SMTP 554 <b>not you</b>");
    }
  }

  @Test
  @DisplayName("B22: a mail server that refuses everything is told with its words and the next try")
  void tellsRefusal() {
    administration.enable(AMELIE);
    administration.sendConferenceInfo(AMELIE);
    dispatcher.deliverDue();
    assertThat(console.viewer().open("/mail"))
        .hasStatusOk()
        .bodyText()
        .contains(
            "Refused by the mail server", "SMTP 554 &lt;b&gt;not you&lt;/b&gt;", "Next try in")
        .containsPattern(">Waiting</dt><dd[^>]*>1<");
  }

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
