package org.conferenceid.spring.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.conferenceid.UserId;
import org.conferenceid.administration.Administration;
import org.conferenceid.spi.UserDirectory;
import org.conferenceid.spring.AudioConferencingAutoConfiguration;
import org.conferenceid.spring.ConferenceSetupException;
import org.conferenceid.testkit.RecordingNotifier;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceInitializationAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The tables are there when they are needed, whoever makes them, and nobody's tables are harmed.
 */
@Tag("thorough")
class SchemaTest {
  private static final String HISTORY = "cid_flyway_history";

  private final String url = Postgres.url();

  @TempDir Path folder;

  private static ApplicationContextRunner runner(String url, Class<?>... more) {
    AutoConfigurations all =
        AutoConfigurations.of(
            DataSourceAutoConfiguration.class,
            DataSourceInitializationAutoConfiguration.class,
            JdbcTemplateAutoConfiguration.class,
            JdbcClientAutoConfiguration.class,
            JdbcStoreAutoConfiguration.class,
            AudioConferencingAutoConfiguration.class);
    return new ApplicationContextRunner()
        .withConfiguration(all)
        .withConfiguration(AutoConfigurations.of(more))
        .withBean(UserDirectory.class, () -> user -> Optional.empty())
        .withBean(RecordingNotifier.class)
        .withPropertyValues(
            "spring.datasource.url=" + url,
            "conference.dispatcher.enabled=false",
            "conference.bridge.numbers[0].number=+33 1 70 00 00 00",
            "conference.bridge.numbers[0].label=Paris");
  }

  private ApplicationContextRunner withFlyway() {
    return runner(url, FlywayAutoConfiguration.class)
        .withPropertyValues("spring.flyway.locations=classpath:application-migrations");
  }

  private static void works(AssertableApplicationContext context) {
    assertThat(context).hasNotFailed();
    UserId user = UserId.of("amelie");
    context.getBean(Administration.class).enable(user);
    assertThat(context.getBean(Administration.class).find(user)).isPresent();
  }

  private static long rows(AssertableApplicationContext context, String table, String where) {
    return context
        .getBean(JdbcTemplate.class)
        .queryForList("select 1 from " + table + " where " + where)
        .size();
  }

  private static boolean exists(AssertableApplicationContext context, String table) {
    return rows(context, "information_schema.tables", "table_name = '" + table + "'") > 0;
  }

  private static ConferenceSetupException failure(AssertableApplicationContext context) {
    assertThat(context).hasFailed();
    Throwable thrown = context.getStartupFailure();
    while (!(thrown instanceof ConferenceSetupException)) {
      thrown = thrown.getCause();
      assertThat(thrown).isNotNull();
    }
    return (ConferenceSetupException) thrown;
  }

  @Test
  @DisplayName(
      "Beside the application's V1, Flyway keeps a history of its own, with our script in it")
  void twoHistories() {
    withFlyway()
        .run(
            context -> {
              works(context);
              assertThat(exists(context, "person")).isTrue();
              assertThat(rows(context, "flyway_schema_history", "version = '1'")).isEqualTo(1);
              assertThat(rows(context, HISTORY, "version = '1' and success")).isEqualTo(1);
              assertThat(context.getBeansOfType(Flyway.class)).hasSize(1);
            });
    withFlyway().run(SchemaTest::works); // again, at the next start
    withFlyway().withPropertyValues("conference.store.migrate=flyway").run(SchemaTest::works);
  }

  @Test
  @DisplayName("Tables of the application that were there before Flyway are left as they are")
  void existingTables() {
    Postgres.execute(url, "create table old (x int)", "insert into old values (1)");
    runner(url)
        .withPropertyValues("conference.store.migrate=flyway")
        .run(
            context -> {
              works(context);
              assertThat(rows(context, "old", "x = 1")).isEqualTo(1);
              assertThat(rows(context, HISTORY, "version = '1' and success")).isEqualTo(1);
              assertThat(exists(context, "flyway_schema_history")).isFalse();
            });
  }

  @Test
  @DisplayName("What the store had made itself is taken over by Flyway, with its IDs")
  void takesOver() {
    runner(url)
        .withPropertyValues("conference.store.migrate=create")
        .run(
            context -> {
              works(context);
              assertThat(exists(context, HISTORY)).isFalse();
            });
    withFlyway()
        .withPropertyValues(
            "conference.store.migrate=flyway",
            "spring.flyway.baseline-on-migrate=true",
            "spring.flyway.baseline-version=0")
        .run(
            context -> {
              assertThat(context).hasNotFailed();
              assertThat(context.getBean(Administration.class).find(UserId.of("amelie")))
                  .isPresent();
              assertThat(rows(context, HISTORY, "version = '1' and success")).isEqualTo(1);
            });
  }

  @Test
  @DisplayName("Without Flyway the store makes its tables itself")
  void withoutFlyway() {
    runner(url)
        .withClassLoader(new FilteredClassLoader("org.flywaydb"))
        .run(
            context -> {
              works(context);
              assertThat(exists(context, HISTORY)).isFalse();
            });
    runner(Postgres.url())
        .withClassLoader(new FilteredClassLoader("org.flywaydb"))
        .withPropertyValues("conference.store.migrate=flyway")
        .run(context -> assertThat(failure(context)).hasMessageContaining("not on the class path"));
  }

  @Test
  @DisplayName("On SQLite the store makes its tables itself, even with Flyway on the class path")
  void sqlite() {
    runner("jdbc:sqlite:" + folder.resolve("ids.db")).run(SchemaTest::works);
  }

  @Test
  @DisplayName("Another prefix of the tables is the store's own work")
  void prefix() {
    runner(url)
        .withPropertyValues("conference.store.table-prefix=phone_")
        .run(
            context -> {
              works(context);
              assertThat(exists(context, "phone_user")).isTrue();
            });
    runner(url)
        .withPropertyValues(
            "conference.store.table-prefix=phone_", "conference.store.migrate=flyway")
        .run(context -> assertThat(failure(context)).hasMessageContaining("table-prefix"));
  }

  @Test
  @DisplayName("With migrate=none, missing tables stop the application at its start")
  void none() {
    runner(url)
        .withPropertyValues("conference.store.migrate=none")
        .run(
            context -> {
              assertThat(failure(context).action()).contains("conference.store.migrate is none");
              assertThat(failure(context)).hasMessageContaining("not as they must be");
            });
    runner(url).run(SchemaTest::works);
    runner(url).withPropertyValues("conference.store.migrate=none").run(SchemaTest::works);
  }

  private String role() {
    String name = "role_" + url.replaceAll(".*/(.*)\\?.*", "$1");
    Postgres.execute(
        url,
        "create role " + name + " login password 'secret'",
        "revoke create on schema public from public",
        "grant usage on schema public to " + name,
        "alter default privileges in schema public grant select, insert, update, delete on tables"
            + " to "
            + name,
        "alter default privileges in schema public grant usage, select on sequences to " + name);
    return name;
  }

  @Test
  @DisplayName("A role that may not make tables is told so, with what to do; one that need not may")
  void withoutRights() {
    String role = role();
    String withoutUser = url.replaceAll("\\?.*", "");
    ApplicationContextRunner poor =
        runner(withoutUser)
            .withPropertyValues(
                "spring.datasource.username=" + role, "spring.datasource.password=secret");
    poor.withPropertyValues("conference.store.migrate=create")
        .run(
            context ->
                assertThat(failure(context).action())
                    .contains("may not make tables")
                    .contains("org/conferenceid/jdbc/postgresql"));
    poor.withPropertyValues("conference.store.migrate=flyway")
        .run(
            context ->
                assertThat(failure(context).action())
                    .contains("spring.flyway.user")
                    .contains("conference.store.migrate=none"));
    withFlyway() // whose user may
        .withPropertyValues(
            "spring.datasource.url=" + withoutUser,
            "spring.datasource.username=" + role,
            "spring.datasource.password=secret",
            "spring.flyway.url=" + withoutUser,
            "spring.flyway.user=postgres",
            "spring.flyway.password=postgres")
        .run(SchemaTest::works);
    poor.run(SchemaTest::works); // the tables are there
  }

  @Configuration(proxyBeanMethods = false)
  static class UsesThemEarly {
    @Bean
    InitializingBean first(Administration administration, JdbcTemplate jdbc) {
      return () -> {
        administration.enable(UserId.of("amelie"));
        assertThat(jdbc.queryForList("select * from person")).isEmpty();
      };
    }
  }

  @Test
  @DisplayName("Our tables come after the application's, and before anybody uses either")
  void order() {
    withFlyway()
        .withUserConfiguration(UsesThemEarly.class)
        .run(
            context -> {
              assertThat(context).hasNotFailed();
              assertThat(before(context, "conferenceSchemaInitializer"))
                  .contains("flywayInitializer");
            });
  }

  /** The beans that a bean waits for. */
  private static Set<String> before(AssertableApplicationContext context, String bean) {
    Set<String> found = new HashSet<>();
    String[] needed = context.getBeanFactory().getBeanDefinition(bean).getDependsOn();
    for (String one : needed == null ? new String[0] : needed) {
      found.add(one);
      found.addAll(before(context, one));
    }
    return found;
  }
}
