package org.conferenceid.spring;

import org.springframework.boot.SpringBootVersion;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Refuses other generations of Spring Boot with a sentence. It runs before anything else of the
 * starter, and touches only what all generations have.
 */
final class BootVersionCheck
    implements ApplicationContextInitializer<ConfigurableApplicationContext> {
  private static final String GENERATION = "4.";

  @Override
  public void initialize(ConfigurableApplicationContext context) {
    require(SpringBootVersion.getVersion());
  }

  static void require(String version) {
    if (!version.startsWith(GENERATION)) {
      throw new ConferenceSetupException(
          "conference-spring-boot-starter needs Spring Boot 4, and this application runs on "
              + version
              + ".",
          "Use Spring Boot 4.0 or 4.1, or build the library's parts in beans of your own without"
              + " the starter.",
          null);
    }
  }
}
