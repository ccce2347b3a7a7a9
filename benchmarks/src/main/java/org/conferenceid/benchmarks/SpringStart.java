package org.conferenceid.benchmarks;

import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.conferenceid.administration.Administration;
import org.conferenceid.change.ResetRequest;
import org.conferenceid.spi.UserDirectory;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;

/** An application of Spring Boot's that resets or commits once. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
public class SpringStart {

  /**
   * Starts, resets the first user or, without the starter, updates it, and ends.
   *
   * @param arguments the URL of an SQLite file, and whether the starter is turned on
   * @throws SQLException if it does not work
   */
  public static void main(String[] arguments) throws SQLException {
    SpringApplication application = new SpringApplication(SpringStart.class);
    application.setBannerMode(Banner.Mode.OFF);
    application.setDefaultProperties(
        Map.of(
            "spring.datasource.url",
            arguments[0],
            "spring.mail.host",
            "localhost",
            "conference.enabled",
            arguments[1],
            "conference.mail.from",
            SendMail.FROM,
            "conference.bridge.numbers[0].number",
            "+33 1 70 00 00 00",
            "conference.bridge.numbers[0].label",
            "Paris"));
    try (ConfigurableApplicationContext context = application.run()) {
      if (Boolean.parseBoolean(arguments[1])) {
        context
            .getBean(Administration.class)
            .resets()
            .reset(ResetRequest.of(Conferencing.user(0)))
            .orElseThrow();
      } else {
        FirstCommit.commit(context.getBean(DataSource.class));
      }
    }
  }

  /** Knows nobody, so that no mail is sent to a server that is not there. */
  @Bean
  UserDirectory users() {
    return user -> Optional.empty();
  }
}
