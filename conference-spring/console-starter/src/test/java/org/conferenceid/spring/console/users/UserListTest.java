package org.conferenceid.spring.console.users;

import static org.assertj.core.api.Assertions.assertThat;
import static org.conferenceid.spring.console.ConsoleApplication.AMELIE;

import jakarta.servlet.http.Cookie;
import java.util.Locale;
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
        .doesNotContainIgnoringCase("amélie", "am%c3%a9lie", "am%e9lie");
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
        .doesNotContain("<img src=x", "<script>alert")
        .doesNotContainPattern("(?<![\\w-])49(?![\\w-])") // 7*7, and not within a random token
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

  @Test
  @DisplayName(
      "B3: an ID is looked for by POST, and where that leads says what it is, never the ID")
  void searchesById() {
    Console.Person viewer = console.viewer();
    ConferenceId id = administration.enable(AMELIE).id();
    assertThat(viewer.send("/users/by-id", "id", id.grouped()).getResponse().getHeader("Location"))
        .startsWith("/conference/users/")
        .doesNotContain(id.digits());
    assertThat(viewer.sendAndFollow("/users/by-id", "id", id.digits()))
        .bodyText()
        .contains("Amélie Dupont")
        .doesNotContain(id.digits(), id.grouped());
    administration.disable(AMELIE);
    assertThat(viewer.sendAndFollow("/users/by-id", "id", id.digits()))
        .bodyText()
        .contains("Amélie Dupont", "was this user’s", "is given to nobody until")
        .doesNotContain(id.digits(), id.grouped());
    assertThat(viewer.sendAndFollow("/users/by-id", "id", "12345"))
        .bodyText()
        .contains("has seven digits")
        .doesNotContain("12345");
  }

  @Test
  @DisplayName("Names are in the reader's language and direction")
  void speaksArabic() {
    assertThat(console.viewer().get("/users").locale(Locale.forLanguageTag("ar-EG")).exchange())
        .hasStatusOk()
        .bodyText()
        .contains("<html lang=\"ar\" dir=\"rtl\">", "المستخدمون");
    assertThat(console.viewer().get("/users").locale(Locale.forLanguageTag("sv")).exchange())
        .bodyText()
        .contains("<html lang=\"en\" dir=\"ltr\">");
  }

  @Test
  @DisplayName(
      "Times are in the reader's zone, with UTC at hand; in UTC for a zone that nobody knows")
  void tellsTimes() {
    administration.enable(AMELIE);
    assertThat(
            console
                .viewer()
                .get("/users")
                .cookie(new Cookie("conference-zone", "Asia%2FKolkata"))
                .exchange())
        .bodyText()
        .containsPattern("<time datetime=\"[0-9T:-]+Z\" title=\"[^\"]+ UTC\">[^<]*:30")
        .contains("Asia/Kolkata (UTC+05:30)");
    assertThat(
            console
                .viewer()
                .get("/users")
                .cookie(new Cookie("conference-zone", "<script>"))
                .exchange())
        .hasStatusOk()
        .bodyText()
        .contains("Times are in \u2066UTC\u2069.");
  }
}
