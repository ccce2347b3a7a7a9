package org.conferenceid.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.icegreen.greenmail.util.GreenMail;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import jakarta.mail.Session;
import java.io.IOException;
import java.io.Reader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.conferenceid.AudioConferencing;
import org.conferenceid.Caller;
import org.conferenceid.ConferenceId;
import org.conferenceid.EmailAddress;
import org.conferenceid.EventKind;
import org.conferenceid.Organizer;
import org.conferenceid.Page;
import org.conferenceid.Recipient;
import org.conferenceid.RequestContext;
import org.conferenceid.UserId;
import org.conferenceid.administration.Administration;
import org.conferenceid.administration.ResetService;
import org.conferenceid.adoption.AdoptionLine;
import org.conferenceid.adoption.AdoptionReport;
import org.conferenceid.attendant.Admission;
import org.conferenceid.attendant.AutoAttendant;
import org.conferenceid.attendant.CallListener;
import org.conferenceid.attendant.GuessLimits;
import org.conferenceid.audit.AuditEntry;
import org.conferenceid.audit.AuditQuery;
import org.conferenceid.audit.DeliveryState;
import org.conferenceid.bulk.BulkInfo;
import org.conferenceid.bulk.BulkReport;
import org.conferenceid.bulk.BulkReset;
import org.conferenceid.bulk.Rotation;
import org.conferenceid.calendar.CalendarUpdate;
import org.conferenceid.calendar.Destination;
import org.conferenceid.calendar.InvitationUpdater;
import org.conferenceid.calendar.MeetingOutcome;
import org.conferenceid.calendar.MeetingUpdate;
import org.conferenceid.calendar.caldav.CalDavAccount;
import org.conferenceid.calendar.caldav.CalDavMeetings;
import org.conferenceid.calendar.follower.MeetingFollower;
import org.conferenceid.calendar.follower.MeetingRun;
import org.conferenceid.calendar.follower.Meetings;
import org.conferenceid.calendar.follower.StoredMeeting;
import org.conferenceid.change.AdoptionMode;
import org.conferenceid.change.ResetPreview;
import org.conferenceid.change.ResetRequest;
import org.conferenceid.change.ResetResult;
import org.conferenceid.delivery.DeliverySettings;
import org.conferenceid.delivery.NotificationDispatcher;
import org.conferenceid.examples.support.MailServer;
import org.conferenceid.invitation.Bridge;
import org.conferenceid.invitation.DialInNumber;
import org.conferenceid.invitation.FooterMarks;
import org.conferenceid.invitation.Invitation;
import org.conferenceid.invitation.InvitationTexts;
import org.conferenceid.invitation.PhoneNumberFormat;
import org.conferenceid.jdbc.JdbcConferenceStore;
import org.conferenceid.jdbc.JdbcGuessLimiter;
import org.conferenceid.mail.MailNotifier;
import org.conferenceid.mail.MessageDesign;
import org.conferenceid.mail.RenderedMessage;
import org.conferenceid.spi.ConferenceStore;
import org.conferenceid.spi.DialInNumbers;
import org.conferenceid.spi.MeetingCounts;
import org.conferenceid.spi.MeetingStatus;
import org.conferenceid.spi.Notifier;
import org.conferenceid.spi.UserDirectory;
import org.conferenceid.testkit.InMemoryConferenceStore;
import org.conferenceid.testkit.RecordingNotifier;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The README's example is this code, and its commands are the ones that the build runs. */
class ReadmeTest {
  private static final Path ROOT = Path.of("..", "..");
  private static final String ENGLISH_FOOTER =
      "conference-core/src/main/resources/org/conferenceid/invitation/invitation_en.properties";

  /** Their code needs Spring; the GuideTest of each starter compiles and runs it. */
  private static final Set<String> COMPILED_ELSEWHERE = Set.of("console.md", "spring.md");

  private static final Pattern JAVA = Pattern.compile("(?m)^```java\n(.*?)^```$", Pattern.DOTALL);

  @TempDir Path folder;

  @Test
  @DisplayName("The README's example compiles and does what it says")
  void exampleWorks() {
    GreenMail server = MailServer.start();
    Properties properties = new Properties();
    properties.put("mail.smtp.host", "127.0.0.1");
    properties.put("mail.smtp.port", "" + server.getSmtp().getPort());
    Session session = Session.getInstance(properties);
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl("jdbc:sqlite:" + folder.resolve("ids.db"));
    HikariDataSource dataSource = new HikariDataSource(config);
    JdbcConferenceStore store = JdbcConferenceStore.of(dataSource); // SQLite, PostgreSQL, MariaDB
    store.createSchema();
    UserDirectory users = // yours: the address, name and language of each user
        user ->
            Optional.of(
                new Recipient(EmailAddress.parse("amelie@example.org"), "Amélie", Locale.FRENCH));
    AudioConferencing conferencing =
        AudioConferencing.builder()
            .store(store)
            .directory(users)
            .notifier(MailNotifier.builder(session).from("conferencing@example.org").build())
            .bridge(Bridge.builder().toll("+33 1 70 00 00 00", "Paris").build())
            .build();
    conferencing.dispatcher().start(); // sends the mail, in the background

    Administration administration = conferencing.administration();
    UserId amelie = UserId.of("amelie");
    administration.enable(amelie); // an ID comes by itself
    String footer = conferencing.invitationFor(amelie).asText(Locale.FRENCH);

    ResetPreview preview = administration.resets().preview(amelie); // for the confirmation window
    ResetResult result =
        administration.resets().reset(preview.confirm().by("admin").idempotencyKey("7f3c"));
    if (result instanceof ResetResult.Reset reset) {
      System.out.println("New ID: " + reset.newId().grouped()); // New ID: 483 9201
    }
    try {
      assertThat(footer).contains("Rejoindre par téléphone");
      assertThat(result).isInstanceOf(ResetResult.Reset.class);
      assertThat(server.waitForIncomingEmail(600_000, 1)).isTrue();
    } finally {
      conferencing.close();
      dataSource.close();
      server.stop();
    }
  }

  /** Compiled, and not run: it would leave a file. */
  static JdbcConferenceStore beginning() {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl("jdbc:sqlite:ids.db");
    HikariDataSource dataSource = new HikariDataSource(config);
    Properties properties = new Properties();
    properties.put("mail.smtp.host", "localhost");
    properties.put("mail.smtp.port", "2525");
    Session session = Session.getInstance(properties);

    System.out.println(session.getProperty("mail.smtp.host"));
    return JdbcConferenceStore.of(dataSource);
  }

  @Test
  @DisplayName("The guide's examples of many at once compile and do what they say")
  void examplesOfManyWork() {
    Administration administration = Administration.builder(new InMemoryConferenceStore()).build();
    administration.enable(UserId.of("amelie"));
    BulkReport run =
        administration
            .bulkResets()
            .reset(
                BulkReset.everyone("leak-2026-11").by("admin").reason("list leaked").perSecond(200),
                result -> System.out.println(result.user() + ": " + result));

    administration
        .bulkInfo()
        .sendNumbersChanged(
            BulkInfo.everyone("numbers-2026-11")
                .by("admin")
                .publicReason("New provider")
                .perSecond(50),
            result -> System.out.println(result.user() + ": " + result));

    Rotation halfYearly = Rotation.ofIdsOlderThan(Duration.ofDays(180)).batchSize(50);
    List<Organizer> next = administration.bulkResets().previewRotation(halfYearly);
    administration.bulkResets().rotate(halfYearly, result -> {});

    AdoptionReport adopted =
        administration
            .adoption()
            .adopt(
                List.of(new AdoptionLine(1, "bruno", "6194728")), // for instance, of a CSV file
                AdoptionMode.ALL_OR_NOTHING,
                RequestContext.NONE.by("import"),
                problem -> System.out.println(problem.line() + ": " + problem.message()));

    assertThat(run).isEqualTo(new BulkReport(1, 0, 0, 0, false));
    assertThat(next).isEmpty();
    assertThat(adopted).isEqualTo(new AdoptionReport(1, 0, 0, 0));
  }

  @Test
  @DisplayName("The guide's examples of single parts compile and do what they say")
  void examplesOfPartsWork() {
    InMemoryConferenceStore store = new InMemoryConferenceStore();
    UserDirectory users = user -> Optional.empty();
    GuessLimits limits = GuessLimits.ofDefaults();
    CallListener callListener = event -> {};
    Administration administration =
        Administration.builder(store).directory(users).quarantine(Duration.ofDays(365)).build();
    ResetService resets = ResetService.builder(store).build();
    AutoAttendant attendant =
        AutoAttendant.builder(store).guessLimits(limits).listener(callListener).build();
    assertThat(resets.reset(ResetRequest.of(UserId.of("amelie"))))
        .isInstanceOf(ResetResult.NotEnabled.class);
    ConferenceId id = administration.enable(UserId.of("amelie")).id();
    String digits = id.digits();
    String number = "+33 6 12 34 56 78";
    boolean vouchedFor = true;
    Caller caller = vouchedFor ? Caller.attested(number) : Caller.of(number);
    Admission admission = attendant.admit(digits, caller);
    assertThat(admission).isInstanceOf(Admission.Admitted.class);
  }

  @Test
  @DisplayName("The guide's example of limits that nodes share compiles and does what it says")
  void exampleOfSharedLimitsWorks() {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl("jdbc:sqlite:" + folder.resolve("limits.db"));
    HikariDataSource dataSource = new HikariDataSource(config);
    JdbcConferenceStore store = JdbcConferenceStore.of(dataSource);
    store.createSchema();
    GuessLimits limits = GuessLimits.builder().freeAttempts(1).build();
    AutoAttendant attendant =
        AutoAttendant.builder(store)
            .guessLimits(limits) // while the database is away
            .guessLimiter(JdbcGuessLimiter.builder(dataSource).limits(limits).build())
            .build();
    while (attendant.lockouts(10).isEmpty()) { // where the disk is slow, the process decides
      attendant.admit("4839201", Caller.of("+33 6 12 34 56 78"));
    }
    assertThat(attendant.lockouts(10)).hasSize(1);
    dataSource.close();
  }

  @Test
  @DisplayName("The guide's examples of delivery compile and do what they say")
  void examplesOfDeliveryWork() {
    InMemoryConferenceStore store = new InMemoryConferenceStore();
    UserDirectory users = user -> Optional.empty();
    RecordingNotifier mail = new RecordingNotifier();
    Bridge bridge = Bridge.builder().toll("+33 1 70 00 00 00", "Paris").build();
    DeliverySettings delivery = DeliverySettings.ofDefaults();
    Administration administration = Administration.builder(store).build();
    administration.enable(UserId.of("amelie"));
    NotificationDispatcher dispatcher =
        NotificationDispatcher.builder(store)
            .directory(users)
            .notifier(mail)
            .bridge(bridge)
            .settings(delivery)
            .build();
    assertThat(dispatcher.deliverDue().failed()).as("without an address").isEqualTo(1);
    Page<AuditEntry> failed =
        administration.audit(AuditQuery.all().withDelivery(DeliveryState.FAILED));
    for (AuditEntry entry : failed.items()) {
      dispatcher.resend(entry.number());
    }
    assertThat(dispatcher.deliverDue().failed()).isEqualTo(1);
  }

  @Test
  @DisplayName("The guide's examples of dial-in numbers compile and do what they say")
  void examplesOfNumbersWork() throws IOException {
    Bridge bridge =
        Bridge.builder()
            .number(DialInNumber.toll("+33 1 70 00 00 00").withCountry("FR").withLabel("Paris"))
            .number(DialInNumber.tollFree("+49 800 0000000").onlyWithin("DE", "0800 0000000"))
            .extension("1234", "Head office")
            .allNumbersLink(URI.create("https://example.org/numbers"))
            .build();
    Bridge german = Bridge.builder().toll("+49 30 1234567", "Berlin").build();
    Bridge french = bridge;
    DialInNumbers numbers =
        (user, recipient) ->
            recipient.map(Recipient::language).filter(Locale.GERMANY::equals).isPresent()
                ? german
                : french;
    Properties swedish = new Properties();
    try (Reader english = Files.newBufferedReader(ROOT.resolve(ENGLISH_FOOTER))) {
      swedish.load(english);
    }
    InvitationTexts words =
        InvitationTexts.builder()
            .text(Locale.ENGLISH, "title", "Join the call by phone")
            .texts(Locale.forLanguageTag("sv"), swedish) // a properties file with every key
            .build();
    assertThat(numbers.bridgeFor(UserId.of("amelie"), Optional.empty())).isEqualTo(french);
    assertThat(
            Invitation.of(
                    ConferenceId.parse("4839201"), bridge, PhoneNumberFormat.asWritten(), words)
                .asText(Locale.ENGLISH))
        .isEqualTo(footerOf(Files.readString(ROOT.resolve("docs/guide/dial-in-numbers.md"))));
  }

  /** The page's example of a footer, whose title is not one of the organization's own. */
  private static String footerOf(String page) {
    int start = page.indexOf(FooterMarks.START);
    int end = page.indexOf(FooterMarks.END) + FooterMarks.END.length();
    return page.substring(start, end).replace("Join by phone", "Join the call by phone") + "\n";
  }

  @Test
  @DisplayName("The guide's example of reports compiles and does what it says")
  void exampleOfReportsWorks() {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl("jdbc:sqlite:" + folder.resolve("reports.db"));
    try (HikariDataSource standby = new HikariDataSource(config)) {
      JdbcConferenceStore.of(standby).createSchema();
      assertThat(entries(standby)).isEmpty();
    }
  }

  private static List<AuditEntry> entries(DataSource standby) {
    Administration reports = Administration.builder(JdbcConferenceStore.of(standby)).build();
    Page<AuditEntry> page = reports.audit(AuditQuery.all());
    return page.items();
  }

  @Test
  @DisplayName("The guide's example of meetings compiles and does what it says")
  void exampleOfMeetingsWorks() {
    UserId amelie = UserId.of("amelie");
    EmailAddress address = EmailAddress.parse("amelie@example.org");
    AudioConferencing conferencing =
        AudioConferencing.builder()
            .store(new InMemoryConferenceStore())
            .directory(user -> Optional.empty())
            .notifier(new RecordingNotifier())
            .bridge(Bridge.builder().toll("+33 1 70 00 00 00", "Paris").build())
            .mail(false)
            .build();
    conferencing.administration().enable(amelie);
    byte[] file = meeting(conferencing.invitationFor(amelie));
    conferencing.administration().resets().reset(ResetRequest.of(amelie));
    Instant now = Instant.parse("2026-11-26T12:00:00Z");

    InvitationUpdater updater =
        InvitationUpdater.builder(conferencing.invitationFor(amelie), address)
            .formerIds(conferencing.administration().formerIds(amelie))
            .language(Locale.FRENCH) // where the old footer's cannot be told
            .build();
    CalendarUpdate update = updater.update(file, now);
    for (MeetingUpdate meeting : update.meetings()) {
      System.out.println(meeting.uid() + ": " + meeting.outcome()); // 1@example.org: UPDATED
      System.out.println(meeting.diff()); // a preview: what changes, with the IDs masked
    }
    if (update.isChanged()) {
      file = update.content();
    }

    assertThat(update.meetings())
        .extracting(MeetingUpdate::uid, MeetingUpdate::outcome)
        .containsExactly(tuple("1@example.org", MeetingOutcome.UPDATED));
    assertThat(new String(file, StandardCharsets.UTF_8).replace("\r\n ", ""))
        .contains(conferencing.invitationFor(amelie).id().grouped());
    conferencing.close();
  }

  /** Compiled, and not run: there is no such server. */
  static MeetingCounts onAServer(
      UserId amelie, String password, InvitationUpdater updater, Instant now) {
    CalDavMeetings calendars =
        CalDavMeetings.builder(
                user ->
                    Optional.of(
                        CalDavAccount.withPassword(
                            URI.create("https://calendar.example.org/" + user.value() + "/"),
                            "conference-service",
                            password)))
            .requestsPerSecond(10)
            .build();
    MeetingCounts counts = // what would become of her meetings; save() saves them
        MeetingRun.of(calendars, amelie, updater)
            .preview(now, report -> System.out.println(report.name() + ": " + report.update()));

    return counts;
  }

  @Test
  @DisplayName("The guide's example of a follower compiles and does what it says")
  void exampleOfAFollowerWorks() {
    UserId amelie = UserId.of("amelie");
    ConferenceStore store = new InMemoryConferenceStore();
    UserDirectory users =
        user ->
            Optional.of(
                new Recipient(EmailAddress.parse("amelie@example.org"), "Amélie", Locale.FRENCH));
    Notifier notifier = new RecordingNotifier();
    Bridge bridge = Bridge.builder().toll("+33 1 70 00 00 00", "Paris").build();
    Meetings calendars = new NoMeetings(new AtomicBoolean());

    MeetingFollower follower =
        MeetingFollower.builder(store)
            .meetings(calendars)
            .directory(users) // the addresses by which organizers stand in their meetings
            .bridge(bridge)
            .build();
    follower.start();
    AudioConferencing conferencing =
        AudioConferencing.builder()
            .store(store)
            .directory(users)
            .notifier(notifier)
            .bridge(bridge)
            .listener(follower) // which makes it look at once
            .build();

    conferencing.administration().enable(amelie);
    assertThat(conferencing.administration().resets().reset(ResetRequest.of(amelie))).isNotNull();
    follower.stop();
    assertThat(follower.updateDue().failed()).isZero();
    assertThat(follower.status(amelie).orElseThrow().state()).isEqualTo(MeetingStatus.State.DONE);
  }

  @Test
  @DisplayName("The guide's message to organizers compiles, and says what it is to say")
  void exampleOfTheMessageWorks() {
    MessageDesign design =
        MessageDesign.builder()
            .text(Locale.ENGLISH, "RESET.preheader", "Your meetings get the new one by themselves.")
            .text(
                Locale.ENGLISH,
                "RESET.step.1",
                "Your meetings are being updated. See how far it is:")
            .text(Locale.ENGLISH, "RESET.step.2", "") // an empty step is left out
            .text(Locale.ENGLISH, "RESET.step.3", "")
            .build();
    Bridge bridge =
        Bridge.builder()
            .toll("+33 1 70 00 00 00", "Paris")
            .meetingUpdateLink(URI.create("https://example.org/my-meetings"))
            .build();

    RenderedMessage message =
        MailNotifier.builder(Session.getInstance(new Properties()))
            .from("conferencing@example.org")
            .design(design)
            .build()
            .preview(EventKind.RESET, Locale.ENGLISH, bridge);
    assertThat(message.text())
        .contains("See how far it is:", "https://example.org/my-meetings")
        .doesNotContain("Open each of your upcoming meetings", "Send the invitation again");
  }

  @Test
  @DisplayName("The guide's calendars that mail what is saved compile, and do so once")
  void exampleOfMailedMeetingsWorks() {
    // Mails each meeting that was saved, which is one message.
    record MailedMeetings(Meetings calendars, BiConsumer<UserId, byte[]> queue)
        implements Meetings {
      @Override
      public boolean save(UserId organizer, StoredMeeting read, byte[] content) {
        boolean saved = calendars.save(organizer, read, content);
        if (saved) {
          queue.accept(organizer, Destination.MAIL.adapt(content)); // text/calendar; method=REQUEST
        }
        return saved;
      }

      @Override
      public List<String> find(UserId organizer, Instant from) {
        return calendars.find(organizer, from);
      }

      @Override
      public Optional<StoredMeeting> read(UserId organizer, String name) {
        return calendars.read(organizer, name);
      }

      @Override
      public Destination destination() {
        return calendars.destination();
      }
    }

    List<String> queued = new ArrayList<>();
    AtomicBoolean saves = new AtomicBoolean(true);
    Meetings mailed =
        new MailedMeetings(
            new NoMeetings(saves),
            (user, meeting) ->
                queued.add(user + " " + new String(meeting, StandardCharsets.UTF_8)));
    UserId amelie = UserId.of("amelie");
    byte[] file =
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n".getBytes(StandardCharsets.UTF_8);
    StoredMeeting read = StoredMeeting.of("a", "1", file);
    assertThat(mailed.save(amelie, read, file)).isTrue();
    saves.set(false);
    assertThat(mailed.save(amelie, read, file)).isFalse();
    assertThat(queued)
        .containsExactly(
            "amelie BEGIN:VCALENDAR\r\nVERSION:2.0\r\nMETHOD:REQUEST\r\nEND:VCALENDAR\r\n");
    assertThat(mailed.find(amelie, Instant.EPOCH)).isEmpty();
    assertThat(mailed.read(amelie, "a")).isEmpty();
    assertThat(mailed.destination()).isEqualTo(Destination.FILE);
  }

  private record NoMeetings(AtomicBoolean saves) implements Meetings {
    @Override
    public List<String> find(UserId organizer, Instant from) {
      return List.of();
    }

    @Override
    public Optional<StoredMeeting> read(UserId organizer, String name) {
      return Optional.empty();
    }

    @Override
    public boolean save(UserId organizer, StoredMeeting read, byte[] content) {
      return saves.get();
    }
  }

  private static byte[] meeting(Invitation invitation) {
    return String.join(
            "\r\n",
            "BEGIN:VCALENDAR",
            "VERSION:2.0",
            "PRODID:-//Example Ltd.//Calendar//EN",
            "BEGIN:VEVENT",
            "UID:1@example.org",
            "DTSTAMP:20261101T090000Z",
            "DTSTART:20270105T090000Z",
            "ORGANIZER:mailto:amelie@example.org",
            "DESCRIPTION:"
                + invitation.asText(Locale.FRENCH).replace(",", "\\,").replace("\n", "\\n"),
            "END:VEVENT",
            "END:VCALENDAR",
            "")
        .getBytes(StandardCharsets.UTF_8);
  }

  private static String source(Class<?> test) throws IOException {
    return Files.readString(Path.of("src/test/java", test.getName().replace('.', '/') + ".java"))
        .replaceAll("(?m)^    ", "");
  }

  @Test
  @DisplayName("README and guide show no Java that is not compiled here, to the letter")
  void examplesAreThoseAbove() throws IOException {
    String compiled = source(ReadmeTest.class) + source(AdapterGuideTest.class);
    List<Path> pages = new ArrayList<>(List.of(ROOT.resolve("README.md")));
    try (Stream<Path> guide = Files.list(ROOT.resolve(Path.of("docs", "guide")))) {
      guide
          .filter(page -> !COMPILED_ELSEWHERE.contains(page.getFileName().toString()))
          .forEach(pages::add);
    }
    int found = 0;
    for (Path page : pages) {
      Matcher block = JAVA.matcher(Files.readString(page));
      while (block.find()) {
        found++;
        assertThat(compiled).as("an example of %s", page).contains(block.group(1));
      }
    }
    assertThat(found).isGreaterThan(5);
  }

  @Test
  @DisplayName("Pages name the version that is built")
  void pagesNameTheVersion() throws IOException {
    Pattern version = Pattern.compile("<version>(.*?)</version>");
    Matcher own = version.matcher(Files.readString(ROOT.resolve("pom.xml")));
    assertThat(own.find()).isTrue();
    try (Stream<Path> guide = Files.list(ROOT.resolve(Path.of("docs", "guide")))) {
      for (Path page : guide.toList()) {
        assertThat(version.matcher(Files.readString(page)).results().map(m -> m.group(1)))
            .as(page.toString())
            .allMatch(own.group(1)::equals);
      }
    }
  }

  @Test
  @DisplayName("The README's test command is the one that the build server runs")
  void testCommandIsTheBuildServers() throws IOException {
    assertThat(Files.readString(ROOT.resolve(".ci/run")))
        .contains("\n  step everything " + testCommand());
  }

  private static String testCommand() throws IOException {
    Matcher block =
        Pattern.compile("\n## Test it\n.*?\n```\n(.*?)```", Pattern.DOTALL)
            .matcher(Files.readString(ROOT.resolve("README.md")));
    assertThat(block.find()).isTrue();
    return block.group(1).strip();
  }
}
