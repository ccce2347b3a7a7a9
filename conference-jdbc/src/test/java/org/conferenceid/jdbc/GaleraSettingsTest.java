package org.conferenceid.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import java.util.HashMap;
import java.util.Map;
import org.conferenceid.Caller;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Settings of a Galera node")
class GaleraSettingsTest {

  @Tag("galera")
  @ParameterizedTest
  @CsvSource({"wsrep_dirty_reads,ON,OFF", "wsrep_OSU_method,RSU,TOI"})
  @DisplayName(
      "S9: a node whose settings break a promise is refused by name, until they are mended")
  void shouldRefuse(String setting, String bad, String good) {
    GaleraCluster cluster = GaleraCluster.started();
    String prefix = TestDatabase.newPrefix();
    JdbcConferenceStore made =
        JdbcConferenceStore.builder(cluster.node(2)).tablePrefix(prefix).build();
    made.createSchema();
    JdbcConferenceStore store =
        JdbcConferenceStore.builder(cluster.node(2)).tablePrefix(prefix).build();
    JdbcGuessLimiter limiter =
        JdbcGuessLimiter.builder(cluster.node(2)).tablePrefix(prefix).build();
    TestDatabase.execute(cluster.node(2), "SET GLOBAL " + setting + " = '" + bad + "'");
    try {
      assertThatThrownBy(store::capacity)
          .isInstanceOf(SchemaException.class)
          .hasMessageStartingWith(setting + " is " + bad);
      assertThatThrownBy(store::createSchema).isInstanceOf(SchemaException.class);
      assertThatThrownBy(() -> limiter.reserve(Caller.anonymous()))
          .isInstanceOf(SchemaException.class)
          .hasMessageStartingWith(setting + " is " + bad);
    } finally {
      TestDatabase.execute(cluster.node(2), "SET GLOBAL " + setting + " = '" + good + "'");
    }
    assertThat(store.capacity().active()).isZero();
  }

  @Tag("galera")
  @Test
  @DisplayName("What the store sets for its queries and transactions, connections do not keep")
  void shouldRestore() {
    GaleraCluster cluster = GaleraCluster.started();
    try (HikariDataSource pool = TestDatabase.newPool(cluster.url(1), 1)) {
      JdbcConferenceStore store =
          JdbcConferenceStore.builder(pool).tablePrefix(TestDatabase.newPrefix()).build();
      store.createSchema();
      store.change(Changes.enable(Changes.AMELIE), Changes.IDS);
      store.find(Changes.AMELIE);
      assertThat(TestDatabase.number(pool, "SELECT @@wsrep_sync_wait")).isZero();
      assertThat(TestDatabase.number(pool, "SELECT @@autocommit")).isOne();
      TestDatabase.execute(pool, "SET wsrep_sync_wait = 3");
      store.change(Changes.reset(Changes.AMELIE), Changes.IDS);
      store.find(Changes.AMELIE);
      assertThat(TestDatabase.number(pool, "SELECT @@wsrep_sync_wait")).isEqualTo(3);
    }
  }

  @Test
  @DisplayName("What is less safe than it could be is doubted, on a node only")
  void shouldDoubt() {
    Map<String, String> safe =
        Map.of("innodb_autoinc_lock_mode", "2", "innodb_flush_log_at_trx_commit", "1");
    assertThat(node("ON", safe).doubts()).isEmpty();
    Map<String, String> unsafe =
        Map.of("innodb_autoinc_lock_mode", "1", "innodb_flush_log_at_trx_commit", "0");
    assertThat(node("ON", unsafe).doubts())
        .hasSize(2)
        .anyMatch(doubt -> doubt.startsWith("innodb_autoinc_lock_mode is not 2"))
        .anyMatch(doubt -> doubt.startsWith("innodb_flush_log_at_trx_commit is not 1"));
    assertThat(node("OFF", unsafe).doubts()).isEmpty();
    assertThat(Galera.UNKNOWN.doubts()).isEmpty();
  }

  private static Galera node(String on, Map<String, String> settings) {
    Map<String, String> all = new HashMap<>(settings);
    all.put("wsrep_on", on);
    return new Galera(all);
  }
}
