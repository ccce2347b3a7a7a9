package org.conferenceid.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.sql.Connection;
import java.sql.DriverManager;
import org.conferenceid.Caller;
import org.conferenceid.EventKind;
import org.conferenceid.StoreException;
import org.conferenceid.spi.Change;
import org.conferenceid.spi.ChangeResult.Done;
import org.conferenceid.spi.GuessLimiter;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * MariaDB's driver with several hosts in its URL: when it loses one, it connects to the next by
 * itself, in the middle of whatever is done.
 */
class ReconnectingDriverTest {
  private static final TestDatabase DATABASE = TestDatabase.MARIADB;

  private static final Caller CALLER = Caller.of("+33612345678");

  /** Answers of a reset, of which the last is the commit's. */
  private static final int ANSWERS = 4;

  private final String prefix = TestDatabase.newPrefix();

  @BeforeEach
  void enable() {
    JdbcConferenceStore store =
        JdbcConferenceStore.builder(DATABASE.pool()).tablePrefix(prefix).build();
    store.createSchema();
    store.change(Changes.enable(Changes.AMELIE), Changes.IDS);
  }

  private static String url(Wire wire) {
    String direct = DATABASE.url();
    String host = direct.replaceFirst(".*(localhost:[0-9]+).*", "$1");
    return wire.through(direct)
        .replaceFirst("jdbc:mariadb:", "jdbc:mariadb:sequential:")
        .replaceFirst("(localhost:[0-9]+)", "$1," + host);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, ANSWERS})
  @DisplayName("B1, B12: a change whose connection is replaced is done or not, and its key tells")
  void shouldKnowWhatWasChanged(int answer) throws Exception {
    Change change = Changes.keyed(EventKind.RESET, Changes.AMELIE, "cut");
    try (Wire wire = new Wire(DATABASE);
        Connection connection = DriverManager.getConnection(url(wire))) {
      JdbcConferenceStore store =
          JdbcConferenceStore.builder(Fixture.always(connection)).tablePrefix(prefix).build();
      store.find(Changes.AMELIE); // the first use has round trips of its own
      wire.cutAnswer(answer);
      Throwable thrown = catchThrowable(() -> store.change(change, Changes.IDS));

      if (answer == ANSWERS) {
        assertThat(thrown)
            .isExactlyInstanceOf(StoreException.class)
            .hasMessageContaining("not known");
      } else {
        assertThat(thrown)
            .isInstanceOf(StoreUnavailableException.class)
            .hasMessageContaining("connection was lost, and nothing was changed");
      }
      assertThat(connection.isValid(0)).as("the driver's new connection is kept").isTrue();
      Done done = (Done) store.change(change, Changes.IDS);
      assertThat(done.replayed()).isEqualTo(answer == ANSWERS);
      assertThat(store.capacity().quarantined()).as("one reset").isEqualTo(1);
    }
  }

  @Test
  @DisplayName("GL-12: an attempt of a caller whose connection is replaced is left to the process")
  void shouldNotKnowWhatWasCounted() throws Exception {
    try (Wire wire = new Wire(DATABASE);
        Connection connection = DriverManager.getConnection(url(wire))) {
      JdbcGuessLimiter limiter =
          JdbcGuessLimiter.builder(Fixture.always(connection)).tablePrefix(prefix).build();
      assertThat(limiter.reserve(CALLER)).isInstanceOf(GuessLimiter.Granted.class);
      wire.cutAnswer(1);
      assertThatThrownBy(() -> limiter.reserve(CALLER))
          .isExactlyInstanceOf(StoreException.class)
          .hasMessageContaining("not known");
    }
  }
}
