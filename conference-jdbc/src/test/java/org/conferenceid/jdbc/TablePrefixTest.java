package org.conferenceid.jdbc;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import javax.sql.DataSource;
import org.conferenceid.InvalidValueException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sqlite.SQLiteDataSource;

/** The names of tables that a prefix makes. */
class TablePrefixTest {
  private static final String[] TABLES = {
    "schema", "user", "id", "audit", "meetings", "caller", "caller_group", "caller_key"
  };

  @ParameterizedTest
  @ValueSource(
      strings = {
        "pg_",
        "PG_",
        "pg_ids_",
        "sqlite_",
        "Sqlite_ids_",
        "current_",
        "session_",
        "SYSTEM_",
        "delete_domain_",
        "Ref_System_"
      })
  @DisplayName("A prefix that makes reserved or hidden names is refused, with the rule")
  void shouldRefuseReservedNames(String prefix) {
    JdbcConferenceStore.Builder builder = JdbcConferenceStore.builder(new SQLiteDataSource());
    assertThatThrownBy(() -> builder.tablePrefix(prefix))
        .isInstanceOf(InvalidValueException.class)
        .hasMessageContaining("table prefix")
        .hasMessageContaining(prefix)
        .hasMessageContaining("pg_");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "1_", "a-b_", "a.b_", "\"_", "ids ", "a234567890123456789012345678901"})
  @DisplayName("A prefix that is no plain name is refused, with the rule")
  void shouldRefuseWhatIsNoName(String prefix) {
    JdbcConferenceStore.Builder builder = JdbcConferenceStore.builder(new SQLiteDataSource());
    assertThatThrownBy(() -> builder.tablePrefix(prefix))
        .isInstanceOf(InvalidValueException.class)
        .hasMessageContaining("at most 30");
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "SQLITE") // it cannot list its key words
  @DisplayName("Whatever is accepted works, also where a table's name ends like a key word")
  void shouldWorkWithWhatIsAccepted(TestDatabase database) throws Exception {
    for (String prefix : prefixesThatMakeKeyWords(database)) {
      JdbcConferenceStore.Builder builder = JdbcConferenceStore.builder(database.pool());
      try {
        builder.tablePrefix(prefix);
      } catch (InvalidValueException refused) {
        continue;
      }
      assertThatCode(() -> builder.build().createSchema()).as(prefix).doesNotThrowAnyException();
    }
  }

  private static Set<String> prefixesThatMakeKeyWords(TestDatabase database) throws SQLException {
    String words =
        database == TestDatabase.POSTGRESQL
            ? "SELECT word FROM pg_get_keywords()"
            : "SELECT word FROM information_schema.keywords";
    Set<String> prefixes = new TreeSet<>();
    DataSource pool = database.pool();
    try (Connection connection = pool.getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(words)) {
      while (row.next()) {
        String word = row.getString(1).toLowerCase(Locale.ROOT);
        for (String table : TABLES) {
          if (word.endsWith(table) && word.length() > table.length()) {
            prefixes.add(word.substring(0, word.length() - table.length()));
          }
        }
      }
    }
    return prefixes;
  }
}
