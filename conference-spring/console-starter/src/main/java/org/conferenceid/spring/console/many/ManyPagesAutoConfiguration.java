package org.conferenceid.spring.console.many;

import java.security.SecureRandom;
import org.conferenceid.administration.Administration;
import org.conferenceid.spring.ConferenceProperties;
import org.conferenceid.spring.console.ConsoleAutoConfiguration;
import org.conferenceid.spring.console.ConsoleProperties;
import org.conferenceid.spring.console.ConsoleRole;
import org.conferenceid.spring.console.page.Frames;
import org.conferenceid.spring.console.page.MenuEntry;
import org.conferenceid.spring.console.page.References;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.annotation.Order;
import org.springframework.core.task.SimpleAsyncTaskExecutor;

/**
 * The pages about many users at once.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = ConsoleAutoConfiguration.class)
@ConditionalOnBean(Frames.class)
public final class ManyPagesAutoConfiguration {
  private static final String THREADS = "conference-run-";

  ManyPagesAutoConfiguration() {}

  @Bean
  @Order(200)
  MenuEntry conferenceManyMenu() {
    return new MenuEntry("/many", "menu.many", ConsoleRole.MANY);
  }

  @Bean
  @Order(210)
  MenuEntry conferenceRotationMenu() {
    return new MenuEntry("/rotation", "menu.rotation", ConsoleRole.VIEW);
  }

  @Bean
  Runs conferenceConsoleRuns(Administration administration) {
    SimpleAsyncTaskExecutor executor = new SimpleAsyncTaskExecutor(THREADS);
    executor.setDaemon(true);
    return new Runs(administration, executor);
  }

  @Bean
  ManyPages conferenceManyPages(
      Administration administration,
      Runs runs,
      References references,
      ConsoleProperties properties) {
    return new ManyPages(
        administration, runs, new RunKeys(new SecureRandom()), references, properties);
  }

  @Bean
  RunPages conferenceRunPages(
      Administration administration,
      Runs runs,
      References references,
      ConsoleProperties properties) {
    return new RunPages(administration, runs, references, properties);
  }

  @Bean
  RotationPages conferenceRotationPages(
      Administration administration,
      References references,
      ConsoleProperties properties,
      ConferenceProperties conference) {
    return new RotationPages(administration, references, properties, conference);
  }
}
