package org.conferenceid.spring.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.conferenceid.ConferenceEvent;
import org.conferenceid.EventKind;
import org.conferenceid.change.ResetRequest;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.TransactionDefinition;

@DisplayName("With JdbcTransactionManager")
class JdbcTransactionsTest extends TransactionsTest {
  JdbcTransactionsTest() {
    super(
        "--spring.autoconfigure.exclude="
            + "org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration");
  }

  @Test
  @DisplayName("CS-15: what NESTED rolls back to its savepoint is told to nobody")
  void nestedRollback() {
    required(
        outer -> {
          administration.enable(AMELIE);
          transaction(TransactionDefinition.PROPAGATION_NESTED)
              .executeWithoutResult(
                  nested -> {
                    administration.resets().reset(ResetRequest.of(AMELIE));
                    administration.enable(BRUNO);
                    nested.setRollbackOnly();
                  });
          note("after");
        });
    assertThat(isEnabled(AMELIE)).isTrue();
    assertThat(isEnabled(BRUNO)).isFalse();
    assertThat(application.heard)
        .extracting(ConferenceEvent::kind)
        .containsExactly(EventKind.ENABLED);
    assertThat(administration.find(AMELIE).orElseThrow().version())
        .isEqualTo(application.heard.get(0).version());
  }

  @Test
  @DisplayName("CS-15: NESTED that holds the first change of all is taken back as a whole")
  void nestedRollbackOfTheFirst() {
    required(
        outer -> {
          transaction(TransactionDefinition.PROPAGATION_NESTED)
              .executeWithoutResult(
                  nested -> {
                    administration.enable(BRUNO);
                    nested.setRollbackOnly();
                  });
          administration.enable(AMELIE);
        });
    assertThat(application.heard).extracting(ConferenceEvent::user).containsExactly(AMELIE);
    assertThat(isEnabled(BRUNO)).isFalse();
  }

  @Test
  @DisplayName("CS-15: NESTED that is not rolled back is told with the outer commit, in order")
  void nestedCommit() {
    required(
        outer -> {
          transaction(TransactionDefinition.PROPAGATION_NESTED)
              .executeWithoutResult(nested -> administration.enable(AMELIE));
          administration.enable(BRUNO);
          assertThat(application.heard).isEmpty();
        });
    assertThat(application.heard).extracting(ConferenceEvent::user).containsExactly(AMELIE, BRUNO);
  }

  @Test
  @DisplayName(
      "CS-15: a roll-back to a savepoint that the application set takes back what came after")
  void savepoint() {
    required(
        status -> {
          administration.enable(AMELIE);
          Object savepoint = status.createSavepoint();
          administration.enable(BRUNO);
          status.rollbackToSavepoint(savepoint);
          administration.resets().reset(ResetRequest.of(AMELIE));
        });
    assertThat(application.heard)
        .extracting(ConferenceEvent::kind)
        .containsExactly(EventKind.ENABLED, EventKind.RESET);
    assertThat(isEnabled(BRUNO)).isFalse();
  }
}
