package org.conferenceid.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import javax.sql.DataSource;

/**
 * The databases that a {@link JdbcConferenceStore} speaks.
 *
 * @since 0.1.0
 */
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
   * Returns the folder of the scripts that make the schema, {@code conference_ids_1.sql} and so on.
   * Flyway runs them with {@code conference_ids_} as the prefix of migrations and with a history of
   * its own, Liquibase by {@code sqlFile}.
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

  /**
   * Finds the dialect of a database by a connection, as a store does that is given none.
   *
   * @param dataSource where a connection comes from
   * @return the dialect
   * @throws StoreUnavailableException if there is no connection, or the database is of another kind
   */
  public static Dialect of(DataSource dataSource) {
    Objects.requireNonNull(dataSource, "dataSource");
    List<Database> all = Stream.of(values()).map(Dialect::database).toList();
    String product;
    try (Connection connection = Transactions.connect(dataSource, "open the store", all)) {
      product = connection.getMetaData().getDatabaseProductName();
    } catch (SQLException e) {
      throw Transactions.noConnection("open the store", e, all);
    }
    for (Dialect dialect : values()) {
      if (dialect.folder.equals(product.toLowerCase(Locale.ROOT))) {
        return dialect;
      }
    }
    throw new StoreUnavailableException(
        "the database is " + product + ", and this store speaks only " + List.of(values()), null);
  }
}
