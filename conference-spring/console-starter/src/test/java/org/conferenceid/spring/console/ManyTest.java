package org.conferenceid.spring.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.conferenceid.spring.console.Console.location;
import static org.conferenceid.spring.console.Console.text;
import static org.conferenceid.spring.console.ConsoleApplication.AMELIE;
import static org.conferenceid.spring.console.ConsoleApplication.BENOIT;
import static org.conferenceid.spring.console.ConsoleApplication.MALLORY;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.conferenceid.ConferenceId;
import org.conferenceid.IdempotencyKey;
import org.conferenceid.RequestContext;
import org.conferenceid.administration.Administration;
import org.conferenceid.audit.AuditQuery;
import org.conferenceid.change.ResetRequest;
import org.conferenceid.spi.ConferenceStore;
import org.conferenceid.spring.console.Console.Person;
import org.conferenceid.spring.console.page.References;
import org.conferenceid.spring.console.page.References.Kind;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/** Many users at once: looked at, confirmed, followed from every node, and gone on with. */
@ConsoleTest
class ManyTest {
  @Autowired Console console;
  @Autowired Administration administration;
  @Autowired ConferenceStore store;
  @Autowired References references;

  @Test
  @DisplayName(
      "B6: many are counted and sampled, confirmed by their number, and followed by the key")
  void runsMany() throws InterruptedException {
    ConferenceId old = administration.enable(AMELIE).id();
    administration.enable(BENOIT);
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

  /** What a link to a run for everybody stands for. */
  private String run(String key, int total) {
    return "/many/run/"
        + references.of(Kind.RUN, "RESET\ntrue\n" + total + "\n" + key + "\nfalse\n0\nhead\n\n");
  }

  @Test
  @DisplayName(
      "B6: another node shows how far a run is, cannot stop it, and goes on with it under its key")
  void followsFromAnotherNode() {
    administration.enable(AMELIE);
    administration.enable(BENOIT);
    administration
        .resets()
        .reset(ResetRequest.of(AMELIE).by("head").idempotencyKey("elsewhere").mail(false));
    String[] form = {"action", "RESET", "whom", "everyone", "key", "elsewhere", "mail", "false"};
    assertThat(text(console.head().send("/many/check", form))).contains("left out: 1");
    String run = run("elsewhere", 2);
    assertThat(text(console.head().open(run))).contains("Not on this server", "1 of 2");
    assertThat(text(console.head().sendAndFollow(run + "/stop")))
        .contains("does not go on on this server");

    new WebApplicationContextRunner()
        .withUserConfiguration(ConsoleApplication.class)
        .withBean(ConferenceStore.class, () -> store)
        .withPropertyValues(
            ConsoleTest.NO_DATA_SOURCE,
            ConsoleTest.LINK_SECRET,
            "conference.dispatcher.enabled=false")
        .withPropertyValues("conference.bridge.numbers[0].number=+33 1 70 00 00 00")
        .withPropertyValues("conference.bridge.numbers[0].label=Paris")
        .run(
            context -> {
              Person other = context.getBean(Console.class).head();
              assertThat(text(other.open(run))).contains("Not on this server", "1 of 2");
              assertThat(other.send(run + "/resume")).hasStatus(303);
              while (!text(other.open(run)).contains("Finished")) {
                Thread.onSpinWait();
              }
            });
    assertThat(text(console.head().open(run))).contains("Finished", "2 of 2");
    assertThat(administration.find(AMELIE).orElseThrow().version()).isEqualTo(2);
    assertThat(administration.find(BENOIT).orElseThrow().version()).isEqualTo(2);
  }

  @Test
  @DisplayName("The result of a run has everybody who was passed over, and the page the first")
  void tellsWhomItPassedOver() {
    administration.enable(AMELIE);
    String strangers =
        IntStream.range(0, 150)
            .mapToObj(i -> "stranger" + i + "-")
            .collect(Collectors.joining("\n"));
    String[] form = {
      "action", "RESET", "whom", "list", "users", "amelie\n" + strangers, "key", "k"
    };
    Person head = console.head();
    String run = location(head.send("/many/start", and(form, "total", "1", "confirm", "1")));
    while (!text(head.open(run)).contains("Finished")) {
      Thread.onSpinWait();
    }
    assertThat(text(head.open(run)))
        .contains("Passed over: 150", "stranger99-", "All are in the CSV")
        .doesNotContain("stranger100-");
    assertThat(text(head.open(run + "/csv"))).contains("\"stranger149-\",\"NOT_ENABLED\"");
  }

  @Test
  @DisplayName("Hostile keys and reasons of a run are shown as text, and its CSV runs no formula")
  void escapes() {
    administration.enable(MALLORY);
    Person head = console.head();
    String[] form = {
      "action",
      "RESET",
      "whom",
      "everyone",
      "key",
      "=1+1\"><script>k</script>",
      "reason",
      "<script>r</script>",
      "publicReason",
      "<script>p</script>"
    };
    assertThat(text(head.send("/many/check", form)))
        .doesNotContain("<script>k", "<script>r", "<script>p");
    String run = location(head.send("/many/start", and(form, "total", "1", "confirm", "1")));
    while (!text(head.open(run)).contains("Finished")) {
      Thread.onSpinWait();
    }
    assertThat(text(head.open(run)))
        .contains("&lt;script&gt;k", "&lt;script&gt;r")
        .doesNotContain("<script>k", "<script>r");
    assertThat(head.open(run + "/csv"))
        .hasHeader("Content-Disposition", "attachment; filename=\"run.csv\"")
        .hasHeader("Cache-Control", "no-cache, no-store, max-age=0, must-revalidate");
    assertThat(text(head.open("/audit/csv")))
        .contains("\"'=1+1\"\"><script>k</script>\"", "\"<script>p</script>\"");
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
}
