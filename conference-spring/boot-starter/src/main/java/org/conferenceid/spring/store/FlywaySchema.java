package org.conferenceid.spring.store;

import javax.sql.DataSource;
import org.conferenceid.jdbc.Dialect;
import org.conferenceid.spring.ConferenceSetupException;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.configuration.Configuration;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ListableBeanFactory;

/**
 * Runs the scripts in a history of their own, whatever the application's Flyway does. That is used
 * as it is: its user may make tables, and the application's often may not.
 */
final class FlywaySchema {
  private static final String HISTORY = "cid_flyway_history";
  private static final String SCRIPT_PREFIX = "conference_ids_";

  private final ListableBeanFactory beans;

  FlywaySchema(ListableBeanFactory beans) {
    this.beans = beans;
  }

  void migrate(DataSource dataSource, Dialect dialect) {
    Configuration application = ofTheApplication(dataSource);
    FluentConfiguration own =
        Flyway.configure(FlywaySchema.class.getClassLoader())
            .dataSource(application != null ? application.getDataSource() : dataSource)
            .locations("classpath:" + dialect.schemaFolder())
            .sqlMigrationPrefix(SCRIPT_PREFIX)
            .table(HISTORY)
            .baselineOnMigrate(true) // the application's tables are there already
            .baselineVersion("0"); // or the first script would be passed over
    if (application != null && application.getDefaultSchema() != null) {
      own.defaultSchema(application.getDefaultSchema());
    }
    try {
      Flyway flyway = own.load();
      requireScripts(flyway, dialect);
      flyway.migrate();
    } catch (FlywayException e) {
      throw new ConferenceSetupException(
          "Flyway could not make the tables for conference IDs: " + e.getMessage(),
          "Let Flyway work as a user that may make tables, by spring.flyway.user and"
              + " spring.flyway.password. Or run the script in "
              + dialect.schemaFolder()
              + " of conference-jdbc yourself, and set conference.store.migrate=none.",
          e);
    }
  }

  /** Nothing is migrated otherwise, and Flyway would say so by a warning alone. */
  private static void requireScripts(Flyway flyway, Dialect dialect) {
    if (flyway.info().all().length == 0) {
      throw new ConferenceSetupException(
          "Flyway finds no script in " + dialect.schemaFolder() + " on the class path.",
          "The jar of conference-jdbc was packed anew without its folders, or this is a native"
              + " image. Set conference.store.migrate=create.",
          null);
    }
  }

  /** Returns how the application's Flyway is set, if it works on the same database. */
  private @Nullable Configuration ofTheApplication(DataSource dataSource) {
    Flyway flyway = beans.getBeanProvider(Flyway.class).getIfUnique();
    if (flyway == null) {
      return null;
    }
    boolean another =
        beans.getBeanNamesForType(DataSource.class, true, false).length > 1
            && flyway.getConfiguration().getDataSource() != dataSource;
    return another ? null : flyway.getConfiguration();
  }
}
