package org.conferenceid.spi;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.conferenceid.ConferenceId;
import org.conferenceid.Organizer;
import org.conferenceid.UserId;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class OrganizerQueryTest {
  private static final Instant SINCE = Instant.parse("2026-11-26T10:00:00Z");
  private static final Organizer ENABLED =
      new Organizer(UserId.of("amelie"), Optional.of(ConferenceId.parse("4839201")), 1, SINCE);
  private static final Organizer DISABLED =
      new Organizer(UserId.of("bruno"), Optional.empty(), 2, SINCE);

  @Test
  @DisplayName("S13: IDs are old from the very moment at which they have the age")
  void asksForTheAge() {
    OrganizerQuery old = OrganizerQuery.olderThan(Duration.ofDays(180));
    Instant due = SINCE.plus(Duration.ofDays(180));
    assertThat(old.matches(ENABLED, due.minusNanos(1))).isFalse();
    assertThat(old.matches(ENABLED, due)).isTrue();
    assertThat(OrganizerQuery.olderThan(Duration.ZERO).matches(ENABLED, SINCE.minusNanos(1)))
        .as("after the clock was set back")
        .isFalse();
    assertThat(OrganizerQuery.all().matches(ENABLED, SINCE.minusNanos(1))).isTrue();
  }

  @Test
  @DisplayName("S4: whoever is disabled is none of them")
  void asksForEnabledUsers() {
    assertThat(OrganizerQuery.all().matches(DISABLED, SINCE)).isFalse();
    assertThat(OrganizerQuery.olderThan(Duration.ZERO).matches(DISABLED, SINCE)).isFalse();
  }
}
