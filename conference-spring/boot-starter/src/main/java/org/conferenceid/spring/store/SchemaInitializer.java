package org.conferenceid.spring.store;

import org.conferenceid.StoreException;
import org.conferenceid.jdbc.Dialect;
import org.conferenceid.jdbc.JdbcConferenceStore;
import org.conferenceid.jdbc.SchemaException;
import org.conferenceid.jdbc.TransactionSetupException;
import org.conferenceid.spring.ConferenceProperties.Migrate;
import org.conferenceid.spring.ConferenceSetupException;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.InitializingBean;

/**
 * Sees to it that the tables are there before the store is used, and tells in a sentence if they
 * cannot be.
 */
final class SchemaInitializer implements InitializingBean {
  private final StoreFactory factory;
  private final @Nullable FlywaySchema flyway;

  /**
   * Takes its parts.
   *
   * @param flyway {@code null} if it is not on the class path
   */
  SchemaInitializer(StoreFactory factory, @Nullable FlywaySchema flyway) {
    this.factory = factory;
    this.flyway = flyway;
  }

  @Override
  public void afterPropertiesSet() {
    JdbcConferenceStore store = factory.store();
    Migrate migrate = factory.properties().migrate();
    if (migrate == null && isThere(store)) {
      return;
    }
    if (migrate == Migrate.NONE) {
      check(store, null);
    } else if (migrate == Migrate.FLYWAY || (migrate == null && flywayFits())) {
      runFlyway();
      check(store, Migrate.FLYWAY);
    } else {
      create(store);
    }
  }

  /** With nothing said, what is there already needs no right to make tables. */
  private boolean isThere(JdbcConferenceStore store) {
    try {
      store.checkSchema();
      return true;
    } catch (SchemaException notThere) {
      return false;
    } catch (StoreException e) {
      throw unusable(e);
    }
  }

  private boolean flywayFits() {
    return flyway != null
        && factory.properties().tablePrefix() == null
        && dialect() != Dialect.SQLITE;
  }

  private void runFlyway() {
    if (flyway == null) {
      throw new ConferenceSetupException(
          "conference.store.migrate is flyway, and Flyway is not on the class path.",
          "Add spring-boot-starter-flyway, or set conference.store.migrate to create or none.",
          null);
    }
    if (factory.properties().tablePrefix() != null) {
      throw new ConferenceSetupException(
          "Flyway makes the tables cid_…, and conference.store.table-prefix asks for others.",
          "Remove conference.store.table-prefix, or set conference.store.migrate to create.",
          null);
    }
    flyway.migrate(factory.dataSource(), dialect());
  }

  private Dialect dialect() {
    Dialect given = factory.properties().dialect();
    try {
      return given != null ? given : Dialect.of(factory.dataSource());
    } catch (StoreException e) {
      throw unusable(e);
    }
  }

  private void create(JdbcConferenceStore store) {
    try {
      store.createSchema();
    } catch (SchemaException | TransactionSetupException e) {
      throw unusable(e);
    } catch (StoreException e) {
      throw new ConferenceSetupException(
          "The tables for conference IDs are missing and could not be made: " + e.getMessage(),
          "If the application's database user may not make tables, run the script in "
              + dialect().schemaFolder()
              + " of conference-jdbc as one who may, or let Flyway do it as the user of"
              + " spring.flyway.user.",
          e);
    }
  }

  private static void check(JdbcConferenceStore store, @Nullable Migrate made) {
    try {
      store.checkSchema();
    } catch (SchemaException e) {
      throw new ConferenceSetupException(
          "The tables for conference IDs are not as they must be: " + e.getMessage(),
          made == null
              ? "conference.store.migrate is none, so make them yourself before the application"
                  + " starts, or set it to create or flyway."
              : "Flyway has made the tables where this application does not see them, or it may"
                  + " not read them: see to it that spring.flyway.url, spring.flyway.user and"
                  + " spring.flyway.default-schema fit spring.datasource.",
          e);
    } catch (StoreException e) {
      throw unusable(e);
    }
  }

  private static ConferenceSetupException unusable(StoreException e) {
    return new ConferenceSetupException(
        "Conference IDs cannot be kept in this database: " + e.getMessage(),
        e instanceof TransactionSetupException
            ? "Let the pool hand out connections with autocommit on, with Hikari by"
                + " spring.datasource.hikari.auto-commit=true: Spring switches it off for its"
                + " transactions. If something else needs it off, give conference IDs a DataSource"
                + " of their own with @ConferenceDataSource."
            : "Use SQLite, PostgreSQL or MariaDB, and see that the database can be reached and is"
                + " set up as the message says.",
        e);
  }
}
