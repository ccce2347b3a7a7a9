package org.conferenceid.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.sql.DataSource;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.conferenceid.spi.ChangeResult;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The recipe for Flyway, beside an application that has tables and scripts of its own. */
class FlywayTest {
  @TempDir Path folder;

  /** As the README shows it. */
  private static void migrate(DataSource dataSource, Dialect dialect) {
    Flyway.configure()
        .dataSource(dataSource)
        .locations("classpath:" + dialect.schemaFolder())
        .sqlMigrationPrefix("conference_ids_")
        .table("cid_flyway_history")
        .baselineOnMigrate(true) // the application's tables are there already
        .baselineVersion("0") // or the first script would be passed over
        .load()
        .migrate();
  }

  @BeforeEach
  void writeTheApplicationsScripts() throws Exception {
    Files.writeString(folder.resolve("V1__shop.sql"), "CREATE TABLE orders (number int);");
    Files.writeString(folder.resolve("V2__more.sql"), "CREATE TABLE goods (number int);");
  }

  private Flyway application(DataSource dataSource, String target, String... more) {
    String[] locations = new String[more.length + 1];
    locations[0] = "filesystem:" + folder;
    System.arraycopy(more, 0, locations, 1, more.length);
    return Flyway.configure()
        .dataSource(dataSource)
        .locations(locations)
        .target(target)
        .failOnMissingLocations(true)
        .load();
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("Beside an application's first script, which Flyway knows already")
  void shouldStandBesideTheApplicationsScripts(TestDatabase database) {
    onADatabaseOfItsOwn(
        database,
        (pool, dialect) -> {
          application(pool, "1").migrate();
          migrate(pool, dialect);
          assertUsable(pool);

          application(pool, "latest").migrate();
          migrate(pool, dialect);
          assertUsable(pool);
          assertThat(TestDatabase.tables(pool, "%"))
              .contains("orders", "goods", "cid_flyway_history");
        });
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("Beside tables that were made without Flyway")
  void shouldStandBesideTablesWithoutHistory(TestDatabase database) {
    onADatabaseOfItsOwn(
        database,
        (pool, dialect) -> {
          TestDatabase.execute(pool, "CREATE TABLE orders (number int)");
          migrate(pool, dialect);
          assertUsable(pool);
          assertThat(TestDatabase.tables(pool, "%")).doesNotContain("flyway_schema_history");
        });
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("In an empty database, and where createSchema has made the tables")
  void shouldTakeOverTablesOfItsOwn(TestDatabase database) {
    onADatabaseOfItsOwn(
        database,
        (pool, dialect) -> {
          migrate(pool, dialect);
          assertUsable(pool);
        });
    onADatabaseOfItsOwn(
        database,
        (pool, dialect) -> {
          JdbcConferenceStore store = JdbcConferenceStore.of(pool);
          store.createSchema();
          ChangeResult.Done done =
              (ChangeResult.Done) store.change(Changes.enable(Changes.AMELIE), Changes.IDS);
          migrate(pool, dialect);
          store.checkSchema();
          assertThat(store.find(Changes.AMELIE).orElseThrow().id())
              .contains(done.event().newId().orElseThrow());
        });
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName(
      "Scripts that got among the application's are passed over, and the first use says so")
  void shouldNotMixWithTheApplicationsScripts(TestDatabase database) {
    onADatabaseOfItsOwn(
        database,
        (pool, dialect) -> {
          application(pool, "latest", "classpath:" + dialect.schemaFolder()).migrate();
          assertThat(TestDatabase.tables(pool, "%")).contains("orders", "goods");
          ThrowingCallable use = () -> JdbcConferenceStore.of(pool).find(Changes.AMELIE);
          assertThatThrownBy(use).isInstanceOf(SchemaException.class);
        });
  }

  private static void assertUsable(DataSource pool) {
    JdbcConferenceStore store = JdbcConferenceStore.of(pool);
    store.checkSchema();
    assertThat(store.capacity().active()).isZero();
  }

  private interface Trial {
    void on(DataSource pool, Dialect dialect) throws Exception;
  }

  private void onADatabaseOfItsOwn(TestDatabase database, Trial trial) {
    String name = "flyway" + TestDatabase.newPrefix().replace("_", "");
    boolean server = database != TestDatabase.SQLITE;
    if (server) {
      database.execute("CREATE DATABASE " + name);
    }
    String url =
        server
            ? database.url().replaceFirst("/(postgres|ids)\\?", "/" + name + "?")
            : "jdbc:sqlite:" + folder.resolve(name + ".db");
    try (HikariDataSource pool = TestDatabase.newPool(url, 4)) {
      trial.on(pool, Dialect.valueOf(database.name()));
    } catch (Exception e) {
      throw new IllegalStateException(e);
    } finally {
      if (server) {
        database.execute("DROP DATABASE " + name);
      }
    }
  }
}
