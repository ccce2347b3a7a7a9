package org.conferenceid.spring.test;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Locale;
import javax.sql.DataSource;
import org.conferenceid.ConferenceId;
import org.conferenceid.EmailAddress;
import org.conferenceid.Lookup;
import org.conferenceid.Recipient;
import org.conferenceid.UserId;
import org.conferenceid.administration.Administration;
import org.conferenceid.change.ResetRequest;
import org.conferenceid.delivery.NotificationDispatcher;
import org.conferenceid.testkit.InMemoryUserDirectory;
import org.conferenceid.testkit.MutableClock;
import org.conferenceid.testkit.RecordingNotifier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.ApplicationContext;

class ConferencingTestTest {
  private static final UserId AMELIE = UserId.of("amelie");
  private static final Recipient RECIPIENT =
      new Recipient(EmailAddress.parse("amelie@example.org"), "Amélie", Locale.FRENCH);

  @Nested
  @ConferencingTest(properties = "conference.quarantine=10d")
  class Slice {
    @Autowired ApplicationContext context;
    @Autowired Administration administration;
    @Autowired RecordingNotifier mail;
    @Autowired InMemoryUserDirectory users;
    @Autowired MutableClock clock;
    @Autowired Calendar calendar;

    @BeforeEach
    void putUser() {
      users.put(AMELIE, RECIPIENT);
      calendar.heard.clear();
    }

    @RepeatedTest(2)
    @DisplayName("A slice delivers in the background, and each test begins with nothing")
    void delivers() throws InterruptedException {
      assertThat(administration.find(AMELIE)).isEmpty();
      assertThat(mail.notifications()).isEmpty();
      administration.enable(AMELIE);
      assertThat(mail.await(1, Duration.ofSeconds(30))).hasSize(1);
      assertThat(calendar.heard).hasSize(1);
    }

    @Test
    @DisplayName("The application's properties and the clock of the test count")
    void lets() {
      ConferenceId old = administration.enable(AMELIE).id();
      administration.resets().reset(ResetRequest.of(AMELIE));
      assertThat(administration.lookup(old)).isInstanceOf(Lookup.Retired.class);
      clock.advance(Duration.ofDays(10));
      assertThat(administration.lookup(old)).isInstanceOf(Lookup.Unknown.class);
    }

    @Test
    @DisplayName("Of the application's components only listeners and customizers are there")
    void isASlice() {
      assertThat(context.getBeansOfType(Other.class)).isEmpty();
      assertThat(context.getBeansOfType(DataSource.class)).isEmpty();
    }
  }

  @Nested
  @SpringBootTest(
      webEnvironment = SpringBootTest.WebEnvironment.NONE,
      properties = "spring.datasource.url=jdbc:sqlite::memory:")
  @InMemoryConferencing(startDispatcher = false)
  class Whole {
    @Autowired ApplicationContext context;
    @Autowired Administration administration;
    @Autowired NotificationDispatcher dispatcher;
    @Autowired RecordingNotifier mail;
    @Autowired InMemoryUserDirectory users;

    @Test
    @DisplayName("In a whole application the doubles take the places of database and mail server")
    void replaces() {
      assertThat(context.getBeansOfType(Other.class)).hasSize(1);
      users.put(AMELIE, RECIPIENT);
      administration.enable(AMELIE);
      assertThat(dispatcher.status().isRunning()).isFalse();
      assertThat(dispatcher.deliverDue().sent()).isEqualTo(1);
      assertThat(mail.notifications()).hasSize(1);
    }
  }
}
