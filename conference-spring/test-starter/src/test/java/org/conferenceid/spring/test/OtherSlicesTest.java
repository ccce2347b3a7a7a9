package org.conferenceid.spring.test;

import static org.assertj.core.api.Assertions.assertThat;

import javax.sql.DataSource;
import org.conferenceid.AudioConferencing;
import org.conferenceid.delivery.NotificationDispatcher;
import org.conferenceid.spi.ConferenceStore;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.jdbc.test.autoconfigure.AutoConfigureTestDatabase;
import org.springframework.boot.jdbc.test.autoconfigure.JdbcTest;
import org.springframework.context.ApplicationContext;

@JdbcTest(properties = "spring.datasource.url=jdbc:sqlite::memory:")
@AutoConfigureTestDatabase(replace = AutoConfigureTestDatabase.Replace.NONE)
class OtherSlicesTest {
  @Autowired ApplicationContext context;

  @Test
  @DisplayName("Spring Boot's own slices start nothing of the library")
  void startNothing() {
    assertThat(context.getBeansOfType(DataSource.class)).hasSize(1);
    assertThat(context.getBeansOfType(ConferenceStore.class)).isEmpty();
    assertThat(context.getBeansOfType(AudioConferencing.class)).isEmpty();
    assertThat(context.getBeansOfType(NotificationDispatcher.class)).isEmpty();
  }
}
