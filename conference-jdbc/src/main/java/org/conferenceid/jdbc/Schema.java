package org.conferenceid.jdbc;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The tables: makes them, and tells whether they are those that this version needs. */
final class Schema {
  /** The version of the scripts in the resources. */
  static final int VERSION = 1;

  private static final Logger log = LoggerFactory.getLogger(JdbcConferenceStore.class);
  private static final String SCRIPT = "conference_ids_1.sql";
  private static final Pattern COMMENT = Pattern.compile("--[^\n]*");
  private static final Pattern END = Pattern.compile(";\\s*\n");

  /** One query for each table that fails if a column is missing. */
  private static final List<String> PROBES =
      List.of(
          "SELECT user_key, current_id, version, since FROM cid_user WHERE 1 = 0",
          "SELECT id, owner, since, free_at FROM cid_id WHERE 1 = 0",
"""
SELECT number, user_key, idempotency_key, kind, version, at, actor, reason, public_reason,
  old_id, new_id,
  mail_state, mail_due, mail_turn, mail_key, mail_attempts, mail_excused, mail_unconfirmed,
  mail_fence, mail_worker, mail_problem
FROM cid_audit WHERE 1 = 0\
""",
          """
          SELECT user_key, version, state, due, attempts, lease_key, worker,
            updated, in_part, untouched, failed, problem
          FROM cid_meetings WHERE 1 = 0\
          """,
          """
          SELECT caller, attested, era, latest, failures, last_at, before_at, locked_until, known_by, known_at
          FROM cid_caller WHERE 1 = 0\
          """,
          "SELECT name, began, full_at FROM cid_caller_group WHERE 1 = 0",
          "SELECT name, secret FROM cid_caller_key WHERE 1 = 0");

  private final Dialect dialect;
  private final Transactions transactions;

  Schema(Dialect dialect, Transactions transactions) {
    this.dialect = dialect;
    this.transactions = transactions;
  }

  void create() {
    transactions.refuseToJoin(
        "create the schema", "MariaDB would commit it, and others undo the tables with it");
    requireFit();
    transactions.outside(
        "prepare the database for the schema",
        session -> {
          transactions.database().prepare(session.connection());
          return true;
        });
    Transactions.Work<Boolean> work =
        session -> {
          for (String statement : END.split(COMMENT.matcher(script()).replaceAll(""), -1)) {
            if (!statement.isBlank()) {
              session.update(statement);
            }
          }
          return true;
        };
    if (transactions.database().makesTablesInTransactions()) {
      transactions.transaction("create the schema", work);
    } else {
      transactions.outside("create the schema", work);
    }
    check();
  }

  Transactions transactions() {
    return transactions;
  }

  void check() {
    checkUsable();
    for (String probe : PROBES) {
      transactions.read("check the schema", session -> session.list(probe, row -> true));
    }
    transactions
        .database()
        .doubts()
        .forEach(
            doubt -> log.warn("the database is not set up as safely as it could be: {}", doubt));
  }

  /** For the first use of a store: a few round trips. */
  void checkUsable() {
    requireFit(); // first: it also learns what kind of server this is
    checkVersion();
  }

  private void requireFit() {
    Optional<String> problem =
        transactions.read(
            "read the database's settings", session -> transactions.database().unfit(session));
    if (problem.isPresent()) {
      throw new SchemaException(problem.get(), null);
    }
  }

  private void checkVersion() {
    int found =
        transactions.read(
            "read the schema's version",
            session ->
                session
                    .first("SELECT max(version) AS version FROM cid_schema", r -> r.getInt(1))
                    .orElse(0));
    if (found < VERSION) {
      throw new SchemaException(
          "the schema has version "
              + found
              + ", and this library needs "
              + VERSION
              + ": run the later scripts of "
              + dialect.schemaFolder(),
          null);
    }
    if (found > VERSION) {
      throw new SchemaException(
          "the schema has version "
              + found
              + ", which is newer than this library's "
              + VERSION
              + ": update the library",
          null);
    }
  }

  private String script() {
    String name = "/" + dialect.schemaFolder() + "/" + SCRIPT;
    try (InputStream in = Objects.requireNonNull(Schema.class.getResourceAsStream(name), name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
