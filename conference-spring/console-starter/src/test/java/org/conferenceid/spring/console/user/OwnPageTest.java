package org.conferenceid.spring.console.user;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.conferenceid.AudioConferencing;
import org.conferenceid.ConferenceId;
import org.conferenceid.UserId;
import org.conferenceid.administration.Administration;
import org.conferenceid.change.ResetRequest;
import org.conferenceid.spring.console.Console;
import org.conferenceid.spring.console.Console.Person;
import org.conferenceid.spring.console.ConsoleTest;
import org.conferenceid.spring.console.user.ResetFlowTest.Form;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/** The organizer's own page, by somebody who has no role of the console. */
@ConsoleTest
@TestPropertySource(properties = "conference.console.own-page=true")
class OwnPageTest {
  private static final UserId AMELIE = UserId.of("amelie");

  @Autowired Console console;
  @Autowired Administration administration;
  @Autowired AudioConferencing conferencing;

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

  private MvcTestResult update(Person amelie, String file) {
    return amelie.upload("/own/meetings", "file", file);
  }

  private String meeting(String organizer) {
    String footer = conferencing.invitationFor(AMELIE).asText(Locale.ENGLISH).replace("\n", "\\n");
    return String.join(
        "\r\n",
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Example//EN",
        "BEGIN:VEVENT",
        "UID:1@example.org",
        "DTSTAMP:20240101T000000Z",
        "DTSTART:29990101T100000Z",
        "ORGANIZER:mailto:" + organizer,
        "SUMMARY:Quarterly <review>",
        "DESCRIPTION:" + footer.replace(",", "\\,").replace(";", "\\;"),
        "END:VEVENT",
        "END:VCALENDAR",
        "");
  }

  @Test
  @DisplayName(
      "B16: an organizer hands in a calendar file, and gets it back with the new ID, by meeting")
  void updatesMeetings() throws UnsupportedEncodingException {
    ConferenceId old = administration.enable(AMELIE).id();
    String file = meeting("amelie.dupont@example.org");
    assertThat(file).contains(old.grouped());
    administration.resets().reset(ResetRequest.of(AMELIE));
    Person amelie = console.person("amelie");
    assertThat(amelie.open("/own")).bodyText().contains("Meetings planned already");
    MvcTestResult page = update(amelie, file);
    assertThat(page)
        .hasStatusOk()
        .hasHeader("Cache-Control", "no-cache, no-store, max-age=0, must-revalidate")
        .bodyText()
        .contains("Your meetings are updated", "Quarterly &lt;review&gt;", "Updated")
        .doesNotContain(old.grouped());
    assertThat(offered(page)).contains(id(AMELIE).grouped()).doesNotContain(old.grouped());
  }

  /** The file that the page offers. */
  private static String offered(MvcTestResult page) throws UnsupportedEncodingException {
    Matcher link =
        Pattern.compile("href=\"data:text/calendar;base64,([^\"]+)\"")
            .matcher(page.getResponse().getContentAsString());
    assertThat(link.find()).isTrue();
    return new String(Base64.getDecoder().decode(link.group(1)), StandardCharsets.UTF_8);
  }

  @Test
  @DisplayName("B16: a file without such meetings, or that is none, ends in a clear page")
  void tellsWhatIsNotUpdated() {
    administration.enable(AMELIE);
    Person amelie = console.person("amelie");
    String others = meeting("ben@example.org");
    administration.resets().reset(ResetRequest.of(AMELIE));
    assertThat(update(amelie, others))
        .hasStatusOk()
        .bodyText()
        .contains("There is nothing to update", "Not touched: 1.")
        .doesNotContain("data:text/calendar", "Quarterly");
    assertThat(update(amelie, "hello")).hasStatus(303);
    assertThat(amelie.open("/own")).bodyText().contains("no calendar file that can be read");
  }

  @Test
  @DisplayName("A file whose form has no token is refused with a page that says so")
  void refusesFiles() {
    assertThat(
            console
                .person("amelie")
                .post("/own/meetings")
                .contentType(MediaType.MULTIPART_FORM_DATA)
                .exchange())
        .hasStatus(303)
        .hasHeader("Location", "/conference/file-refused");
    assertThat(console.nobody().open("/file-refused"))
        .hasStatusOk()
        .bodyText()
        .contains("The file was not taken");
  }
}
