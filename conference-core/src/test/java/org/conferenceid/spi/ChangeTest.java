package org.conferenceid.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.conferenceid.EventKind;
import org.conferenceid.InvalidValueException;
import org.conferenceid.UserId;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

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

  @Test
  @DisplayName("There is no notification about a kind that carries no mail")
  void hasNoNotification() {
    assertThatThrownBy(() -> Notification.builder("0".repeat(32), EventKind.ID_REVEALED, AMELIE))
        .isInstanceOf(InvalidValueException.class)
        .hasMessageContaining("kind");
  }
}
