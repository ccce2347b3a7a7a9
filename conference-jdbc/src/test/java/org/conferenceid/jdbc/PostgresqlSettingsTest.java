package org.conferenceid.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Settings of a PostgreSQL server")
class PostgresqlSettingsTest {

  @ParameterizedTest
  @CsvSource(
      nullValues = "none",
      value = {
        "fsync, off, none, none",
        "full_page_writes, off, none, none",
        "synchronous_commit, off, none, none",
        "synchronous_commit, local, synchronous_standby_names, *",
        "client_min_messages, error, synchronous_standby_names, *",
      })
  @DisplayName("What is lost with a server is doubted by the name of the setting")
  void shouldDoubt(String name, String bad, String other, String value) {
    Map<String, String> settings =
        other == null ? Map.of(name, bad) : Map.of(name, bad, other, value);
    assertThat(new PostgresqlSettings(settings).doubts())
        .singleElement()
        .asString()
        .startsWith(name + " is " + bad + ", ");
  }

  @ParameterizedTest
  @CsvSource({"on, *", "remote_apply, *", "remote_write, *", "on, ''", "local, ''"})
  @DisplayName("What keeps every promise on one server or on two is not doubted")
  void shouldNotDoubt(String commit, String standbys) {
    Map<String, String> settings =
        Map.of(
            "server_encoding",
            "UTF8",
            "fsync",
            "on",
            "full_page_writes",
            "on",
            "synchronous_commit",
            commit,
            "synchronous_standby_names",
            standbys,
            "client_min_messages",
            standbys.isEmpty() ? "error" : "notice");
    assertThat(new PostgresqlSettings(settings).unfit()).isEmpty();
    assertThat(new PostgresqlSettings(settings).doubts()).isEmpty();
    assertThat(PostgresqlSettings.UNKNOWN.doubts()).isEmpty();
  }

  @Test
  @DisplayName("Settings are read as they are for the store's own connections")
  void shouldReadWhatCounts() throws SQLException {
    String url =
        TestDatabase.POSTGRESQL.url()
            + "&options=-c%20synchronous_commit=local%20-c%20client_min_messages=error";
    try (Connection connection = DriverManager.getConnection(url)) {
      SqlTemplates texts = new SqlTemplates(Dialect.POSTGRESQL.database(), "cid_", null);
      Session session = new Session(connection, texts, /* owned= */ true, /* alone= */ false);
      assertThat(PostgresqlSettings.read(session).settings())
          .containsEntry("synchronous_commit", "local")
          .containsEntry("client_min_messages", "error")
          .containsEntry("server_encoding", "UTF8")
          .containsKeys("fsync", "full_page_writes", "synchronous_standby_names");
    }
  }
}
