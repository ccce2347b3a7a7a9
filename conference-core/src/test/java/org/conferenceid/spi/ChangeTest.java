package org.conferenceid.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.conferenceid.EventKind;
import org.conferenceid.InvalidValueException;
import org.conferenceid.UserId;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChangeTest {
  private static final UserId AMELIE = UserId.of("amelie");

  @ParameterizedTest
  @EnumSource(EventKind.class)
  @DisplayName("S6: without a word about mail, it follows the kind")
  void mailFollowsTheKind(EventKind kind) {
    Change change = Change.builder(kind, AMELIE).build();
    assertThat(change.mail()).isEqualTo(kind.carriesMail());
    assertThat(change.toBuilder().build()).isEqualTo(change);
  }

  @Test
  @DisplayName("CS-9: a message about a kind that carries none is refused, and names the field")
  void refusesMailOfAKindThatCarriesNone() {
    Change.Builder reveal = Change.builder(EventKind.ID_REVEALED, AMELIE).mail(true);
    assertThatThrownBy(reveal::build)
        .isInstanceOfSatisfying(
            InvalidValueException.class, thrown -> assertThat(thrown.field()).isEqualTo("mail"))
        .hasMessageContaining("carries no mail");
    assertThat(reveal.mail(false).build().mail()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT0S", "PT-1S", "PT876000H0.000000001S"})
  @DisplayName("CS-4: a quarantine that is not positive, or longer than 36500 days, is refused")
  void refusesQuarantines(Duration quarantine) {
    assertThatThrownBy(() -> Change.requireQuarantine(quarantine))
        .isInstanceOf(InvalidValueException.class)
        .hasMessageStartingWith("quarantine must be positive and at most 36500 days");
    assertThat(Change.requireQuarantine(Change.MAX_QUARANTINE)).isEqualTo(Change.MAX_QUARANTINE);
    assertThat(Change.requireQuarantine(Duration.ofNanos(1))).isEqualTo(Duration.ofNanos(1));
  }

  @Test
  @DisplayName("There is no notification about a kind that carries no mail")
  void hasNoNotification() {
    assertThatThrownBy(() -> Notification.builder("0".repeat(32), EventKind.ID_REVEALED, AMELIE))
        .isInstanceOf(InvalidValueException.class)
        .hasMessageContaining("kind");
  }
}
