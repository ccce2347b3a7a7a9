package org.conferenceid.spring.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.conferenceid.spring.console.ConsoleApplication.AMELIE;

import org.conferenceid.UserId;
import org.conferenceid.administration.Administration;
import org.conferenceid.change.EnableRequest;
import org.conferenceid.delivery.NotificationDispatcher;
import org.conferenceid.testkit.InMemoryUserDirectory;
import org.conferenceid.testkit.ScriptedNotifier;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;

/** The page of e-mails while the mail server takes nothing. */
@ConsoleTest
@Import(RefusedMailTest.Refusing.class)
class RefusedMailTest {
  /** So many refusals say that it is not about one message. */
  private static final int IN_A_ROW = 5;

  @Autowired Console console;
  @Autowired InMemoryUserDirectory directory;
  @Autowired Administration administration;
  @Autowired NotificationDispatcher dispatcher;
  @Autowired ScriptedNotifier refusing;

  @TestConfiguration
  static class Refusing {
    @Bean
    @Primary
    ScriptedNotifier refusing() {
      ScriptedNotifier notifier = new ScriptedNotifier();
      for (int i = 0; i < IN_A_ROW; i++) {
        notifier.unavailable("SMTP 554 <b>not you</b>");
      }
      return notifier;
    }
  }

  @Test
  @DisplayName("B22: a mail server that refuses everything is told with its words and the next try")
  void tellsRefusal() {
    for (int i = 0; i < IN_A_ROW; i++) {
      UserId user = UserId.of("user" + i);
      directory.put(user, directory.find(AMELIE).orElseThrow());
      administration.enable(EnableRequest.of(user).mail(false));
      administration.sendConferenceInfo(user);
    }
    dispatcher.deliverDue();
    assertThat(refusing.attempts()).hasSize(IN_A_ROW);
    assertThat(console.viewer().open("/mail"))
        .hasStatusOk()
        .bodyText()
        .contains(
            "Refused by the mail server", "SMTP 554 &lt;b&gt;not you&lt;/b&gt;", "Next try in")
        .containsPattern(">Waiting</dt><dd[^>]*>" + IN_A_ROW + "<");
  }
}
