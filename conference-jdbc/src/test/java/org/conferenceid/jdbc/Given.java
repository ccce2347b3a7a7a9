package org.conferenceid.jdbc;

/** What tests make of a database and a store, so that something goes wrong on purpose. */
final class Given {
  private Given() {}

  /** A lost transaction is not tried again. */
  static Patience noPatience() {
    long[] now = {0};
    return new Patience(
        () -> now[0] += Patience.MAX_TIME.toNanos(),
        nanos -> {
          throw new AssertionError("paused");
        },
        bound -> 0);
  }

  /**
   * Makes a database refuse rows of a table.
   *
   * @param when such as {@code BEFORE UPDATE}
   * @param condition on the row {@code NEW}
   * @param code an SQLSTATE on PostgreSQL, an error number on MariaDB; any if it is empty
   */
  static void refuse(
      TestDatabase database,
      String prefix,
      String table,
      String when,
      String condition,
      String code) {
    String name = prefix + "refuse";
    String on = " " + when + " ON " + prefix + table + " FOR EACH ROW ";
    switch (database) {
      case SQLITE -> // ends the transaction, and not the statement alone
          database.execute(
              "CREATE TRIGGER "
                  + name
                  + on
                  + "WHEN "
                  + condition
                  + " BEGIN SELECT RAISE(ROLLBACK, 'as asked'); END");
      case POSTGRESQL ->
          database.execute(
              "CREATE FUNCTION "
                  + name
                  + "() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF "
                  + condition
                  + " THEN RAISE EXCEPTION 'as asked' USING ERRCODE = '"
                  + (code.isEmpty() ? "P0001" : code)
                  + "'; END IF; RETURN NEW; END $$",
              "CREATE TRIGGER " + name + on + "EXECUTE FUNCTION " + name + "()");
      case MARIADB ->
          database.execute(
              "CREATE TRIGGER "
                  + name
                  + on
                  + "BEGIN IF "
                  + condition
                  + " THEN SIGNAL SQLSTATE '45000' SET MYSQL_ERRNO = "
                  + (code.isEmpty() ? "1644" : code)
                  + ", MESSAGE_TEXT = 'as asked'; END IF; END");
    }
  }
}
