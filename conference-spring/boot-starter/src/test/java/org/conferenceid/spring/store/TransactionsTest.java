package org.conferenceid.spring.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.conferenceid.ConferenceEvent;
import org.conferenceid.ConferenceListener;
import org.conferenceid.EventKind;
import org.conferenceid.StoreException;
import org.conferenceid.UserId;
import org.conferenceid.administration.Administration;
import org.conferenceid.change.EnableResult;
import org.conferenceid.delivery.NotificationDispatcher;
import org.conferenceid.spi.UserDirectory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.UnexpectedRollbackException;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * CS-15: what a service of the application does in Spring's transaction and its changes of IDs are
 * one. Each kind of transaction manager is a subclass.
 */
@Tag("thorough")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class TransactionsTest {
  static final UserId AMELIE = UserId.of("amelie");
  static final UserId BRUNO = UserId.of("bruno");
  private static final UserId CHLOE = UserId.of("chloe");

  private final ConfigurableApplicationContext context;
  final Administration administration;
  private final JdbcTemplate jdbc;
  private final PlatformTransactionManager manager;
  final Application application;

  TransactionsTest(String... properties) {
    List<String> all =
        new ArrayList<>(
            List.of(
                "--spring.datasource.url=" + Postgres.url(),
                "--conference.bridge.numbers[0].number=+33 1 70 00 00 00",
                "--conference.bridge.numbers[0].label=Paris",
                "--conference.dispatcher.enabled=false",
                "--spring.main.banner-mode=off",
                "--logging.level.root=warn"));
    all.addAll(List.of(properties));
    context =
        new SpringApplicationBuilder(Application.class)
            .web(WebApplicationType.NONE)
            .run(all.toArray(String[]::new));
    administration = context.getBean(Administration.class);
    jdbc = context.getBean(JdbcTemplate.class);
    manager = context.getBean(PlatformTransactionManager.class);
    application = context.getBean(Application.class);
    jdbc.execute("create table note (text varchar(100))");
  }

  @Configuration(proxyBeanMethods = false)
  @EnableAutoConfiguration
  static class Application {
    final List<ConferenceEvent> heard = new CopyOnWriteArrayList<>();
    volatile Consumer<ConferenceEvent> reaction = event -> {};
    volatile Runnable afterCommit = () -> {};

    @Bean
    UserDirectory users() {
      return user -> Optional.empty();
    }

    @Bean
    ConferenceListener listener() {
      return event -> {
        heard.add(event);
        reaction.accept(event);
      };
    }

    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT)
    void committed(String ignored) {
      afterCommit.run();
    }
  }

  @AfterAll
  void close() {
    context.close();
  }

  @BeforeEach
  void reset() {
    application.reaction = event -> {};
    application.afterCommit = () -> {};
    administration.erase(AMELIE);
    administration.erase(BRUNO);
    administration.erase(CHLOE);
    jdbc.update("delete from note");
    application.heard.clear();
  }

  TransactionTemplate transaction(int propagation) {
    TransactionTemplate template = new TransactionTemplate(manager);
    template.setPropagationBehavior(propagation);
    return template;
  }

  void required(Consumer<TransactionStatus> work) {
    transaction(TransactionDefinition.PROPAGATION_REQUIRED).executeWithoutResult(work);
  }

  void note(String text) {
    jdbc.update("insert into note values (?)", text);
  }

  private long notes() {
    return jdbc.queryForList("select text from note").size();
  }

  boolean isEnabled(UserId user) {
    return administration.find(user).isPresent();
  }

  @Test
  @DisplayName("CS-15: a commit of the application commits the ID, and listeners hear after it")
  void commitsTogether() {
    required(
        status -> {
          note("one");
          EnableResult result = administration.enable(AMELIE);
          assertThat(((EnableResult.Enabled) result).committed()).isFalse();
          assertThat(application.heard).isEmpty();
        });
    assertThat(notes()).isEqualTo(1);
    assertThat(isEnabled(AMELIE)).isTrue();
    assertThat(application.heard)
        .extracting(ConferenceEvent::kind)
        .containsExactly(EventKind.ENABLED);
  }

  @Test
  @DisplayName("CS-15: an exception of the service rolls the ID back, and nobody is told")
  void rollsBackTogether() {
    assertThatThrownBy(
            () ->
                required(
                    status -> {
                      note("one");
                      administration.enable(AMELIE);
                      throw new IllegalArgumentException("the service failed");
                    }))
        .hasMessage("the service failed");
    assertThat(notes()).isZero();
    assertThat(isEnabled(AMELIE)).isFalse();
    assertThat(application.heard).isEmpty();
  }

  @Test
  @DisplayName("CS-15: an inner method that asks for a roll-back rolls everything back")
  void rollbackOnly() {
    assertThatThrownBy(
            () ->
                required(
                    outer -> {
                      administration.enable(AMELIE);
                      required(inner -> inner.setRollbackOnly());
                    }))
        .isInstanceOf(UnexpectedRollbackException.class);
    assertThat(isEnabled(AMELIE)).isFalse();
    assertThat(application.heard).isEmpty();
  }

  @Test
  @DisplayName("CS-15: REQUIRES_NEW is another transaction: told at its own commit, not undone")
  void requiresNew() {
    required(
        outer -> {
          administration.enable(AMELIE);
          transaction(TransactionDefinition.PROPAGATION_REQUIRES_NEW)
              .executeWithoutResult(inner -> administration.enable(BRUNO));
          assertThat(application.heard).extracting(ConferenceEvent::user).containsExactly(BRUNO);
          outer.setRollbackOnly();
        });
    assertThat(isEnabled(AMELIE)).isFalse();
    assertThat(isEnabled(BRUNO)).isTrue();
    assertThat(application.heard).extracting(ConferenceEvent::user).containsExactly(BRUNO);
  }

  @Test
  @DisplayName("CS-15: a REQUIRES_NEW that is rolled back leaves the outer one as it is")
  void requiresNewRolledBack() {
    required(
        outer -> {
          administration.enable(AMELIE);
          transaction(TransactionDefinition.PROPAGATION_REQUIRES_NEW)
              .executeWithoutResult(
                  inner -> {
                    administration.enable(BRUNO);
                    inner.setRollbackOnly();
                  });
        });
    assertThat(isEnabled(AMELIE)).isTrue();
    assertThat(isEnabled(BRUNO)).isFalse();
    assertThat(application.heard).extracting(ConferenceEvent::user).containsExactly(AMELIE);
  }

  @Test
  @DisplayName("CS-15: NOT_SUPPORTED steps out: the store uses a transaction of its own")
  void notSupported() {
    required(
        outer -> {
          transaction(TransactionDefinition.PROPAGATION_NOT_SUPPORTED)
              .executeWithoutResult(inner -> administration.enable(AMELIE));
          assertThat(application.heard).hasSize(1);
          outer.setRollbackOnly();
        });
    assertThat(isEnabled(AMELIE)).isTrue();
  }

  @Test
  @DisplayName(
      "CS-15: in a read-only transaction IDs can be read; a change is refused, and harms nothing")
  void readOnly() {
    administration.enable(AMELIE);
    TransactionTemplate readOnly = transaction(TransactionDefinition.PROPAGATION_REQUIRED);
    readOnly.setReadOnly(true);
    assertThat(readOnly.<Boolean>execute(status -> isEnabled(AMELIE))).isTrue();
    assertThatThrownBy(() -> readOnly.executeWithoutResult(status -> administration.enable(BRUNO)))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("read-only");
    assertThat(isEnabled(BRUNO)).isFalse();
    assertThat(administration.enable(BRUNO)).isInstanceOf(EnableResult.Enabled.class);
  }

  @Test
  @DisplayName("CS-15: a transaction whose time is over changes nothing")
  void timedOut() {
    TransactionTemplate brief = transaction(TransactionDefinition.PROPAGATION_REQUIRED);
    brief.setTimeout(1);
    assertThatThrownBy(
            () ->
                brief.executeWithoutResult(
                    status -> {
                      administration.enable(AMELIE);
                      jdbc.execute("select pg_sleep(1.2)");
                      administration.enable(BRUNO);
                    }))
        .isInstanceOf(RuntimeException.class);
    assertThat(isEnabled(AMELIE)).isFalse();
    assertThat(isEnabled(BRUNO)).isFalse();
    assertThat(application.heard).isEmpty();
  }

  @Test
  @DisplayName("CS-15: a listener changes IDs in a transaction of its own, and its changes last")
  void listenerChangesIds() {
    application.reaction =
        event -> {
          if (event.user().equals(AMELIE) && event.kind() == EventKind.ENABLED) {
            administration.enable(BRUNO);
          }
        };
    required(status -> administration.enable(AMELIE));
    assertThat(isEnabled(BRUNO)).isTrue();
    assertThat(application.heard).extracting(ConferenceEvent::user).containsExactly(AMELIE, BRUNO);
  }

  @Test
  @DisplayName("CS-15: a listener's own @Transactional work is a transaction of its own")
  void listenerWorksInTransactions() {
    application.reaction =
        event -> {
          if (event.user().equals(AMELIE)) {
            required(
                status -> {
                  note("undone");
                  administration.enable(BRUNO);
                  status.setRollbackOnly();
                });
            required(
                status -> {
                  note("of the listener");
                  administration.enable(CHLOE);
                });
          }
        };
    required(status -> administration.enable(AMELIE));
    assertThat(jdbc.queryForList("select text from note", String.class))
        .containsExactly("of the listener");
    assertThat(isEnabled(BRUNO)).isFalse();
    assertThat(isEnabled(CHLOE)).isTrue();
    assertThat(application.heard).extracting(ConferenceEvent::user).containsExactly(AMELIE, CHLOE);
  }

  @Test
  @DisplayName("CS-15: what @TransactionalEventListener changes is committed at once, and told")
  void changesAfterCommit() {
    List<Boolean> committed = new ArrayList<>();
    application.afterCommit =
        () -> {
          EnableResult result = administration.enable(BRUNO);
          committed.add(((EnableResult.Enabled) result).committed());
          assertThat(application.heard).hasSize(1);
        };
    ApplicationEventPublisher events = context;
    required(
        status -> {
          note("no change of an ID in this one");
          events.publishEvent("done");
        });
    assertThat(committed).containsExactly(true);
    assertThat(isEnabled(BRUNO)).isTrue();
  }

  @Test
  @DisplayName("CS-15: what a synchronization of the application changes after a commit, too")
  void changesInASynchronization() {
    List<Boolean> committed = new ArrayList<>();
    required(
        status ->
            TransactionSynchronizationManager.registerSynchronization(
                new TransactionSynchronization() {
                  @Override
                  public void afterCommit() {
                    EnableResult result = administration.enable(BRUNO);
                    committed.add(((EnableResult.Enabled) result).committed());
                    assertThat(application.heard).hasSize(1);
                  }
                }));
    assertThat(committed).containsExactly(true);
    assertThat(isEnabled(BRUNO)).isTrue();
  }

  @Test
  @DisplayName("Mail is refused in a transaction, and no connection is kept")
  void keepsNoConnection() {
    required(
        status ->
            assertThatThrownBy(() -> context.getBean(NotificationDispatcher.class).deliverDue())
                .isInstanceOf(IllegalStateException.class));
    for (int i = 0; i < 30; i++) {
      boolean even = i % 2 == 0;
      required(
          status -> {
            administration.enable(AMELIE);
            administration.disable(AMELIE);
            if (even) {
              status.setRollbackOnly();
            }
          });
    }
    assertThat(context.getBean(HikariDataSource.class).getHikariPoolMXBean())
        .extracting(pool -> pool.getActiveConnections())
        .isEqualTo(0);
  }
}
