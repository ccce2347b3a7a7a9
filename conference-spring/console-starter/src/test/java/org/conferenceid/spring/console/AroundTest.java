package org.conferenceid.spring.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.conferenceid.spring.console.Console.location;
import static org.conferenceid.spring.console.Console.text;
import static org.conferenceid.spring.console.ConsoleApplication.AMELIE;
import static org.conferenceid.spring.console.ConsoleApplication.BENOIT;
import static org.conferenceid.spring.console.ConsoleApplication.MALLORY;

import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.conferenceid.Caller;
import org.conferenceid.ConferenceId;
import org.conferenceid.UserId;
import org.conferenceid.administration.Administration;
import org.conferenceid.attendant.AutoAttendant;
import org.conferenceid.audit.AuditQuery;
import org.conferenceid.audit.DeliveryState;
import org.conferenceid.change.EnableRequest;
import org.conferenceid.change.ResetRequest;
import org.conferenceid.spi.ConferenceStore;
import org.conferenceid.spi.Settlement;
import org.conferenceid.testkit.InMemoryConferenceStore;
import org.conferenceid.testkit.MutableClock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/** The pages around the users: mails, the audit, capacity, callers, many at once, adoption. */
@ConsoleTest
class AroundTest {
  private static final String SUM = "=HYPERLINK(\"http://evil\",\"x\")";

  @Autowired Console console;
  @Autowired Administration administration;
  @Autowired AutoAttendant attendant;
  @Autowired ConferenceStore store;
  @Autowired MutableClock clock;

  @BeforeEach
  void forget() {
    ((InMemoryConferenceStore) store).clear();
  }

  private ConferenceId enable(UserId user) {
    return administration.enable(EnableRequest.of(user).by("ada").mail(false)).id();
  }

  @ParameterizedTest
  @CsvSource({
    "/mail, VIEW",
    "/audit, VIEW",
    "/audit/csv, VIEW",
    "/capacity, VIEW",
    "/callers, VIEW",
    "/rotation, VIEW",
    "/many, MANY",
    "/adoption, MANY",
    "/mail/resend-all, MANY"
  })
  @DisplayName("A page is there for its role and those above it, and for nobody else")
  void asksForRoles(String page, ConsoleRole needed) {
    assertThat(console.person("anybody").open(page)).hasStatus(403);
    assertThat(console.viewer().open(page)).hasStatus(needed == ConsoleRole.VIEW ? 200 : 403);
    assertThat(console.head().open(page)).hasStatusOk();
  }

  @Test
  @DisplayName("A list goes on to its next page, and to its CSV, also without a search")
  void goesOn() {
    for (String page : List.of("/users?search=", "/audit?filter=", "/audit/csv?filter=")) {
      assertThat(console.viewer().open(page)).as("the page %s", page).hasStatusOk();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "/mail/resend?number=1, OPERATE",
    "/callers/lift?caller=x, OPERATE",
    "/mail/resend-all, MANY",
    "/many/check?key=k&whom=everyone, MANY",
    "/many/start?key=k&whom=everyone&total=1&confirm=1, MANY",
    "/adoption/check?list=a, MANY",
    "/adoption?list=a, MANY"
  })
  @DisplayName("A form is refused without its role, whatever buttons were there")
  void refusesForms(String form, ConsoleRole needed) {
    assertThat(console.viewer().send(form)).hasStatus(403);
    if (needed == ConsoleRole.MANY) {
      assertThat(console.operator().send(form)).hasStatus(403);
    }
  }

  private void failMails(UserId... users) {
    for (UserId user : users) {
      enable(user);
      administration.sendConferenceInfo(user);
      store
          .outbox()
          .settle(
              store.outbox().claim("worker", 1, Duration.ofMinutes(1)).stream()
                  .map(lease -> new Settlement(lease, new Settlement.Failed("SMTP 550 <b>no</b>")))
                  .toList());
    }
  }

  @Test
  @DisplayName("B10: a mail that failed is shown with its reason, and queued again once")
  void resends() {
    failMails(AMELIE);
    Console.Person operator = console.operator();
    String page = text(operator.open("/mail"));
    assertThat(page).contains("SMTP 550 &lt;b&gt;no&lt;/b&gt;", "Send again", "amelie");
    assertThat(page)
        .as("the queue and the dispatcher")
        .contains("Not on this server")
        .containsPattern(">Waiting</dt><dd[^>]*>0<")
        .containsPattern(">Failed</dt><dd[^>]*>1<");
    assertThat(text(console.viewer().open("/mail"))).doesNotContain("Send again");

    Matcher number = Pattern.compile("name=\"number\" value=\"(\\d+)\"").matcher(page);
    assertThat(number.find()).isTrue();
    assertThat(text(operator.sendAndFollow("/mail/resend", "number", number.group(1))))
        .contains("The e-mail is queued again.", "No e-mail has failed");
    assertThat(text(operator.sendAndFollow("/mail/resend", "number", number.group(1))))
        .contains("Nothing was queued");
    assertThat(administration.countAudit(AuditQuery.all()))
        .containsEntry(DeliveryState.PENDING, 1L);
  }

  @Test
  @DisplayName("B10: all failed mails are queued again after a page that says how many they are")
  void resendsAll() {
    int many = AuditQuery.MAX_LIMIT + 1;
    failMails(IntStream.range(0, many).mapToObj(i -> UserId.of("u" + i)).toArray(UserId[]::new));
    assertThat(text(console.head().open("/mail/resend-all"))).contains("1,001 e-mails failed");
    assertThat(text(console.head().sendAndFollow("/mail/resend-all")))
        .contains("Queued again: 1,001", "No e-mail has failed");
    assertThat(administration.countAudit(AuditQuery.all()))
        .containsEntry(DeliveryState.PENDING, (long) many);
  }

  @Test
  @DisplayName("B22: the audit is found by who, what and when; its links say nothing of that")
  void searchesTheAudit() {
    ConferenceId old = enable(BENOIT);
    administration
        .resets()
        .reset(
            ResetRequest.of(BENOIT)
                .by("bob@example.org")
                .reason("leaked")
                .publicReason("To be safe"));
    MvcTestResult search =
        console
            .viewer()
            .send(
                "/audit",
                "user",
                BENOIT.value(),
                "actor",
                "bob@example.org",
                "kind",
                "RESET",
                "mail",
                "",
                "from",
                "2020-01-01",
                "until",
                "2999-12-31",
                "key",
                "");
    assertThat(location(search))
        .startsWith("/conference/audit?filter=")
        .doesNotContain("benoit", "@", "%40");
    assertThat(text(console.viewer().open(location(search))))
        .contains(
            "ID reset", "leaked", "To be safe", old.toString().replace('*', '•'), "bob@example.org")
        .doesNotContain(old.digits(), "<strong class=\"block\">Turned on");
    assertThat(text(console.head().open(location(search))))
        .as("the link, opened by another administrator")
        .contains("ID reset", "leaked", "value=\"bob@example.org\"");
    assertThat(console.viewer().send("/audit", "kind", "x")).hasStatus(303);
    assertThat(console.viewer().open(location(console.viewer().send("/audit", "kind", "x"))))
        .hasStatus(400);
  }

  @Test
  @DisplayName("The audit as CSV is no formula in a spreadsheet, and has no whole ID")
  void guardsTheCsv() {
    ConferenceId id =
        administration
            .enable(EnableRequest.of(UserId.of("+1-2")).by("@SUM(1)").reason(SUM).mail(false))
            .id();
    MvcTestResult csv = console.viewer().open("/audit/csv");
    assertThat(csv)
        .hasStatusOk()
        .hasHeader("Content-Type", "text/csv;charset=UTF-8")
        .hasHeader("Cache-Control", "no-cache, no-store, max-age=0, must-revalidate")
        .hasHeader("Content-Disposition", "attachment; filename=\"audit.csv\"");
    assertThat(text(csv))
        .startsWith("\uFEFF\"number\",\"at\",\"kind\",\"user\"")
        .contains(
            "\"'+1-2\"",
            "\"'@SUM(1)\"",
            "\"'=HYPERLINK(\"\"http://evil\"\",\"\"x\"\")\"",
            id.toString())
        .doesNotContain(id.digits());
  }

  @Test
  @DisplayName("Hostile keys, reasons and actors are shown as text")
  void escapes() {
    administration.enable(
        EnableRequest.of(MALLORY).by("<img src=x>").reason("<script>x</script>").mail(false));
    assertThat(text(console.viewer().open("/audit")))
        .doesNotContain("<script>x", "<img src=x>", "<script>alert")
        .contains("&lt;script&gt;x&lt;/script&gt;");
    assertThat(text(console.viewer().open("/rotation?days=0"))).doesNotContain("<script>alert");
  }

  @Test
  @DisplayName("B2: the capacity is told with what to do about it")
  void tellsTheCapacity() {
    enable(AMELIE);
    assertThat(text(console.viewer().open("/capacity")))
        .contains("All is well", "8,987,255", "One guess in 9,000,000 hits");
  }

  @Test
  @DisplayName("B20: who guesses is seen, masked for those who only look, and let in again")
  void liftsLockouts() {
    Caller caller = Caller.of("+33 6 39 98 00 17");
    for (int i = 0; i < 60; i++) {
      attendant.admit("1000" + (100 + i), caller);
    }
    assertThat(text(console.viewer().open("/callers")))
        .contains("17")
        .doesNotContain("+33639980017", "Lift the lock-out");
    Console.Person operator = console.operator();
    String page = text(operator.open("/callers"));
    Matcher reference = Pattern.compile("name=\"caller\" value=\"([^\"]+)\"").matcher(page);
    assertThat(page).contains("+33639980017");
    assertThat(reference.find()).isTrue();
    assertThat(text(operator.sendAndFollow("/callers/lift", "caller", reference.group(1))))
        .contains("The lock-out is lifted");
    assertThat(text(operator.sendAndFollow("/callers/lift", "caller", reference.group(1))))
        .contains("not locked out any more");
  }

  @Test
  @DisplayName("B13: every problem of a list is told by its line before anything is adopted")
  void adopts() {
    enable(BENOIT);
    String list = "user,id\namelie;619 4728\n\n\"nobody\"\t12\nbenoit@example.org,7306152\n";
    Console.Person head = console.head();
    assertThat(text(head.send("/adoption/check", "list", list)))
        .contains("Line 4", "nobody", "no ID of seven digits")
        .contains("Line 5", "benoit@example.org", "has another ID already")
        .contains("Bring in IDs: 1");
    assertThat(administration.find(AMELIE)).isEmpty();
    assertThat(text(head.sendAndFollow("/adoption", "list", list)))
        .contains("Brought in: 1. In place already: 0. Lines with a problem: 2.");
    assertThat(administration.find(AMELIE).orElseThrow().id()).hasToString("Optional[*****28]");
    assertThat(text(head.sendAndFollow("/adoption", "list", list))).contains("In place already: 1");
    assertThat(head.send("/adoption/check", "list", " ")).hasStatus(400);
    assertThat(text(head.send("/adoption/edit", "list", list))).contains("619 4728");
  }

  @Test
  @DisplayName("B6: whose IDs are old is shown, and nothing is changed")
  void previewsARotation() {
    enable(AMELIE);
    assertThat(text(console.viewer().open("/rotation"))).contains("No ID is that old");
    assertThat(text(console.viewer().open("/rotation?days=99999999"))).contains("36500");
    clock.advance(Duration.ofDays(366));
    enable(BENOIT);
    assertThat(text(console.viewer().open("/rotation")))
        .contains("amelie")
        .doesNotContain("benoit", "No ID is that old");
    assertThat(administration.find(AMELIE).orElseThrow().version()).isEqualTo(1);
  }
}
