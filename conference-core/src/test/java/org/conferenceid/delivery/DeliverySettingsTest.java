package org.conferenceid.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class DeliverySettingsTest {

  @Test
  void deliveryHasTheDocumentedDefaults() {
    DeliverySettings settings = DeliverySettings.ofDefaults();
    assertThat(settings.workers()).isEqualTo(1);
    assertThat(settings.pollInterval()).isEqualTo(Duration.ofSeconds(5));
    assertThat(settings.batch()).isEqualTo(100);
    assertThat(settings.lease()).isEqualTo(Duration.ofMinutes(30));
    assertThat(settings.deliveryTimeout()).isEqualTo(Duration.ofMinutes(25));
    assertThat(settings.retry()).isEqualTo(RetryPolicy.ofDefaults());
    assertThat(settings.messagesPerSecond()).isInfinite();
  }

  @Test
  void deliveryRefusesWhatCannotWork() {
    assertThatThrownBy(() -> DeliverySettings.builder().workers(0).build())
        .hasMessageStartingWith("workers must be from 1 to 64");
    assertThatThrownBy(() -> DeliverySettings.builder().batch(1001).build())
        .hasMessageStartingWith("batch");
    assertThatThrownBy(() -> DeliverySettings.builder().pollInterval(Duration.ZERO).build())
        .hasMessageStartingWith("poll interval");
    assertThatThrownBy(() -> DeliverySettings.builder().deliveryTimeout(Duration.ZERO).build())
        .hasMessageStartingWith("delivery time-out");
    assertThatThrownBy(() -> DeliverySettings.builder().lease(Duration.ofMinutes(1)).build())
        .hasMessageStartingWith("lease must be longer than the delivery time-out");
    for (double refused : new double[] {0, -1, 0.0009, Double.NaN}) {
      assertThatThrownBy(() -> DeliverySettings.builder().messagesPerSecond(refused).build())
          .hasMessageStartingWith("messages per second must be at least 0.001");
    }
    assertThat(DeliverySettings.builder().messagesPerSecond(0.001).build().messagesPerSecond())
        .isEqualTo(0.001);
  }

  @Test
  @DisplayName("B1: retries wait twice as long each time, up to a limit, spread at random")
  void retriesBackOff() {
    RetryPolicy policy = RetryPolicy.ofDefaults();
    assertThat(policy.delayAfter(1, 0.5)).isEqualTo(Duration.ofSeconds(30));
    assertThat(policy.delayAfter(2, 0.5)).isEqualTo(Duration.ofMinutes(1));
    assertThat(policy.delayAfter(4, 0.5)).isEqualTo(Duration.ofMinutes(4));
    assertThat(policy.delayAfter(8, 0.5)).isEqualTo(Duration.ofHours(1));
    assertThat(policy.delayAfter(Integer.MAX_VALUE, 0.5)).isEqualTo(Duration.ofHours(1));
    assertThat(policy.delayAfter(1, 0)).isEqualTo(Duration.ofSeconds(24));
    assertThat(policy.delayAfter(1, 0.999999)).isEqualTo(Duration.ofSeconds(36));
    RetryPolicy longest = retry(Duration.ofDays(7), Duration.ofDays(7), 0.5, 1);
    for (double random : new double[] {0.9, 1}) {
      assertThat(longest.delayAfter(99, random))
          .as("no longer than an outbox keeps it")
          .isEqualTo(Duration.ofDays(7));
    }
  }

  @Test
  void retriesRefuseWhatCannotWork() {
    Duration minute = Duration.ofMinutes(1);
    assertThatThrownBy(() -> retry(Duration.ZERO, minute, 0, 1))
        .hasMessageStartingWith("initial delay");
    assertThatThrownBy(() -> retry(minute, Duration.ofSeconds(59), 0, 1))
        .hasMessageStartingWith("max delay");
    assertThatThrownBy(() -> retry(minute, minute, 0.6, 1)).hasMessageStartingWith("jitter");
    assertThatThrownBy(() -> retry(minute, minute, Double.NaN, 1)).hasMessageStartingWith("jitter");
    assertThatThrownBy(() -> retry(minute, minute, 0, 0)).hasMessageStartingWith("max attempts");
  }

  private static RetryPolicy retry(
      Duration initialDelay, Duration maxDelay, double jitter, int maxAttempts) {
    return RetryPolicy.builder()
        .initialDelay(initialDelay)
        .maxDelay(maxDelay)
        .jitter(jitter)
        .maxAttempts(maxAttempts)
        .build();
  }
}
