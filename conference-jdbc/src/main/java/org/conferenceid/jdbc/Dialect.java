package org.conferenceid.jdbc;

import java.util.Locale;
import java.util.Optional;

/** The databases that a {@link JdbcConferenceStore} speaks. */
public enum Dialect {
  /** SQLite 3.45 and later, in a file; for one machine. */
  SQLITE("sqlite"),
  /** PostgreSQL 14 and later. */
  POSTGRESQL("postgresql"),
  /** MariaDB 10.11 and later. */
  MARIADB("mariadb");

  private final String folder;

  Dialect(String folder) {
    this.folder = folder;
  }

  /**
   * Where the scripts that make the schema lie, as {@code V1__conference_ids.sql} and so on: the names
   * that Flyway goes by, and statements that Liquibase's {@code sqlFile} understands.
   *
   * @return a folder on the class path, such as {@code org/conferenceid/jdbc/postgresql}
   */
  public String schemaFolder() {
    return "org/conferenceid/jdbc/" + folder;
  }

  Database database() {
    return switch (this) {
      case SQLITE -> new Sqlite();
      case POSTGRESQL -> new Postgresql();
      case MARIADB -> new Mariadb();
    };
  }

  /** The dialect of a database by the name that its driver says. */
  static Optional<Dialect> ofProduct(String name) {
    for (Dialect dialect : values()) {
      if (dialect.folder.equals(name.toLowerCase(Locale.ROOT))) {
        return Optional.of(dialect);
      }
    }
    return Optional.empty();
  }
}
