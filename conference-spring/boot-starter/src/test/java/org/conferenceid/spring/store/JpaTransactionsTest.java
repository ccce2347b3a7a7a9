package org.conferenceid.spring.store;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.NestedTransactionNotSupportedException;
import org.springframework.transaction.TransactionDefinition;

@DisplayName("With JpaTransactionManager and Hibernate")
class JpaTransactionsTest extends TransactionsTest {
  JpaTransactionsTest() {
    super();
  }

  @Test
  @DisplayName("NESTED is refused by Spring itself, and undoes nothing")
  void nestedIsRefused() {
    required(
        outer -> {
          administration.enable(AMELIE);
          assertThatThrownBy(
                  () ->
                      transaction(TransactionDefinition.PROPAGATION_NESTED)
                          .executeWithoutResult(nested -> administration.enable(BRUNO)))
              .isInstanceOf(NestedTransactionNotSupportedException.class);
        });
  }
}
