package org.conferenceid.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import jakarta.mail.Session;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.conferenceid.AudioConferencing;
import org.conferenceid.Caller;
import org.conferenceid.RequestContext;
import org.conferenceid.EmailAddress;
import org.conferenceid.Organizer;
import org.conferenceid.Recipient;
import org.conferenceid.UserId;
import org.conferenceid.adoption.AdoptionLine;
import org.conferenceid.adoption.AdoptionReport;
import org.conferenceid.attendant.Admission;
import org.conferenceid.bulk.BulkReport;
import org.conferenceid.bulk.BulkReset;
import org.conferenceid.bulk.Rotation;
import org.conferenceid.capacity.CapacityWarning;
import org.conferenceid.change.AdoptionMode;
import org.conferenceid.change.Done;
import org.conferenceid.change.ResetPreview;
import org.conferenceid.change.ResetResult;
import org.conferenceid.invitation.Bridge;
import org.conferenceid.jdbc.JdbcConferenceStore;
import org.conferenceid.mail.MailNotifier;
import org.conferenceid.testkit.InMemoryConferenceStore;
import org.conferenceid.testkit.InMemoryUserDirectory;
import org.conferenceid.testkit.RecordingNotifier;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The README's example is this code, and its commands are the ones that the build runs. */
class ReadmeTest {
  private static final Path ROOT = Path.of("..", "..");

  @TempDir Path folder;

  @Test
  @DisplayName("The README's example compiles and does what it says")
  void exampleWorks() {
    GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    server.start();
    Properties properties = new Properties();
    properties.put("mail.smtp.host", "127.0.0.1");
    properties.put("mail.smtp.port", "" + server.getSmtp().getPort());
    Session session = Session.getInstance(properties);
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl("jdbc:sqlite:" + folder.resolve("ids.db"));
    HikariDataSource dataSource = new HikariDataSource(config);
    // README
    JdbcConferenceStore store = JdbcConferenceStore.of(dataSource); // SQLite, PostgreSQL, MariaDB
    store.createSchema();

    // Yours: the address, name and language of each user.
    InMemoryUserDirectory users = new InMemoryUserDirectory();
    UserId amelie = UserId.of("amelie");
    users.put(
        amelie, new Recipient(EmailAddress.parse("amelie@example.org"), "Amélie", Locale.FRENCH));

    AudioConferencing conferencing =
        AudioConferencing.builder()
            .store(store)
            .directory(users)
            .notifier(
                MailNotifier.builder(session)
                    .from("Conferencing <conferencing@example.org>")
                    .build())
            .bridge(
                Bridge.builder()
                    .toll("+33 1 70 00 00 00", "Paris")
                    .tollFree("+33 800 000 000", "France")
                    .meetingUpdateLink(URI.create("https://example.org/update-your-meetings"))
                    .build())
            .build();
    conferencing.dispatcher().start(); // sends the mail, in the background

    conferencing.enable(amelie); // an ID comes by itself
    String footer = conferencing.invitationFor(amelie).asText(Locale.FRENCH);

    ResetPreview preview = conferencing.resets().preview(amelie); // for the confirmation window
    ResetResult result =
        conferencing.resets().reset(preview.confirm().by("admin").reason("leaked").key("7f3c"));
    if (result instanceof Done done) {
      System.out.println("New ID: " + done.id().grouped()); // New ID: 483 9201
    }

    conferencing.sendConferenceInfo(amelie); // the ID and the numbers by e-mail, never a PIN
    Admission admission = // for callers
        conferencing.autoAttendant().admit("483 9201#", Caller.of("+33 6 12 34 56 78"));
    // END
    try {
      assertThat(footer).contains("Rejoindre par téléphone");
      assertThat(admission).isNotNull();
      assertThat(result).isInstanceOf(Done.class);
      assertThat(server.waitForIncomingEmail(60_000, 1)).isTrue();
    } finally {
      conferencing.close();
      dataSource.close();
      server.stop();
    }
  }

  @Test
  @DisplayName("The README's example of many at once compiles and does what it says")
  void exampleOfManyWorks() {
    AudioConferencing conferencing =
        AudioConferencing.builder()
            .store(new InMemoryConferenceStore())
            .directory(new InMemoryUserDirectory())
            .notifier(new RecordingNotifier())
            .bridge(Bridge.builder().toll("+33 1 70 00 00 00", "Paris").build())
            .build();
    conferencing.enable(UserId.of("amelie"));
    // MANY
    BulkReport run =
        conferencing
            .bulkResets()
            .reset(
                BulkReset.everyone("leak-2026-11").by("admin").reason("list leaked").perSecond(200),
                result -> System.out.println(result.user() + ": " + result));

    Rotation halfYearly = Rotation.ofIdsOlderThan(Duration.ofDays(180)).portion(50);
    List<Organizer> next = conferencing.bulkResets().previewRotation(halfYearly);
    conferencing.bulkResets().rotate(halfYearly, result -> {}); // say, once an hour

    AdoptionReport adopted =
        conferencing
            .adoption()
            .adopt(
                List.of(new AdoptionLine(1, "bruno", "6194728")), // for instance, of a CSV file
                AdoptionMode.ALL_OR_NOTHING,
                RequestContext.NONE.by("import"),
                problem -> System.out.println(problem.line() + ": " + problem.message()));

    Set<CapacityWarning> warnings = conferencing.capacityReport().warnings();
    // MANY END
    assertThat(run).isEqualTo(new BulkReport(1, 0, 0, 0, false));
    assertThat(next).isEmpty();
    assertThat(adopted).isEqualTo(new AdoptionReport(1, 0, 0, 0));
    assertThat(warnings).isEmpty();
  }

  @Test
  @DisplayName("The README shows the examples to the letter")
  void examplesAreThoseAbove() throws IOException {
    assertThat(block("Use it", "java")).isEqualTo(between("// README\n", "    // END\n"));
    assertThat(block("Many at once", "java")).isEqualTo(between("// MANY\n", "    // MANY END\n"));
  }

  private static String between(String start, String end) throws IOException {
    String source =
        Files.readString(
            Path.of("src/test/java", ReadmeTest.class.getName().replace('.', '/') + ".java"));
    String example = source.substring(source.indexOf(start) + start.length(), source.indexOf(end));
    return example.replaceAll("(?m)^    ", "");
  }

  @Test
  @DisplayName("The README's test command is the one that the build server runs")
  void testCommandIsTheBuildServers() throws IOException {
    assertThat(Files.readString(ROOT.resolve(".ci/run")))
        .contains("\n" + block("Test it", "").strip());
  }

  /** The first fenced block under a heading. */
  private static String block(String heading, String language) throws IOException {
    Matcher block =
        Pattern.compile("\n## " + heading + "\n.*?\n```" + language + "\n(.*?)```", Pattern.DOTALL)
            .matcher(Files.readString(ROOT.resolve("README.md")));
    assertThat(block.find()).as("a block under ## %s", heading).isTrue();
    return block.group(1);
  }
}
