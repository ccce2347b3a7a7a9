package org.conferenceid.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.conferenceid.InvalidValueException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class MutableTimeSourceTest {
  private final MutableTimeSource time = new MutableTimeSource();

  @Test
  @DisplayName("Time passes by hand and by sleeping, and not else")
  void passesByHand() throws InterruptedException {
    assertThat(time.nanoTime()).isZero();
    time.advance(Duration.ofSeconds(2));
    time.sleep(Duration.ofSeconds(3));
    assertThat(time.nanoTime()).isEqualTo(Duration.ofSeconds(5).toNanos());
    assertThat(time).hasToString("MutableTimeSource[PT5S]");
  }

  @Test
  @DisplayName("An interrupted thread does not sleep, and no time passes")
  void doesNotSleepWhenInterrupted() {
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> time.sleep(Duration.ofSeconds(1)))
        .isInstanceOf(InterruptedException.class);
    assertThat(Thread.interrupted()).isFalse();
    assertThat(time.nanoTime()).isZero();
  }

  @Test
  @DisplayName("Chance is what the test says")
  void hasNoChance() {
    assertThat(time.jitter()).isEqualTo(0.5);
    time.jitter(0);
    assertThat(time.jitter()).isZero();
    for (double wrong : new double[] {-0.1, 1, Double.NaN}) {
      assertThatThrownBy(() -> time.jitter(wrong))
          .isInstanceOf(InvalidValueException.class)
          .hasMessageContaining("jitter");
    }
  }
}
