package org.conferenceid.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Writes of one change, where locks would keep others from ever getting between. */
class WriteTest {

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "POSTGRESQL") // it has one statement instead
  @DisplayName("CS-2, CS-6: a write that does not find its row as it was has lost a race")
  void shouldNoticeALostRace(TestDatabase database) throws Exception {
    String prefix = TestDatabase.newPrefix();
    JdbcConferenceStore.builder(database.pool()).tablePrefix(prefix).build().createSchema();
    Database dialect = Dialect.valueOf(database.name()).database();
    SingleRowUpdate missing =
        new SingleRowUpdate(MultiStatementChange.MOVE, 4839201, 2L, 0L, "amelie", 1L);
    try (Connection connection = database.pool().getConnection()) {
      Session session =
          new Session(connection, new SqlTemplates(dialect, prefix, null), true, false);
      SQLException lost =
          assertThrows(SQLException.class, () -> dialect.write(session, List.of(missing)));
      assertThat(dialect.diagnose(lost)).isEqualTo(ErrorKind.CONFLICT);
    }
  }
}
