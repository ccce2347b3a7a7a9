package org.conferenceid.spring.console.user;

import static org.assertj.core.api.Assertions.assertThat;

import org.conferenceid.ConferenceId;
import org.conferenceid.UserId;
import org.conferenceid.administration.Administration;
import org.conferenceid.spring.console.Console;
import org.conferenceid.spring.console.Console.Person;
import org.conferenceid.spring.console.ConsoleTest;
import org.conferenceid.spring.console.user.ResetFlowTest.Form;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

/** The organizer's own page, by somebody who has no role of the console. */
@ConsoleTest
@TestPropertySource(properties = "conference.console.own-page=true")
class OwnPageTest {
  private static final UserId AMELIE = UserId.of("amelie");

  @Autowired Console console;
  @Autowired Administration administration;

  private ConferenceId id(UserId user) {
    return administration.find(user).orElseThrow().id().orElseThrow();
  }

  @Test
  @DisplayName("An organizer sees the own ID, the numbers and the footer, and nothing of others")
  void showsOwn() {
    administration.enable(AMELIE);
    Person amelie = console.person("amelie");
    assertThat(amelie.open("/own"))
        .hasStatusOk()
        .bodyText()
        .contains(id(AMELIE).grouped(), "Footer as HTML", "tel:")
        .contains("My conference ID")
        .doesNotContain("/conference/users");
    assertThat(amelie.open("/")).hasStatus(303).hasHeader("Location", "/conference/own");
    assertThat(amelie.open("/users")).hasStatus(403);
  }

  @Test
  @DisplayName("An organizer resets the own ID after a confirmation, once for each form")
  void resetsOwn() {
    ConferenceId old = administration.enable(AMELIE).id();
    Person amelie = console.person("amelie");
    assertThat(amelie.open("/own/reset"))
        .bodyText()
        .contains("cannot be undone", "Send them again")
        .doesNotContain("Reason");
    Form shown = Form.of(amelie.open("/own/reset"));
    String[] form = {"key", shown.key(), "version", shown.version(), "mail", "on"};
    assertThat(amelie.sendAndFollow("/own/reset", form))
        .bodyText()
        .contains("Your conference ID was reset", id(AMELIE).grouped());
    ConferenceId first = id(AMELIE);
    assertThat(first).isNotEqualTo(old);
    amelie.send("/own/reset", form);
    assertThat(id(AMELIE)).isEqualTo(first);
  }

  @Test
  @DisplayName("Whoever is not enabled is told so")
  void tellsWhoIsOff() {
    assertThat(console.person("amelie").open("/own"))
        .hasStatusOk()
        .bodyText()
        .contains("Audio conferencing is off for you");
    assertThat(console.person("amelie").sendAndFollow("/own/inform", "key", "k", "version", "0"))
        .bodyText()
        .contains("Nothing was done");
  }

  @Test
  @DisplayName("Nobody gets at it without signing in")
  void demandsSignIn() {
    assertThat(console.nobody().open("/own")).hasStatus(303).hasHeader("Location", "/login");
  }
}
