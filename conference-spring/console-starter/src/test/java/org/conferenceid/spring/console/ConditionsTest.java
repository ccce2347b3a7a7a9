package org.conferenceid.spring.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.conferenceid.InvalidValueException;
import org.conferenceid.spi.ConferenceStore;
import org.conferenceid.spi.UserDirectory;
import org.conferenceid.spring.AudioConferencingAutoConfiguration;
import org.conferenceid.spring.console.page.Frames;
import org.conferenceid.spring.console.user.UserAutoConfiguration;
import org.conferenceid.spring.console.users.UsersAutoConfiguration;
import org.conferenceid.testkit.InMemoryConferenceStore;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.security.autoconfigure.SecurityAutoConfiguration;
import org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.security.web.SecurityFilterChain;

/** When the console is mounted, and what backs off before the application's own. */
class ConditionsTest {
  private static final AutoConfigurations PARTS =
      AutoConfigurations.of(
          SecurityAutoConfiguration.class,
          ServletWebSecurityAutoConfiguration.class,
          WebMvcAutoConfiguration.class,
          AudioConferencingAutoConfiguration.class,
          ConsoleAutoConfiguration.class,
          UsersAutoConfiguration.class,
          UserAutoConfiguration.class);

  private final WebApplicationContextRunner web =
      new WebApplicationContextRunner()
          .withConfiguration(PARTS)
          .withBean(ConferenceStore.class, InMemoryConferenceStore::new)
          .withBean(UserDirectory.class, () -> user -> Optional.empty())
          .withPropertyValues(
              "conference.dispatcher.enabled=false",
              "conference.bridge.numbers[0].number=+33 1 70 00 00 00",
              "conference.bridge.numbers[0].label=Paris");

  @Test
  @DisplayName("It is mounted by itself, and Spring Boot's own filter chain stays for other pages")
  void mounts() {
    web.run(
        context -> {
          assertThat(context).hasNotFailed().hasSingleBean(Frames.class);
          assertThat(context.getBeansOfType(SecurityFilterChain.class)).hasSize(2);
        });
  }

  @Test
  @DisplayName("It is not mounted where it is switched off, or where there are no conference IDs")
  void isNotMounted() {
    web.withPropertyValues("conference.console.enabled=false")
        .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(Frames.class));
    web.withPropertyValues("conference.enabled=false")
        .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(Frames.class));
  }

  @Test
  @DisplayName("An application without pages has none")
  void needsTheWeb() {
    new ApplicationContextRunner()
        .withConfiguration(PARTS)
        .withClassLoader(new FilteredClassLoader("org.springframework.web"))
        .withBean(ConferenceStore.class, InMemoryConferenceStore::new)
        .withBean(UserDirectory.class, () -> user -> Optional.empty())
        .withPropertyValues(
            "conference.dispatcher.enabled=false",
            "conference.bridge.numbers[0].number=+33 1 70 00 00 00",
            "conference.bridge.numbers[0].label=Paris")
        .run(
            context ->
                assertThat(context).hasNotFailed().doesNotHaveBean("conferenceConsoleFrames"));
  }

  @Test
  @DisplayName("Users, roles and texts of the application's own are taken")
  void backsOff() {
    ConsoleUsers users = search -> List.of();
    ConsoleAccess access = person -> Optional.empty();
    ConsoleTexts texts = ConsoleTexts.ofDefaults();
    web.withBean(ConsoleUsers.class, () -> users)
        .withBean(ConsoleAccess.class, () -> access)
        .withBean(ConsoleTexts.class, () -> texts)
        .run(
            context -> {
              assertThat(context.getBean(ConsoleUsers.class)).isSameAs(users);
              assertThat(context.getBean(ConsoleAccess.class)).isSameAs(access);
              assertThat(context.getBean(ConsoleTexts.class)).isSameAs(texts);
            });
  }

  @ParameterizedTest
  @DisplayName(
      "A value that breaks its rule is told with its property, and a secret is not repeated")
  @ValueSource(
      strings = {
        "conference.console.path=conference",
        "conference.console.path=/conference/",
        "conference.console.path=/",
        "conference.console.page-size=0",
        "conference.console.link-secret=tooshort"
      })
  void refusesValues(String property) {
    web.withPropertyValues(property)
        .run(
            context ->
                assertThat(context)
                    .getFailure()
                    .rootCause()
                    .isInstanceOf(InvalidValueException.class)
                    .hasMessageContaining(property.replaceFirst("=.*", ""))
                    .hasMessageNotContaining("tooshort"));
  }
}
