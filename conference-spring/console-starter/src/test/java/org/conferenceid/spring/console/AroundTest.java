package org.conferenceid.spring.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.conferenceid.spring.console.ConsoleApplication.AMELIE;
import static org.conferenceid.spring.console.ConsoleApplication.BENOIT;
import static org.conferenceid.spring.console.ConsoleApplication.MALLORY;

import java.io.UnsupportedEncodingException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.conferenceid.Caller;
import org.conferenceid.ConferenceId;
import org.conferenceid.IdempotencyKey;
import org.conferenceid.RequestContext;
import org.conferenceid.UserId;
import org.conferenceid.administration.Administration;
import org.conferenceid.attendant.AutoAttendant;
import org.conferenceid.audit.AuditQuery;
import org.conferenceid.audit.DeliveryState;
import org.conferenceid.change.EnableRequest;
import org.conferenceid.change.ResetRequest;
import org.conferenceid.spi.ConferenceStore;
import org.conferenceid.spi.Lease;
import org.conferenceid.spi.Settlement;
import org.conferenceid.testkit.InMemoryConferenceStore;
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

  @BeforeEach
  void forget() {
    ((InMemoryConferenceStore) store).clear();
  }

  private static String text(MvcTestResult result) {
    try {
      return result.getResponse().getContentAsString();
    } catch (UnsupportedEncodingException e) {
      throw new AssertionError(e);
    }
  }

  private static String location(MvcTestResult result) {
    return result.getResponse().getHeader("Location");
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

  private void failAMail(UserId user) {
    enable(user);
    administration.sendConferenceInfo(user);
    List<Lease> leases = store.outbox().claim("worker", 10, Duration.ofMinutes(1));
    store
        .outbox()
        .settle(
            leases.stream()
                .map(lease -> new Settlement(lease, new Settlement.Failed("SMTP 550 <b>no</b>")))
                .toList());
  }

  @Test
  @DisplayName("B10: a mail that failed is shown with its reason, and queued again once")
  void resends() {
    failAMail(AMELIE);
    Console.Person operator = console.operator();
    String page = text(operator.open("/mail"));
    assertThat(page).contains("SMTP 550 &lt;b&gt;no&lt;/b&gt;", "Send again", "amelie");
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
    failAMail(AMELIE);
    failAMail(BENOIT);
    assertThat(text(console.head().open("/mail/resend-all"))).contains("2 e-mails failed");
    assertThat(text(console.head().sendAndFollow("/mail/resend-all"))).contains("Queued again: 2");
  }

  @Test
  @DisplayName("B22: the audit is found by who, what and when; its links say nothing of that")
  void searchesTheAudit() {
    ConferenceId old = enable(BENOIT);
    administration.resets().reset(ResetRequest.of(BENOIT).by("bob@example.org").reason("leaked"));
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
        .contains("ID reset", "leaked", old.toString().replace('*', '•'), "bob@example.org")
        .doesNotContain(old.digits(), "<strong class=\"block\">Turned on");
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
        .hasHeader("Content-Disposition", "attachment; filename=\"audit.csv\"");
    assertThat(text(csv))
        .startsWith("\"number\",\"at\",\"kind\",\"user\"")
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
  @DisplayName(
      "B6: many are counted and sampled, confirmed by their number, and followed by the key")
  void runsMany() throws InterruptedException {
    ConferenceId old = enable(AMELIE);
    enable(BENOIT);
    Console.Person head = console.head();
    String[] form = {
      "action",
      "RESET",
      "whom",
      "list",
      "users",
      "amelie\r\nnobody\n\nbenoit@example.org",
      "key",
      "leak",
      "mail",
      "true",
      "reason",
      "leaked",
      "publicReason",
      "to be <safe>"
    };
    assertThat(text(head.open("/many"))).contains("name=\"publicReason\"");
    assertThat(text(head.send("/many/check", form)))
        .contains("Users who get a new ID: 2", "passed over: 1", "nobody", "Reset IDs: 2")
        .contains("leaked", "to be &lt;safe&gt;")
        .doesNotContain(old.digits());
    assertThat(administration.find(AMELIE).orElseThrow().version()).isEqualTo(1);

    assertThat(head.send("/many/start", and(form, "total", "2", "confirm", "3")))
        .hasStatus(400)
        .bodyText()
        .contains("not the number of users");
    assertThat(administration.find(AMELIE).orElseThrow().version()).isEqualTo(1);

    MvcTestResult started = head.send("/many/start", and(form, "total", "2", "confirm", "٢"));
    assertThat(location(started))
        .startsWith("/conference/many/run/")
        .doesNotContain("leak", "amelie");
    while (!text(head.open(location(started))).contains("Finished")) {
      Thread.onSpinWait();
    }
    assertThat(text(head.open(location(started)))).contains("2 of 2", "Passed over: 1", "nobody");
    assertThat(text(head.open(location(started) + "/csv")))
        .contains("\"amelie\",\"RESET\"", "\"nobody\",\"NOT_ENABLED\"")
        .doesNotContain(old.digits());

    head.send("/many/start", and(form, "total", "2", "confirm", "2"));
    while (!text(head.open(location(started))).contains("Finished")) {
      Thread.onSpinWait();
    }
    assertThat(administration.find(AMELIE).orElseThrow().version())
        .as("the version after the run was started twice")
        .isEqualTo(2);
    assertThat(administration.audit(AuditQuery.all().withKey(new IdempotencyKey("leak"))).items())
        .hasSize(2)
        .allSatisfy(
            entry ->
                assertThat(entry.context())
                    .isEqualTo(
                        RequestContext.NONE
                            .by("head")
                            .reason("leaked")
                            .publicReason("to be <safe>")));
  }

  private static String[] and(String[] form, String... more) {
    String[] all = Arrays.copyOf(form, form.length + more.length);
    System.arraycopy(more, 0, all, form.length, more.length);
    return all;
  }

  @Test
  @DisplayName("B6: another node shows how far a run is, and goes on with one for everybody")
  void followsFromAnotherNode() {
    enable(AMELIE);
    enable(BENOIT);
    administration
        .resets()
        .reset(ResetRequest.of(AMELIE).by("head").idempotencyKey("elsewhere").mail(false));
    Console.Person head = console.head();
    String[] form = {"action", "RESET", "whom", "everyone", "key", "elsewhere", "mail", "false"};
    assertThat(text(head.send("/many/check", form))).contains("left out: 1");
  }

  @ParameterizedTest
  @DisplayName("A form for many that cannot be read changes nothing, and says which field it is")
  @CsvSource({
    "key, '', key",
    "users, '', users",
    "users, 'a\u0000b', users",
    "reason, 'two\nlines', reason",
    "publicReason, 'two\nlines', publicReason",
    "perSecond, -1, perSecond"
  })
  void refusesUnreadableRuns(String field, String value, String marked) {
    Map<String, String> form =
        new TreeMap<>(Map.of("whom", "list", "users", "amelie", "key", "k", "reason", "leaked"));
    form.put(field, value);
    String[] fields =
        form.entrySet().stream()
            .flatMap(entry -> Stream.of(entry.getKey(), entry.getValue()))
            .toArray(String[]::new);
    MvcTestResult page = console.head().send("/many/check", fields);
    assertThat(page).hasStatus(400);
    assertThat(
            Pattern.compile("aria-describedby=\"([a-zA-Z]+)-problem\"")
                .matcher(text(page))
                .results())
        .extracting(found -> found.group(1))
        .containsExactly(marked);
    assertThat(text(page)).contains("aria-invalid=\"true\"", "id=\"" + marked + "-problem\"");
  }

  @Test
  @DisplayName("B13: every problem of a list is told by its line before anything is adopted")
  void adopts() {
    enable(BENOIT);
    String list = "user,id\namelie;619 4728\n\n\"nobody\"\t12\nbenoit@example.org,7306152\n";
    Console.Person head = console.head();
    assertThat(text(head.send("/adoption/check", "list", list)))
        .contains("Line 4", "no ID of seven digits", "Line 5", "has another ID already")
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
    assertThat(administration.find(AMELIE).orElseThrow().version()).isEqualTo(1);
  }
}
