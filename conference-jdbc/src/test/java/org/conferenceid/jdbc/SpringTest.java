package org.conferenceid.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javax.sql.DataSource;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.conferenceid.AudioConferencing;
import org.conferenceid.ConferenceEvent;
import org.conferenceid.EventKind;
import org.conferenceid.administration.Administration;
import org.conferenceid.bulk.BulkReset;
import org.conferenceid.bulk.BulkResetService;
import org.conferenceid.bulk.Rotation;
import org.conferenceid.change.ResetRequest;
import org.conferenceid.invitation.Bridge;
import org.conferenceid.spi.ApplicationTransaction;
import org.conferenceid.spi.ChangeResult;
import org.conferenceid.spi.Delivery;
import org.conferenceid.spi.Notification;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.sqlite.SQLiteDataSource;

/** The README's example of joining, with Spring's own parts. */
class SpringTest {
  private final String prefix = TestDatabase.newPrefix();

  static final class SpringTransaction implements ApplicationTransaction {
    @Override
    public boolean active() {
      return TransactionSynchronizationManager.isActualTransactionActive();
    }

    @Override
    public void afterCommit(Runnable task) {
      TransactionSynchronizationManager.registerSynchronization(
          new TransactionSynchronization() {
            @Override
            public void afterCommit() {
              task.run();
            }
          });
    }
  }

  /** As the README shows it, on the usual tables. */
  private static JdbcConferenceStore example(DataSource pool) {
    return JdbcConferenceStore.builder(new TransactionAwareDataSourceProxy(pool))
        .joining(new SpringTransaction())
        .build();
  }

  private JdbcConferenceStore store(DataSource dataSource) {
    return JdbcConferenceStore.builder(dataSource)
        .joining(new SpringTransaction())
        .tablePrefix(prefix)
        .build();
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("CS-15: what is done in Spring's transaction is committed and rolled back with it")
  void shouldJoinSpringsTransaction(TestDatabase database) {
    DataSource pool = database.pool();
    JdbcConferenceStore store = store(new TransactionAwareDataSourceProxy(pool));
    store.createSchema();
    TransactionTemplate spring = new TransactionTemplate(new DataSourceTransactionManager(pool));

    spring.executeWithoutResult(
        transaction -> {
          ChangeResult.Done done =
              (ChangeResult.Done) store.change(Changes.enable(Changes.AMELIE), Changes.IDS);
          assertThat(done.committed()).isFalse();
          transaction.setRollbackOnly();
        });
    assertThat(store.find(Changes.AMELIE)).isEmpty();

    spring.executeWithoutResult(
        transaction -> store.change(Changes.enable(Changes.AMELIE), Changes.IDS));
    assertThat(store.find(Changes.AMELIE)).isPresent();

    ChangeResult.Done outside =
        (ChangeResult.Done) store.change(Changes.reset(Changes.AMELIE), Changes.IDS);
    assertThat(outside.committed()).isTrue();
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("CS-15: listeners hear after Spring's outer commit, and never after a roll-back")
  void shouldTellListenersAfterTheOuterCommit(TestDatabase database) {
    DataSource pool = database.pool();
    JdbcConferenceStore store = store(new TransactionAwareDataSourceProxy(pool));
    store.createSchema();
    List<ConferenceEvent> heard = new ArrayList<>();
    Administration administration =
        Administration.builder(store).listener(heard::add).quarantine(Changes.QUARANTINE).build();
    TransactionTemplate outer = new TransactionTemplate(new DataSourceTransactionManager(pool));
    TransactionTemplate inner =
        new TransactionTemplate(Objects.requireNonNull(outer.getTransactionManager()));

    outer.executeWithoutResult(
        transaction -> {
          inner.executeWithoutResult(joined -> administration.enable(Changes.AMELIE));
          assertThat(heard).isEmpty();
          transaction.setRollbackOnly();
        });
    assertThat(heard).isEmpty();

    outer.executeWithoutResult(
        transaction -> {
          inner.executeWithoutResult(joined -> administration.enable(Changes.AMELIE));
          administration.resets().reset(ResetRequest.of(Changes.AMELIE));
          assertThat(heard).isEmpty();
        });
    assertThat(heard)
        .extracting(ConferenceEvent::kind)
        .containsExactly(EventKind.ENABLED, EventKind.RESET);
    assertThat(store.find(Changes.AMELIE)).isPresent();
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("A bulk run, a rotation and a delivery are refused in Spring's transaction")
  void shouldRefuseRunsInATransaction(TestDatabase database) {
    DataSource pool = database.pool();
    JdbcConferenceStore store = store(new TransactionAwareDataSourceProxy(pool));
    store.createSchema();
    store.change(Changes.enable(Changes.AMELIE), Changes.IDS);
    List<Notification> sent = new ArrayList<>();
    AudioConferencing conferencing =
        AudioConferencing.builder()
            .store(store)
            .directory(user -> Optional.empty())
            .notifier(
                message -> {
                  sent.add(message);
                  return new Delivery.Accepted();
                })
            .bridge(Bridge.builder().toll("+33 1 70 00 00 00", "Paris").build())
            .build();
    BulkResetService bulk = conferencing.administration().bulkResets();
    BulkReset everyone = BulkReset.everyone("run");
    Rotation rotation = Rotation.ofIdsOlderThan(Duration.ofDays(1));
    List<ThrowingCallable> runs =
        List.of(
            () -> bulk.reset(everyone, progress -> {}),
            () -> bulk.rotate(rotation, progress -> {}),
            () -> conferencing.dispatcher().deliverDue());

    new TransactionTemplate(new DataSourceTransactionManager(pool))
        .executeWithoutResult(
            transaction -> {
              assertThat(runs)
                  .allSatisfy(
                      run ->
                          assertThatThrownBy(run)
                              .isInstanceOf(IllegalStateException.class)
                              .hasMessageContaining("in a transaction of the application"));
              assertThat(bulk.reset(everyone.dryRun(), progress -> {}).processed()).isEqualTo(1);
            });
    assertThat(store.find(Changes.AMELIE).orElseThrow().version()).isEqualTo(1);
    assertThat(sent).isEmpty();
    assertThat(bulk.reset(everyone, progress -> {}).done()).isEqualTo(1);
  }

  @Test
  @DisplayName("The README's example works")
  void works(@TempDir Path folder) {
    SQLiteDataSource pool = new SQLiteDataSource();
    pool.setUrl("jdbc:sqlite:" + folder.resolve("ids.db"));
    JdbcConferenceStore store = example(pool);
    store.createSchema();
    assertThat(store.capacity().active()).isZero();
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("CS-15: in Spring's transaction, a DataSource that does not know of it is refused")
  void shouldRefuseAPlainPool(TestDatabase database) {
    DataSource pool = database.pool();
    JdbcConferenceStore store = store(pool);
    store.createSchema();
    new TransactionTemplate(new DataSourceTransactionManager(pool))
        .executeWithoutResult(
            transaction ->
                assertThatThrownBy(() -> store.change(Changes.enable(Changes.AMELIE), Changes.IDS))
                    .isInstanceOf(TransactionSetupException.class)
                    .hasMessageContaining("TransactionAwareDataSourceProxy"));
    assertThat(store.find(Changes.AMELIE)).isEmpty();
  }
}
