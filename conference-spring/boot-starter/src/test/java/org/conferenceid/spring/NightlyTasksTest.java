package org.conferenceid.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.conferenceid.ConferenceListener;
import org.conferenceid.EventKind;
import org.conferenceid.StoreException;
import org.conferenceid.UserId;
import org.conferenceid.administration.Administration;
import org.conferenceid.audit.AuditQuery;
import org.conferenceid.change.EnableRequest;
import org.conferenceid.spi.ConferenceStore;
import org.conferenceid.spi.UserDirectory;
import org.conferenceid.testkit.ForwardingStore;
import org.conferenceid.testkit.InMemoryConferenceStore;
import org.conferenceid.testkit.MutableClock;
import org.conferenceid.testkit.RecordingNotifier;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** What is done at its time by itself, if the application asks for it. */
@Timeout(60)
class NightlyTasksTest {
  private static final UserId AMELIE = UserId.of("amelie");
  private static final String EACH_SECOND = "* * * * * *";

  private final MutableClock clock = new MutableClock();
  private final CountDownLatch pruned = new CountDownLatch(2);
  private final CountDownLatch rotated = new CountDownLatch(1);

  /** The first time that it is pruned, it fails. */
  private final ConferenceStore store =
      new ForwardingStore(new InMemoryConferenceStore(clock)) {
        @Override
        public int prune(Duration age) {
          pruned.countDown();
          if (pruned.getCount() == 1) {
            throw new StoreException("away", null);
          }
          return super.prune(age);
        }
      };

  private ApplicationContextRunner runner() {
    return new ApplicationContextRunner()
        .withConfiguration(AutoConfigurations.of(AudioConferencingAutoConfiguration.class))
        .withBean(ConferenceStore.class, () -> store)
        .withBean(RecordingNotifier.class)
        .withBean(UserDirectory.class, () -> user -> Optional.empty())
        .withBean(
            ConferenceListener.class,
            () ->
                event -> {
                  if (event.kind() == EventKind.RESET) {
                    rotated.countDown();
                  }
                })
        .withPropertyValues(
            "conference.bridge.numbers[0].number=+33 1 70 00 00 00",
            "conference.bridge.numbers[0].label=Paris");
  }

  private void enableLongAgo(Administration administration) {
    administration.enable(EnableRequest.of(AMELIE).mail(false));
    clock.advance(Duration.ofDays(200));
  }

  @Test
  @DisplayName("The audit is pruned at its time, and again after a failure")
  void prunes() {
    runner()
        .withPropertyValues(
            "conference.audit.retention=30d", "conference.audit.cron=" + EACH_SECOND)
        .run(
            context -> {
              Administration administration = context.getBean(Administration.class);
              enableLongAgo(administration);
              assertThat(pruned.await(30, TimeUnit.SECONDS)).isTrue();
              while (!administration.audit(AuditQuery.all()).items().isEmpty()) {
                Thread.onSpinWait();
              }
            });
  }

  @Test
  @DisplayName("S13: old IDs are reset at their time, by their rule")
  void rotates() {
    runner()
        .withPropertyValues(
            "conference.rotation.older-than=180d",
            "conference.rotation.batch-size=1",
            "conference.rotation.mail=false",
            "conference.rotation.cron=" + EACH_SECOND)
        .run(
            context -> {
              Administration administration = context.getBean(Administration.class);
              enableLongAgo(administration);
              assertThat(rotated.await(30, TimeUnit.SECONDS)).isTrue();
              assertThat(administration.find(AMELIE).orElseThrow().version()).isEqualTo(2);
            });
  }

  @Test
  @DisplayName("Nothing of it is done unless the application asks for it")
  void isOff() {
    runner().run(context -> assertThat(context.getBean(NightlyTasks.class).isRunning()).isFalse());
  }
}
