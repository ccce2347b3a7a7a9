package org.conferenceid.spring.actuator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.conferenceid.AudioConferencing;
import org.conferenceid.Caller;
import org.conferenceid.ConferenceId;
import org.conferenceid.EmailAddress;
import org.conferenceid.Recipient;
import org.conferenceid.StoreException;
import org.conferenceid.UserId;
import org.conferenceid.audit.AuditQuery;
import org.conferenceid.capacity.Capacity;
import org.conferenceid.spi.ConferenceStore;
import org.conferenceid.spi.Delivery;
import org.conferenceid.spi.Notifier;
import org.conferenceid.spi.UserDirectory;
import org.conferenceid.spring.AudioConferencingAutoConfiguration;
import org.conferenceid.testkit.ForwardingStore;
import org.conferenceid.testkit.InMemoryConferenceStore;
import org.conferenceid.testkit.MutableClock;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.health.autoconfigure.contributor.HealthContributorAutoConfiguration;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.export.simple.SimpleMetricsExportAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;

/** B22: what operators see, and what they can do. */
class ActuatorTest {
  private static final UserId AMELIE = UserId.of("amelie");
  private static final Caller CALLER = Caller.of("+33 6 12 34 56 78");

  private final InMemoryConferenceStore store = new InMemoryConferenceStore();
  private volatile Delivery answer = new Delivery.Accepted();

  private ApplicationContextRunner runner() {
    return withoutActuator()
        .withConfiguration(
            AutoConfigurations.of(
                MetricsAutoConfiguration.class,
                CompositeMeterRegistryAutoConfiguration.class,
                SimpleMetricsExportAutoConfiguration.class,
                HealthContributorAutoConfiguration.class));
  }

  private ApplicationContextRunner withoutActuator() {
    return new ApplicationContextRunner()
        .withConfiguration(
            AutoConfigurations.of(
                AudioConferencingAutoConfiguration.class,
                ActuatorAutoConfiguration.class,
                org.conferenceid.spring.actuator.MetricsAutoConfiguration.class))
        .withBean(
            UserDirectory.class,
            () ->
                user ->
                    Optional.of(
                        new Recipient(
                            EmailAddress.parse("amelie@example.org"), "Amélie", Locale.FRENCH)))
        .withBean(Notifier.class, () -> message -> answer)
        .withPropertyValues(
            "management.endpoints.web.exposure.include=*",
            "conference.dispatcher.poll-interval=1h",
            "conference.bridge.numbers[0].number=+33 1 70 00 00 00",
            "conference.bridge.numbers[0].label=Paris");
  }

  private ApplicationContextRunner withStore() {
    return runner().withBean(ConferenceStore.class, () -> store);
  }

  private static Health health(ApplicationContext context) {
    return context.getBean(ConferenceHealthIndicator.class).health();
  }

  @SuppressWarnings("unchecked")
  private static List<String> problems(Health health) {
    return (List<String>) health.getDetails().get("problems");
  }

  @Test
  @DisplayName("Health is UP while the dispatcher runs and nothing waits for long")
  void isUp() {
    withStore()
        .run(
            context -> {
              Health health = health(context);
              assertThat(health.getStatus()).isEqualTo(Status.UP);
              assertThat(health.getDetails()).containsOnlyKeys("dispatcher", "outbox", "ids");
            });
  }

  @Test
  @DisplayName(
      "Health is DOWN and says why: the dispatcher stands, messages are old or have failed")
  void tellsWhy() {
    MutableClock clock = new MutableClock(Instant.parse("2020-01-01T00:00:00Z"));
    answer = new Delivery.Permanent("no such mailbox");
    runner()
        .withBean(ConferenceStore.class, () -> new InMemoryConferenceStore(clock))
        .withPropertyValues("conference.health.failed=0", "conference.health.oldest-due=1d")
        .run(
            context -> {
              AudioConferencing conferencing = context.getBean(AudioConferencing.class);
              conferencing.dispatcher().stop();
              assertThat(problems(health(context))).containsExactly("the dispatcher does not run");
              conferencing.administration().enable(AMELIE);
              assertThat(problems(health(context)))
                  .anySatisfy(problem -> assertThat(problem).contains("has waited for"));
              conferencing.dispatcher().deliverDue();
              Health health = health(context);
              assertThat(health.getStatus()).isEqualTo(Status.DOWN);
              assertThat(problems(health)).contains("1 messages have failed");
              assertThat(health.getDetails().toString())
                  .doesNotContain(id(conferencing).digits())
                  .doesNotContain("amelie");
            });
  }

  private static ConferenceId id(AudioConferencing conferencing) {
    return conferencing.administration().find(AMELIE).orElseThrow().id().orElseThrow();
  }

  @Test
  @DisplayName(
      "Health is DOWN when the store cannot be used; a node that sends nothing needs no more")
  void judgesTheStore() {
    ConferenceStore broken =
        new ForwardingStore(store) {
          @Override
          public Capacity capacity() {
            throw new StoreException("away", null);
          }
        };
    runner()
        .withBean(ConferenceStore.class, () -> broken)
        .run(context -> assertThat(health(context).getStatus()).isEqualTo(Status.DOWN));
    withStore()
        .withPropertyValues("conference.dispatcher.enabled=false")
        .run(context -> assertThat(health(context).getStatus()).isEqualTo(Status.UP));
    withStore()
        .withPropertyValues("management.health.conference.enabled=false")
        .run(context -> assertThat(context).doesNotHaveBean(ConferenceHealthIndicator.class));
  }

  @Test
  @DisplayName("Metrics of what happens and what is there are in the application's registry")
  void hasMeters() {
    withStore()
        .run(
            context -> {
              AudioConferencing conferencing = context.getBean(AudioConferencing.class);
              conferencing.dispatcher().stop();
              conferencing.administration().enable(AMELIE);
              conferencing.dispatcher().deliverDue();
              conferencing.attendant().admit(id(conferencing).digits(), CALLER);
              MeterRegistry meters = context.getBean(MeterRegistry.class);
              assertThat(meters.get("conference.changes").timer().count()).isEqualTo(1);
              assertThat(meters.get("conference.mails").timer().count()).isEqualTo(1);
              assertThat(meters.get("conference.calls").timer().count()).isEqualTo(1);
              assertThat(meters.get("conference.dispatcher.running").gauge().value()).isZero();
              assertThat(meters.get("conference.ids").tag("state", "active").gauge().value())
                  .isEqualTo(1);
              assertThat(meters.getMeters().stream().map(Meter::getId))
                  .allSatisfy(
                      meter ->
                          assertThat(meter.toString())
                              .doesNotContain(id(conferencing).digits())
                              .doesNotContain("amelie"));
            });
  }

  @Test
  @DisplayName("It works without the actuator and without Micrometer")
  void needsNeither() {
    withoutActuator()
        .withBean(ConferenceStore.class, () -> store)
        .withClassLoader(
            new FilteredClassLoader(
                HealthIndicator.class, Endpoint.class, MeterRegistry.class, MeterBinder.class))
        .run(
            context ->
                assertThat(context)
                    .hasSingleBean(AudioConferencing.class)
                    .doesNotHaveBean(ConferenceHealthIndicator.class)
                    .doesNotHaveBean(ConferenceEndpoint.class));
  }

  @Test
  @DisplayName("B20: the endpoint shows figures and masked lock-outs, and lifts a lock-out")
  void liftsLockouts() {
    withStore()
        .run(
            context -> {
              AudioConferencing conferencing = context.getBean(AudioConferencing.class);
              ConferenceEndpoint endpoint = context.getBean(ConferenceEndpoint.class);
              for (int i = 0; i < 10; i++) {
                conferencing.attendant().admit("9999999", CALLER);
              }
              Map<String, Object> shown = endpoint.show();
              assertThat(shown)
                  .containsOnlyKeys("versions", "dispatcher", "outbox", "ids", "lockouts");
              assertThat(shown.get("lockouts").toString())
                  .contains("78")
                  .doesNotContain(CALLER.number().orElseThrow());
              assertThat(endpoint.act("lift", null, "+33 6 12 34 56 78", true))
                  .containsEntry("lifted", false);
              assertThat(endpoint.act("lift", null, "+33 6 12 34 56 78", null))
                  .containsEntry("lifted", true);
              assertThat((List<?>) endpoint.show().get("lockouts")).isEmpty();
            });
  }

  @Test
  @DisplayName(
      "The endpoint sends a failed message again, nudges, and refuses what it does not know")
  void resends() {
    answer = new Delivery.Permanent("no such mailbox");
    withStore()
        .run(
            context -> {
              AudioConferencing conferencing = context.getBean(AudioConferencing.class);
              ConferenceEndpoint endpoint = context.getBean(ConferenceEndpoint.class);
              assertThat(endpoint.act("nudge", null, null, null)).containsEntry("nudged", true);
              conferencing.dispatcher().stop();
              assertThat(endpoint.act("nudge", null, null, null)).containsEntry("nudged", false);
              conferencing.administration().enable(AMELIE);
              conferencing.dispatcher().deliverDue();
              long entry =
                  conferencing.administration().audit(AuditQuery.all()).items().get(0).number();
              assertThat(endpoint.act("resend", entry, null, null)).containsEntry("resent", 1);
              assertThat(endpoint.act("resend", entry, null, null)).containsEntry("resent", 0);
              assertThatThrownBy(() -> endpoint.act("resend", null, null, null))
                  .isInstanceOf(InvalidEndpointRequestException.class);
              assertThatThrownBy(() -> endpoint.act("reset", null, null, null))
                  .isInstanceOf(InvalidEndpointRequestException.class);
            });
  }
}
