package org.conferenceid.jdbc;

import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/** The databases that a {@link JdbcConferenceStore} speaks. */
public enum Dialect {
  /** SQLite 3.45 and later, in a file; for one machine. */
  SQLITE("sqlite", Sqlite::new),
  /** PostgreSQL 14 and later. */
  POSTGRESQL("postgresql", Postgresql::new),
  /** MariaDB 10.11 and later. */
  MARIADB("mariadb", Mariadb::new);

  private final String folder;
  private final Supplier<Database> database;

  Dialect(String folder, Supplier<Database> database) {
    this.folder = folder;
    this.database = database;
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
    return database.get();
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
