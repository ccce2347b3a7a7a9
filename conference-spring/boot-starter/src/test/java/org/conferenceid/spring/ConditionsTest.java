package org.conferenceid.spring;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.sql.DataSource;
import org.conferenceid.AudioConferencing;
import org.conferenceid.Caller;
import org.conferenceid.ConferenceEvent;
import org.conferenceid.ConferenceListener;
import org.conferenceid.EventKind;
import org.conferenceid.InvalidValueException;
import org.conferenceid.StoreException;
import org.conferenceid.UserId;
import org.conferenceid.administration.Administration;
import org.conferenceid.attendant.AutoAttendant;
import org.conferenceid.attendant.CallListener;
import org.conferenceid.attendant.GuessLimits;
import org.conferenceid.delivery.DeliverySettings;
import org.conferenceid.delivery.NotificationDispatcher;
import org.conferenceid.invitation.Bridge;
import org.conferenceid.invitation.InvitationTexts;
import org.conferenceid.invitation.PhoneNumberFormat;
import org.conferenceid.jdbc.JdbcConferenceStore;
import org.conferenceid.jdbc.JdbcGuessLimiter;
import org.conferenceid.mail.MailNotifier;
import org.conferenceid.mail.MessageDesign;
import org.conferenceid.spi.ApplicationTransaction;
import org.conferenceid.spi.ConferenceStore;
import org.conferenceid.spi.DialInNumbers;
import org.conferenceid.spi.GuessLimiter;
import org.conferenceid.spi.Metrics;
import org.conferenceid.spi.Notifier;
import org.conferenceid.spi.UserDirectory;
import org.conferenceid.spring.mail.MailNotifierAutoConfiguration;
import org.conferenceid.spring.store.ConferenceDataSource;
import org.conferenceid.spring.store.JdbcStoreAutoConfiguration;
import org.conferenceid.testkit.InMemoryConferenceStore;
import org.conferenceid.testkit.RecordingNotifier;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.mail.autoconfigure.MailSenderAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.transaction.ConfigurableTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * B21: what is there by itself, what backs off, and what is refused when the application starts.
 */
class ConditionsTest {
  private static final UserDirectory NOBODY = user -> Optional.empty();

  @TempDir Path folder;

  /** An application that lacks nothing but what a test adds. */
  private ApplicationContextRunner bare() {
    return new ApplicationContextRunner()
        .withConfiguration(
            AutoConfigurations.of(
                DataSourceAutoConfiguration.class,
                DataSourceTransactionManagerAutoConfiguration.class,
                TransactionAutoConfiguration.class,
                SslAutoConfiguration.class,
                MailSenderAutoConfiguration.class,
                JdbcStoreAutoConfiguration.class,
                MailNotifierAutoConfiguration.class,
                AudioConferencingAutoConfiguration.class));
  }

  private ApplicationContextRunner complete() {
    return bare()
        .withBean(UserDirectory.class, () -> NOBODY)
        .withPropertyValues(database(), "spring.mail.host=localhost", sender(), number(), label());
  }

  private String database() {
    return "spring.datasource.url=" + url("ids.db");
  }

  private String url(String name) {
    return "jdbc:sqlite:" + folder.resolve(name);
  }

  private static String sender() {
    return "conference.mail.from=conferencing@example.org";
  }

  private static String number() {
    return "conference.bridge.numbers[0].number=+33 1 70 00 00 00";
  }

  private static String label() {
    return "conference.bridge.numbers[0].label=Paris";
  }

  /** Expects that an application does not start, and returns what it prints. */
  private static FailureAnalysis refused(ApplicationContextRunner runner) {
    List<FailureAnalysis> printed = new ArrayList<>();
    runner.run(
        context -> {
          assertThat(context).hasFailed();
          printed.add(new SetupFailureAnalyzer().analyze(context.getStartupFailure()));
        });
    assertThat(printed).doesNotContainNull();
    return printed.get(0);
  }

  @Test
  @DisplayName("B4: limits are shared by all nodes if that is asked for, unless there is a limiter")
  void sharesLimits() {
    complete().run(context -> assertThat(context).doesNotHaveBean(GuessLimiter.class));
    ApplicationContextRunner shared =
        complete()
            .withPropertyValues(
                "conference.guess-limits.shared=true",
                "conference.guess-limits.free-attempts=2",
                "conference.guess-limits.initial-lockout=1h",
                "conference.store.table-prefix=calls_");
    shared.run(
        context -> {
          assertThat(context).hasSingleBean(JdbcGuessLimiter.class);
          AutoAttendant attendant = context.getBean(AutoAttendant.class);
          while (lockouts(attendant) == 0) { // where the machine is slow, the process decides
            attendant.admit("4839201", Caller.of("+33612345678"));
          }
        });
    shared.run(
        context ->
            assertThat(lockouts(context.getBean(AutoAttendant.class)))
                .as("lock-outs after a restart")
                .isEqualTo(1));
    GuessLimiter own = caller -> new GuessLimiter.Denied(Duration.ofDays(1));
    shared
        .withBean(GuessLimiter.class, () -> own)
        .run(context -> assertThat(context.getBean(GuessLimiter.class)).isSameAs(own));
  }

  /** How many there are in the database, which is asked until it answers in time. */
  private static int lockouts(AutoAttendant attendant) {
    while (true) {
      try {
        return attendant.lockouts(10).size();
      } catch (StoreException e) {
        Thread.onSpinWait();
      }
    }
  }

  @Test
  @DisplayName("B4: with a key of the application's, none stands in the database")
  void takesTheKeyOfTheNumbers() {
    String key = Base64.getEncoder().encodeToString(new byte[32]);
    ApplicationContextRunner shared =
        complete()
            .withPropertyValues(
                "conference.guess-limits.shared=true", "conference.store.table-prefix=keyed_");
    shared
        .withPropertyValues("conference.guess-limits.key=" + key)
        .run(
            context -> {
              lockouts(context.getBean(AutoAttendant.class)); // is answered once there is a key
              assertThat(keysInTheDatabase(context)).isZero();
              assertThat(context.getBean(ConferenceProperties.class).toString())
                  .doesNotContain(key);
            });
    shared.run(
        context -> {
          lockouts(context.getBean(AutoAttendant.class)); // is answered once there is a key
          assertThat(keysInTheDatabase(context)).isOne();
        });
    for (String bad : List.of("no*Base64", "c2hvcnQ=")) {
      shared
          .withPropertyValues("conference.guess-limits.key=" + bad)
          .run(
              context ->
                  assertThat(context.getStartupFailure())
                      .rootCause()
                      .isInstanceOf(InvalidValueException.class)
                      .hasMessageContaining("key of the numbers")
                      .hasMessageNotContaining(bad));
    }
  }

  private static Long keysInTheDatabase(ApplicationContext context) {
    return new JdbcTemplate(context.getBean(DataSource.class))
        .queryForObject("SELECT count(*) FROM keyed_caller_key", Long.class);
  }

  @Test
  @DisplayName(
      "A data source, a directory, a mail sender and a number are enough for all components")
  void composesEverything() {
    complete()
        .run(
            context ->
                assertThat(context)
                    .hasSingleBean(JdbcConferenceStore.class)
                    .hasSingleBean(MailNotifier.class)
                    .hasSingleBean(AudioConferencing.class)
                    .hasSingleBean(Administration.class)
                    .hasSingleBean(AutoAttendant.class)
                    .hasSingleBean(NotificationDispatcher.class)
                    .hasSingleBean(BackgroundLifecycle.class));
  }

  @Test
  @DisplayName("Words and number format of the application's own stand in the footer")
  void takesWordsAndFormat() {
    complete()
        .withBean(
            InvitationTexts.class,
            () ->
                InvitationTexts.builder().text(Locale.ENGLISH, "title", "Ring the bridge").build())
        .withBean(PhoneNumberFormat.class, () -> (number, reader) -> "Paris, seventeen")
        .run(
            context -> {
              UserId amelie = UserId.of("amelie");
              context.getBean(Administration.class).enable(amelie);
              assertThat(
                      context
                          .getBean(AudioConferencing.class)
                          .invitationFor(amelie)
                          .asText(Locale.ENGLISH))
                  .contains("Ring the bridge")
                  .contains("Paris, seventeen");
            });
  }

  @Test
  @DisplayName("It works without Flyway and JPA on the class path")
  void needsNoOptionalLibrary() {
    complete()
        .withClassLoader(
            new FilteredClassLoader("org.flywaydb", "org.springframework.orm", "org.hibernate"))
        .run(context -> assertThat(context).hasSingleBean(AudioConferencing.class));
  }

  @Test
  @DisplayName("conference.enabled=false makes nothing")
  void canBeSwitchedOff() {
    complete()
        .withPropertyValues("conference.enabled=false")
        .run(
            context ->
                assertThat(context)
                    .hasNotFailed()
                    .doesNotHaveBean(AudioConferencing.class)
                    .doesNotHaveBean(ConferenceStore.class)
                    .doesNotHaveBean(Notifier.class));
  }

  @Test
  @DisplayName("Each part backs off before the application's own")
  void backsOff() {
    complete()
        .withBean(ConferenceStore.class, InMemoryConferenceStore::new)
        .withBean(Notifier.class, RecordingNotifier::new)
        .withBean(GuessLimits.class, () -> GuessLimits.builder().freeAttempts(7).build())
        .withBean(DeliverySettings.class, () -> DeliverySettings.builder().workers(7).build())
        .withBean(
            DialInNumbers.class,
            () -> (user, recipient) -> Bridge.builder().toll("+49 30 1234567", "Berlin").build())
        .run(
            context -> {
              assertThat(context)
                  .doesNotHaveBean(JdbcConferenceStore.class)
                  .doesNotHaveBean(MailNotifier.class)
                  .hasSingleBean(AudioConferencing.class)
                  .hasSingleBean(GuessLimits.class)
                  .hasSingleBean(DeliverySettings.class)
                  .hasSingleBean(DialInNumbers.class);
              context.getBean(Administration.class).enable(UserId.of("amelie"));
              RecordingNotifier notifier = (RecordingNotifier) context.getBean(Notifier.class);
              assertThat(
                      context.getBean(AudioConferencing.class).invitationFor(UserId.of("amelie")))
                  .extracting(invitation -> invitation.asText(Locale.ENGLISH))
                  .asString()
                  .contains("Berlin");
              assertThat(notifier.notifications()).isEmpty();
            });
    AudioConferencing own =
        AudioConferencing.builder()
            .store(new InMemoryConferenceStore())
            .directory(NOBODY)
            .notifier(new RecordingNotifier())
            .bridge(Bridge.builder().toll("+49 30 1234567", "Berlin").build())
            .build();
    complete()
        .withBean(AudioConferencing.class, () -> own)
        .run(
            context ->
                assertThat(context.getBean(Administration.class)).isSameAs(own.administration()));
    complete()
        .withBean(MessageDesign.class, MessageDesign::ofDefaults)
        .withBean(Bridge.class, () -> Bridge.builder().toll("+49 30 1234567", "Berlin").build())
        .withBean(ApplicationTransaction.class, Never::new)
        .run(
            context ->
                assertThat(context)
                    .hasNotFailed()
                    .hasSingleBean(MessageDesign.class)
                    .hasSingleBean(ApplicationTransaction.class));
  }

  /** Joins nothing. */
  private static final class Never implements ApplicationTransaction {
    @Override
    public boolean active() {
      return false;
    }

    @Override
    public void afterCommit(Runnable task) {
      throw new IllegalStateException("there is none");
    }
  }

  @Configuration(proxyBeanMethods = false)
  static class Listening {
    final List<ConferenceEvent> heard = new ArrayList<>();
    int changes;

    @Bean
    ConferenceListener needsTheAdministration(Administration administration) {
      return event -> {
        assertThat(administration.find(event.user())).isPresent();
        heard.add(event);
      };
    }

    @Bean
    ConferenceListener fails() {
      return event -> {
        throw new IllegalStateException("a fault of the application");
      };
    }

    @Bean
    ConferenceListener last() {
      return heard::add;
    }

    @Bean
    CallListener calls() {
      return event -> {};
    }

    @Bean
    Metrics metrics() {
      return new Metrics() {
        @Override
        public void change(EventKind kind, ChangeOutcome outcome, Duration took) {
          changes++;
        }
      };
    }

    @Bean
    AudioConferencingCustomizer withoutMail() {
      return builder -> builder.mail(false);
    }
  }

  @Test
  @DisplayName("B9, B23: listeners are collected, may need the administration, and harm nobody")
  void collectsListeners() {
    complete()
        .withUserConfiguration(Listening.class)
        .run(
            context -> {
              context.getBean(Administration.class).enable(UserId.of("amelie"));
              Listening listening = context.getBean(Listening.class);
              assertThat(listening.heard).hasSize(2);
              assertThat(listening.changes).isEqualTo(1);
              assertThat(context.getBean(ConferenceStore.class).outbox().figures().waiting())
                  .as("the customizer was asked last")
                  .isZero();
            });
  }

  @Test
  @DisplayName("A missing UserDirectory is told with a sample to copy")
  void needsADirectory() {
    FailureAnalysis printed =
        refused(
            bare()
                .withPropertyValues(
                    database(), "spring.mail.host=localhost", sender(), number(), label()));
    assertThat(printed.getDescription()).contains("no UserDirectory");
    assertThat(printed.getAction()).contains("UserDirectory users(JdbcClient jdbc)");
  }

  @Test
  @DisplayName("No database, no mail server, no number, no sender: each is told with its property")
  void needsTheRest() {
    ApplicationContextRunner users = bare().withBean(UserDirectory.class, () -> NOBODY);
    FailureAnalysis noDatabase =
        refused(
            new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(AudioConferencingAutoConfiguration.class))
                .withPropertyValues(number(), label()));
    assertThat(noDatabase.getAction()).contains("spring.datasource.url");
    assertThat(refused(users.withPropertyValues(database(), number(), label())).getAction())
        .contains("spring.mail.host")
        .contains("conference.dispatcher.enabled=false");
    assertThat(
            refused(users.withPropertyValues(database(), "spring.mail.host=localhost", sender()))
                .getAction())
        .contains("numbers:\n");
    assertThat(
            refused(
                    users.withPropertyValues(
                        database(), "spring.mail.host=localhost", number(), label()))
                .getAction())
        .contains("conference.mail.from");
    assertThat(
            refused(
                    users.withPropertyValues(
                        database(), "spring.mail.host=localhost", sender(), number()))
                .getAction())
        .contains("conference.bridge.numbers[0].label");
  }

  @Test
  @DisplayName("A node that sends nothing needs no mail server, and its messages wait for another")
  void sendsNothing() {
    bare()
        .withBean(UserDirectory.class, () -> NOBODY)
        .withPropertyValues(database(), number(), label(), "conference.dispatcher.enabled=false")
        .run(
            context -> {
              assertThat(context).hasNotFailed().doesNotHaveBean(BackgroundLifecycle.class);
              assertThat(context.getBean(NotificationDispatcher.class).status().isRunning())
                  .isFalse();
              context.getBean(Administration.class).enable(UserId.of("amelie"));
              assertThat(context.getBean(ConferenceStore.class).outbox().figures().waiting())
                  .isEqualTo(1);
            });
  }

  @ParameterizedTest
  @DisplayName("A value that breaks its rule is told with its property and the rule")
  @CsvSource(
      delimiter = '|',
      value = {
        "conference.quarantine=-1d|must be positive",
        "conference.mail.from=nobody|exactly one @",
        "conference.mail.reply-to[0]=nobody|exactly one @",
        "conference.mail.organization= |organization",
        "conference.mail.support= |support contact",
        "conference.mail.logo=classpath:nothing.png|cannot be read",
        "conference.mail.sender-names.de= |sender's name",
        "conference.bridge.numbers[0].number=12|phone number",
        "conference.bridge.meeting-update-link=mailto:x@example.org|must be an absolute web"
            + " address",
        "conference.store.table-prefix=pg_|must not make names",
        "conference.dispatcher.workers=99|must be from 1 to 64",
        "conference.guess-limits.free-attempts=0|must be from 1 to 100",
        "conference.capacity.notice=0|must be positive",
        "conference.audit.retention=1h|must be from 1 to 36500 days",
        "conference.rotation.older-than=0|must be positive",
      })
  void namesTheProperty(String assignment, String rule) {
    FailureAnalysis printed = refused(complete().withPropertyValues(assignment));
    String property = assignment.replaceFirst("=.*", "");
    assertThat(printed.getDescription()).contains(property + " ").contains(rule);
    assertThat(printed.getAction()).contains(property);
  }

  @Test
  @DisplayName("What is scheduled needs a cron expression and a batch size that fit")
  void namesThePropertyOfASchedule() {
    assertThat(
            refused(
                    complete()
                        .withPropertyValues(
                            "conference.audit.retention=365d", "conference.audit.cron=nightly"))
                .getDescription())
        .contains("conference.audit.cron");
    assertThat(
            refused(
                    complete()
                        .withPropertyValues(
                            "conference.rotation.older-than=180d",
                            "conference.rotation.batch-size=0"))
                .getDescription())
        .contains("conference.rotation.batch-size");
  }

  @Test
  @DisplayName("A logo must be a picture, and say what it shows")
  void namesThePropertyOfALogo() {
    ApplicationContextRunner logo =
        complete().withPropertyValues("conference.mail.logo=classpath:META-INF/spring.factories");
    assertThat(refused(logo).getDescription()).contains("conference.mail.logo-description");
    assertThat(
            refused(logo.withPropertyValues("conference.mail.logo-description=Example Ltd."))
                .getDescription())
        .contains("conference.mail.logo ")
        .contains("PNG");
  }

  @Test
  @DisplayName("With several DataSources and none marked, it is not guessed which one is meant")
  void guessesNoDataSource() {
    FailureAnalysis printed =
        refused(
            complete()
                .withBean("one", DataSource.class, () -> dataSource("one.db"))
                .withBean("two", DataSource.class, () -> dataSource("two.db")));
    assertThat(printed.getAction()).contains("@ConferenceDataSource");
  }

  private HikariDataSource dataSource(String name) {
    HikariDataSource dataSource = new HikariDataSource();
    dataSource.setJdbcUrl(url(name));
    return dataSource;
  }

  @Configuration(proxyBeanMethods = false)
  static class Two {
    static String folder;

    @Bean
    @Primary
    HikariDataSource business() {
      HikariDataSource dataSource = new HikariDataSource();
      dataSource.setJdbcUrl(folder + "business.db");
      return dataSource;
    }

    @Bean
    @ConferenceDataSource
    HikariDataSource conferencing() {
      HikariDataSource dataSource = new HikariDataSource();
      dataSource.setJdbcUrl(folder + "conferencing.db");
      return dataSource;
    }

    @Bean
    PlatformTransactionManager businessTransactions(HikariDataSource business) {
      return new JdbcTransactionManager(business);
    }
  }

  @Test
  @DisplayName("CS-15: a store and transactions on different DataSources are refused, unless apart")
  void refusesTransactionsOfAnother() {
    Two.folder = url("") + "/";
    ApplicationContextRunner two = complete().withUserConfiguration(Two.class);
    FailureAnalysis printed = refused(two);
    assertThat(printed.getDescription()).contains("businessTransactions").contains("different");
    assertThat(printed.getAction()).contains("conference.store.join-transactions=false");
    two.withPropertyValues("conference.store.join-transactions=false")
        .run(
            context -> {
              assertThat(context).hasNotFailed();
              context.getBean(Administration.class).enable(UserId.of("amelie"));
              assertThat(folder.resolve("conferencing.db")).exists();
            });
    two.withBean(
            "conferencingTransactions",
            PlatformTransactionManager.class,
            () -> new JdbcTransactionManager(dataSource("conferencing.db")))
        .run(context -> assertThat(context).hasFailed());
  }

  @Test
  @DisplayName(
      "CS-15: a transaction manager of the application tells the store of each transaction")
  void listensToOwnManagers() {
    complete()
        .withUserConfiguration(OwnManager.class)
        .run(
            context ->
                assertThat(
                        context
                            .getBean(ConfigurableTransactionManager.class)
                            .getTransactionExecutionListeners())
                    .hasSize(1));
    complete()
        .run(
            context ->
                assertThat(
                        context
                            .getBean(ConfigurableTransactionManager.class)
                            .getTransactionExecutionListeners())
                    .as("Spring Boot's own")
                    .hasSize(1));
  }

  @Configuration(proxyBeanMethods = false)
  static class OwnManager {
    @Bean
    PlatformTransactionManager own(DataSource dataSource) {
      return new JdbcTransactionManager(dataSource);
    }
  }

  @Test
  @DisplayName("CS-15: a pool whose connections come with autocommit off is refused at the start")
  void refusesAutocommitOff() {
    FailureAnalysis printed =
        refused(complete().withPropertyValues("spring.datasource.hikari.auto-commit=false"));
    assertThat(printed.getDescription()).contains("autocommit off");
    assertThat(printed.getAction()).contains("spring.datasource.hikari.auto-commit");
  }

  @Test
  @DisplayName("S6: a mail sender that tells no mail server is refused")
  void refusesAnUnknownSender() {
    JavaMailSender own =
        (JavaMailSender)
            Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {JavaMailSender.class},
                (proxy, method, arguments) ->
                    method.getDeclaringClass() == Object.class
                        ? method.invoke(this, arguments)
                        : null);
    assertThat(refused(complete().withBean(JavaMailSender.class, () -> own)).getDescription())
        .contains("does not tell which mail server");
  }

  @ParameterizedTest
  @DisplayName("Another generation of Spring Boot is refused with a sentence")
  @ValueSource(strings = {"2.7.18", "3.5.9", "5.0.0"})
  void refusesOtherBoots(String version) {
    try {
      BootVersionCheck.require(version);
      throw new AssertionError("not refused");
    } catch (ConferenceSetupException e) {
      assertThat(e).hasMessageContaining(version).hasMessageContaining("Spring Boot 4");
    }
    BootVersionCheck.require("4.0.0");
    BootVersionCheck.require("4.1.2");
  }

  @Test
  @DisplayName("Lazy initialization makes no mistake start, and switches nothing off")
  void isNotLazy() {
    ApplicationContextRunner lazy =
        complete()
            .withInitializer(
                context ->
                    context.addBeanFactoryPostProcessor(
                        new LazyInitializationBeanFactoryPostProcessor()));
    lazy.run(
        context ->
            assertThat(context.getBean(NotificationDispatcher.class).status().isRunning())
                .isTrue());
    assertThat(refused(lazy.withPropertyValues("conference.mail.from=nobody")).getDescription())
        .contains("conference.mail.from");
  }

  @Test
  @DisplayName("A wrong setting that the library finds keeps its exception as the cause")
  void keepsTheCause() {
    complete()
        .withPropertyValues("conference.quarantine=-1d")
        .run(
            context ->
                assertThat(context.getStartupFailure())
                    .hasRootCauseInstanceOf(InvalidValueException.class));
  }
}
