package org.conferenceid.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.conferenceid.EmailAddress;
import org.conferenceid.Recipient;
import org.conferenceid.UserId;
import org.conferenceid.administration.Administration;
import org.conferenceid.audit.AuditEntry;
import org.conferenceid.audit.AuditQuery;
import org.conferenceid.audit.DeliveryState;
import org.conferenceid.delivery.NotificationDispatcher;
import org.conferenceid.jdbc.JdbcConferenceStore;
import org.conferenceid.spi.Delivery;
import org.conferenceid.spi.Notifier;
import org.conferenceid.spi.UserDirectory;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** When the dispatcher starts and stops, and what it leaves behind. */
@Tag("thorough")
@Timeout(120)
class LifecycleTest {
  private static final List<UserId> USERS =
      List.of(UserId.of("amelie"), UserId.of("bruno"), UserId.of("chloe"));

  @TempDir Path folder;

  @Configuration(proxyBeanMethods = false)
  @EnableAutoConfiguration
  static class Application {
    final CountDownLatch begun = new CountDownLatch(1);
    final CountDownLatch mayEnd = new CountDownLatch(1);
    final AtomicInteger delivered = new AtomicInteger();

    @Bean
    UserDirectory users() {
      return user ->
          Optional.of(new Recipient(EmailAddress.parse(user + "@example.org"), "", Locale.FRENCH));
    }

    @Bean
    Notifier notifier() {
      return message -> {
        begun.countDown();
        try {
          assertThat(mayEnd.await(60, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          return new Delivery.Unconfirmed("interrupted");
        }
        delivered.incrementAndGet();
        return new Delivery.Accepted();
      };
    }
  }

  private String url() {
    return "jdbc:sqlite:" + folder.resolve("ids.db");
  }

  private ConfigurableApplicationContext start(String... more) {
    return new SpringApplicationBuilder(Application.class)
        .web(WebApplicationType.NONE)
        .properties(
            "spring.datasource.url=" + url(),
            "spring.autoconfigure.exclude="
                + "org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration",
            "spring.main.banner-mode=off",
            "spring.flyway.enabled=false",
            "logging.level.root=warn",
            "conference.dispatcher.batch=10",
            "conference.bridge.numbers[0].number=+33 1 70 00 00 00",
            "conference.bridge.numbers[0].label=Paris")
        .properties(more)
        .run();
  }

  private List<DeliveryState> states() {
    DataSource dataSource = new DriverManagerDataSource(url());
    return Administration.builder(JdbcConferenceStore.of(dataSource))
        .build()
        .audit(AuditQuery.all())
        .items()
        .stream()
        .map(AuditEntry::delivery)
        .map(delivery -> delivery.state())
        .toList();
  }

  @Test
  @DisplayName(
      "On shutdown, what is in hand is finished and the rest put back, before the pool closes")
  void stopsInPeace() throws Exception {
    ConfigurableApplicationContext context = start();
    Application application = context.getBean(Application.class);
    Administration administration = context.getBean(Administration.class);
    USERS.forEach(administration::enable);
    assertThat(application.begun.await(60, TimeUnit.SECONDS)).isTrue();
    Thread closing = new Thread(context::close);
    closing.start();
    while (context.getBean(NotificationDispatcher.class).status().isRunning()) {
      Thread.onSpinWait();
    }
    application.mayEnd.countDown();
    closing.join();
    assertThat(application.delivered).hasValue(1);
    assertThat(states())
        .containsExactlyInAnyOrder(
            DeliveryState.SENT, DeliveryState.PENDING, DeliveryState.PENDING);
  }

  @Test
  @DisplayName("A delivery that does not end keeps its lease, and the phase's limit is kept")
  void keepsTheLimit() throws Exception {
    ConfigurableApplicationContext context =
        start("spring.lifecycle.timeout-per-shutdown-phase=1s");
    Application application = context.getBean(Application.class);
    context.getBean(Administration.class).enable(USERS.get(0));
    assertThat(application.begun.await(60, TimeUnit.SECONDS)).isTrue();
    context.close(); // it would wait for a minute
    assertThat(application.mayEnd.getCount()).isEqualTo(1);
    assertThat(states()).containsExactly(DeliveryState.LEASED);
    application.mayEnd.countDown();
  }

  @Test
  @DisplayName("Contexts leave no thread behind")
  void leavesNoThread() throws Exception {
    for (int i = 0; i < 3; i++) {
      try (ConfigurableApplicationContext context =
          start("conference.audit.retention=365d", "conference.rotation.older-than=180d")) {
        context.getBean(Application.class).mayEnd.countDown();
        context.getBean(Administration.class).enable(UserId.of("user" + i));
        context.getBean(Application.class).begun.await(60, TimeUnit.SECONDS);
        assertThat(ours()).isNotEmpty();
      }
    }
    for (Thread thread : ours()) {
      thread.join(); // those that wait for work end after ten seconds
    }
  }

  private static List<Thread> ours() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("conference-"))
        .toList();
  }
}
