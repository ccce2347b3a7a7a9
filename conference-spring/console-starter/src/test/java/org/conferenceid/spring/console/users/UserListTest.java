package org.conferenceid.spring.console.users;

import static org.assertj.core.api.Assertions.assertThat;
import static org.conferenceid.spring.console.ConsoleApplication.AMELIE;

import org.conferenceid.ConferenceId;
import org.conferenceid.administration.Administration;
import org.conferenceid.spring.console.Console;
import org.conferenceid.spring.console.ConsoleTest;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@ConsoleTest
class UserListTest {
  @Autowired Console console;
  @Autowired Administration administration;

  @Test
  @DisplayName("The list shows who is enabled, with masked IDs only")
  void listsUsers() {
    ConferenceId id = administration.enable(AMELIE).id();
    assertThat(console.viewer().open("/users"))
        .hasStatusOk()
        .bodyText()
        .contains(
            "Amélie Dupont",
            "amelie.dupont@example.org",
            "•••••" + id.toString().substring(5),
            "On",
            "Off")
        .doesNotContain(id.digits(), id.grouped());
  }

  @Test
  @DisplayName("A search is sent by POST, and the page's address says nothing of it")
  void searches() {
    Console.Person viewer = console.viewer();
    assertThat(viewer.send("/users", "text", " AMÉLIE ").getResponse().getHeader("Location"))
        .startsWith("/conference/users?search=")
        .doesNotContainIgnoringCase("am");
    assertThat(viewer.sendAndFollow("/users", "text", " AMÉLIE "))
        .hasStatusOk()
        .bodyText()
        .contains("Amélie Dupont")
        .doesNotContain("Benoît");
  }

  @Test
  @DisplayName("Who finds nobody is told so, and where to go on")
  void findsNobody() {
    assertThat(console.viewer().sendAndFollow("/users", "text", "zzz"))
        .hasStatusOk()
        .bodyText()
        .contains("Nobody found", "Show all users");
  }

  @Test
  @DisplayName("Hostile names and keys are shown as text")
  void escapes() {
    assertThat(console.viewer().open("/users"))
        .bodyText()
        .doesNotContain("<img src=x", "<script>alert", "49")
        .contains("&lt;img src=x onerror=alert(1)&gt; ${7*7} [[${7*7}]]");
  }

  @Test
  @DisplayName("A link that this application did not make is told from a missing page")
  void refusesForeignLinks() {
    assertThat(console.viewer().open("/users?search=AAAAAAAAAAAAAAAAAAAAAAAAAAAA"))
        .hasStatus(404)
        .bodyText()
        .contains("This link is no longer valid");
  }
}
