package org.conferenceid.spring.console.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.conferenceid.spring.console.ConsoleApplication.AMELIE;
import static org.conferenceid.spring.console.ConsoleApplication.MALLORY;

import java.io.UnsupportedEncodingException;
import java.util.List;
import org.conferenceid.ConferenceId;
import org.conferenceid.EventKind;
import org.conferenceid.Organizer;
import org.conferenceid.UserId;
import org.conferenceid.administration.Administration;
import org.conferenceid.audit.AuditEntry;
import org.conferenceid.audit.AuditQuery;
import org.conferenceid.change.ResetRequest;
import org.conferenceid.delivery.NotificationDispatcher;
import org.conferenceid.spring.console.Console;
import org.conferenceid.spring.console.Console.Person;
import org.conferenceid.spring.console.ConsoleTest;
import org.conferenceid.spring.console.page.References;
import org.conferenceid.testkit.InMemoryUserDirectory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/** The way of the source article: a user, a confirmation, a new ID; and all that can cross it. */
@ConsoleTest
@TestPropertySource(properties = "logging.level.org.conferenceid=trace")
@ExtendWith(OutputCaptureExtension.class)
class ResetFlowTest {
  @Autowired Console console;
  @Autowired Administration administration;
  @Autowired NotificationDispatcher dispatcher;
  @Autowired InMemoryUserDirectory directory;
  @Autowired References references;

  private Person admin;
  private ConferenceId old;
  private String here;

  @BeforeEach
  void enable() {
    admin = console.operator();
    old = administration.enable(AMELIE).id();
    here = "/users/" + references.of(AMELIE);
  }

  private Organizer now() {
    return administration.find(AMELIE).orElseThrow();
  }

  private ConferenceId id() {
    return now().id().orElseThrow();
  }

  private List<AuditEntry> done() {
    return administration.audit(AuditQuery.all().ofUser(AMELIE).ofKind(EventKind.RESET)).items();
  }

  private String[] form(String page) {
    Form shown = Form.of(admin.open(here + page));
    return new String[] {"key", shown.key(), "version", shown.version(), "mail", "on"};
  }

  @Test
  @DisplayName(
      "S5: the window says what happens: the old ID's end, quarantine, who gets mail, who changed"
          + " it")
  void saysWhatHappens() {
    assertThat(admin.open(here + "/reset"))
        .hasStatusOk()
        .bodyText()
        .contains("which ends in " + old.toString().substring(5))
        .contains("for 365 days")
        .contains("amelie.dupont@example.org", "French")
        .contains("cannot be undone")
        .doesNotContain(old.digits(), old.grouped());
    assertThat(now().version()).isEqualTo(1);
  }

  @Test
  @DisplayName("S6: the window says why nobody gets mail")
  void saysWhyNoMail() {
    UserId nobody = UserId.of("nobody");
    administration.enable(nobody);
    assertThat(admin.open("/users/" + references.of(nobody) + "/reset"))
        .bodyText()
        .contains("the directory has no address");
    directory.failWith(new IllegalStateException("down"));
    try {
      assertThat(admin.open(here + "/reset"))
          .hasStatusOk()
          .bodyText()
          .contains("The directory cannot be asked now");
    } finally {
      directory.recover();
    }
  }

  @Test
  @DisplayName("S5, S8: a confirmed reset leads back to the user with the new ID in full, once")
  void resets() {
    assertThat(admin.sendAndFollow(here + "/reset", form("/reset")))
        .hasStatusOk()
        .bodyText()
        .contains("The conference ID was reset")
        .contains(id().grouped())
        .contains("data-text=\"" + id().digits() + "\"")
        .contains("tel:");
    assertThat(id()).isNotEqualTo(old);
    assertThat(admin.open(here))
        .bodyText()
        .contains("•••••" + id().toString().substring(5))
        .doesNotContain(id().grouped(), id().digits(), "tel:");
  }

  @Test
  @DisplayName("B10: the audit says who and why, and the history shows the fate of the mail")
  void audits() {
    Form shown = Form.of(admin.open(here + "/reset"));
    admin.send(
        here + "/reset",
        "key",
        shown.key(),
        "version",
        shown.version(),
        "mail",
        "on",
        "reason",
        " leaked ",
        "publicReason",
        "To be safe");
    AuditEntry entry = done().get(0);
    assertThat(entry.context().actor()).contains("operator");
    assertThat(entry.context().reason()).contains("leaked");
    assertThat(entry.context().publicReason()).contains("To be safe");
    assertThat(admin.open(here))
        .bodyText()
        .contains("leaked", "To be safe", "operator", "E-mail waits");
    assertThat(admin.open(here + "/reset")).bodyText().containsPattern("by .operator. on [A-Z]");
    dispatcher.deliverDue();
    assertThat(admin.open(here)).bodyText().contains("E-mail accepted");
  }

  @Test
  @DisplayName("S6: mail is on by default and can be switched off for this reset")
  void mailCanBeSwitchedOff() {
    assertThat(admin.open(here + "/reset")).bodyText().containsPattern("name=\"mail\"[^>]*checked");
    Form shown = Form.of(admin.open(here + "/reset"));
    admin.send(here + "/reset", "key", shown.key(), "version", shown.version());
    assertThat(admin.open(here)).bodyText().contains("No e-mail");
  }

  @Test
  @DisplayName("B12: a double click resets once, and both clicks lead to the same new ID")
  void doubleClick() {
    String[] form = form("/reset");
    admin.send(here + "/reset", form);
    ConferenceId first = id();
    assertThat(admin.sendAndFollow(here + "/reset", form)).bodyText().contains(first.grouped());
    assertThat(id()).isEqualTo(first);
    assertThat(done()).hasSize(1);
  }

  @Test
  @DisplayName("B12: going back and sending the form of then shows no ID that came after it")
  void backButton() {
    String[] form = form("/reset");
    admin.sendAndFollow(here + "/reset", form);
    administration.resets().reset(ResetRequest.of(AMELIE));
    assertThat(admin.sendAndFollow(here + "/reset", form))
        .bodyText()
        .contains("was done already")
        .doesNotContain(id().grouped(), id().digits());
    assertThat(done()).hasSize(2);
  }

  @Test
  @DisplayName("B12: a form that was sent is not sent again with other entries")
  void keyReused() {
    String[] form = form("/reset");
    admin.send(here + "/reset", form);
    assertThat(admin.send(here + "/reset", form[0], form[1], form[2], "2", "reason", "other"))
        .hasStatus(409)
        .bodyText()
        .contains("This form was sent before");
    assertThat(done()).hasSize(1);
  }

  @Test
  @DisplayName("Two administrators: the second one is told, and resets nothing")
  void twoAdministrators() {
    String[] one = form("/reset");
    String[] other = form("/reset");
    admin.send(here + "/reset", one);
    ConferenceId first = id();
    assertThat(console.operator().sendAndFollow(here + "/reset", other))
        .bodyText()
        .contains("Somebody else has changed this meanwhile")
        .doesNotContain(first.grouped());
    assertThat(done()).hasSize(1);
  }

  @Test
  @DisplayName("A stale page: the user was disabled meanwhile")
  void disabledMeanwhile() {
    String[] form = form("/reset");
    administration.disable(AMELIE);
    assertThat(admin.sendAndFollow(here + "/reset", form))
        .bodyText()
        .contains("Audio conferencing is off for this user");
    assertThat(done()).isEmpty();
  }

  @Test
  @DisplayName("An expired session: a clear page, and no reset")
  void expiredSession() {
    String[] form = form("/reset");
    assertThat(console.nobody().post(here + "/reset", form).exchange())
        .hasStatus(303)
        .hasHeader("Location", "/conference/session-ended");
    assertThat(done()).isEmpty();
  }

  @Test
  @DisplayName("An ID is shown in full on demand only, and the audit says who looked")
  void reveals() {
    assertThat(admin.open(here)).bodyText().doesNotContain(old.grouped(), old.digits());
    assertThat(admin.sendAndFollow(here + "/reveal", form("")))
        .bodyText()
        .contains(old.grouped(), "Footer as HTML", "CONFERENCE;VALUE=URI");
    assertThat(administration.audit(AuditQuery.all().ofKind(EventKind.ID_REVEALED)).items())
        .singleElement()
        .satisfies(entry -> assertThat(entry.context().actor()).contains("operator"));
    assertThat(admin.open(here)).bodyText().doesNotContain(old.grouped(), old.digits());
  }

  @Test
  @DisplayName("S11: conference information is sent on demand, once for each form")
  void informs() {
    String[] form = form("");
    admin.send(here + "/inform", form);
    assertThat(admin.sendAndFollow(here + "/inform", form)).bodyText().contains("on its way");
    assertThat(administration.audit(AuditQuery.all().ofKind(EventKind.INFO_REQUESTED)).items())
        .hasSize(1);
  }

  @Test
  @DisplayName("S4: turning off and on again gives another ID, and an outdated page does neither")
  void disablesAndEnables() {
    String[] off = form("/disable");
    assertThat(admin.sendAndFollow(here + "/disable", off))
        .bodyText()
        .contains("Audio conferencing is off");
    assertThat(now().enabled()).isFalse();
    String[] outdatedOn = form("");
    administration.enable(AMELIE);
    administration.disable(AMELIE);
    assertThat(admin.sendAndFollow(here + "/enable", outdatedOn))
        .bodyText()
        .contains("Somebody else has changed this meanwhile");
    assertThat(now().enabled()).isFalse();
    String[] on = form("");
    assertThat(admin.sendAndFollow(here + "/enable", on))
        .bodyText()
        .contains("Audio conferencing is on", id().grouped());
    assertThat(id()).isNotEqualTo(old);
    assertThat(admin.sendAndFollow(here + "/enable", form("")))
        .bodyText()
        .contains("was on already");
    String[] outdated = form("/disable");
    administration.resets().reset(ResetRequest.of(AMELIE));
    assertThat(admin.sendAndFollow(here + "/disable", outdated))
        .bodyText()
        .contains("Somebody else has changed this meanwhile");
    assertThat(now().enabled()).isTrue();
  }

  @Test
  @DisplayName("Hostile names, keys and reasons are shown as text")
  void escapes() {
    administration.enable(MALLORY);
    String mallory = "/users/" + references.of(MALLORY);
    Form shown = Form.of(admin.open(mallory + "/reset"));
    assertThat(
            admin.sendAndFollow(
                mallory + "/reset",
                "key",
                shown.key(),
                "version",
                shown.version(),
                "reason",
                "</p><script>x()</script>"))
        .hasStatusOk()
        .bodyText()
        .contains("&lt;/p&gt;&lt;script&gt;x()")
        .doesNotContain("<script>x", "<img src=x", "<script>alert");
  }

  @ParameterizedTest
  @DisplayName("A form that no page sent is refused, and resets nothing")
  @CsvSource({
    "key, k, version, ''",
    "key, k, other, 1",
    "other, k, version, 1",
    "key, '', version, 1",
    "key, k, version, one",
    "key, k, version, 0",
    "key, k, version, -1",
  })
  void refusesForeignForms(String name, String value, String otherName, String otherValue) {
    assertThat(admin.send(here + "/reset", name, value, otherName, otherValue))
        .hasStatus(400)
        .bodyText()
        .contains("This could not be read");
    assertThat(done()).isEmpty();
  }

  @Test
  @DisplayName("Titles and links hold no ID, no key, no name and no address")
  void keepsLinksClean() {
    administration.enable(MALLORY);
    String page = Form.body(admin.sendAndFollow(here + "/reset", form("/reset")));
    assertThat(page).containsPattern("<title>User – Audio conferencing</title>");
    assertThat(page.lines().filter(line -> line.contains("href=") || line.contains("action=")))
        .isNotEmpty()
        .noneMatch(
            line ->
                line.matches(
                    ".*(href|action|hx-get)=\"[^t\"][^\"]*(amelie|@|" + id().digits() + ").*"));
  }

  @Test
  @DisplayName("No ID in full, no name and no address is written to the log")
  void keepsLogClean(CapturedOutput log) {
    admin.sendAndFollow(here + "/reveal", form(""));
    admin.sendAndFollow(here + "/reset", form("/reset"));
    dispatcher.deliverDue();
    admin.sendAndFollow("/users", "text", "Amélie Dupont");
    admin.sendAndFollow("/users/by-id", "id", old.digits());
    admin.send(here + "/reset", "key", id().digits(), "version", id().digits());
    directory.failWith(new IllegalStateException("down"));
    try {
      admin.open(here + "/reset");
    } finally {
      directory.recover();
    }
    assertThat(log.getAll())
        .contains("RESET of user amelie", "the user directory failed")
        .doesNotContain(
            old.digits(), old.grouped(), id().digits(), id().grouped(), "Amélie", "@example.org");
  }

  /** The hidden fields of a page's first form about a user. */
  record Form(String key, String version) {
    static Form of(MvcTestResult page) {
      String text = body(page);
      return new Form(value(text, "key"), value(text, "version"));
    }

    private static String value(String text, String name) {
      return text.replaceFirst("(?s).*?name=\"" + name + "\" value=\"([^\"]*)\".*", "$1");
    }

    static String body(MvcTestResult page) {
      try {
        return page.getResponse().getContentAsString();
      } catch (UnsupportedEncodingException e) {
        throw new AssertionError(e);
      }
    }
  }
}
