/**
 * The store of conference IDs on a relational database: {@link
 * org.conferenceid.jdbc.JdbcConferenceStore}. The database's driver is the application's choice.
 */
module org.conferenceid.jdbc {
  requires transitive java.sql;
  requires transitive org.conferenceid.core;
  requires static transitive org.jspecify;
  requires org.slf4j;

  exports org.conferenceid.jdbc;
}
