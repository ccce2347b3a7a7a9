package org.conferenceid.spring.console;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.conferenceid.administration.Administration;
import org.conferenceid.spi.UserDirectory;
import org.conferenceid.spring.AudioConferencingAutoConfiguration;
import org.conferenceid.spring.console.errors.ErrorPages;
import org.conferenceid.spring.console.page.AssetPages;
import org.conferenceid.spring.console.page.Assets;
import org.conferenceid.spring.console.page.FormKeys;
import org.conferenceid.spring.console.page.Frames;
import org.conferenceid.spring.console.page.MenuEntry;
import org.conferenceid.spring.console.page.PageConfigurer;
import org.conferenceid.spring.console.page.People;
import org.conferenceid.spring.console.page.References;
import org.conferenceid.spring.console.page.Templates;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.servlet.ViewResolver;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Mounts the console in a web application that has conference IDs and Spring Security. {@code
 * conference.console.enabled=false} switches it off. It comes after Spring Boot's own security, so
 * that this still protects all other pages if the application has no filter chain of its own.
 *
 * @since 0.1.0
 */
@AutoConfiguration(
    after = {AudioConferencingAutoConfiguration.class, ServletWebSecurityAutoConfiguration.class})
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnBean(Administration.class)
@ConditionalOnProperty(name = "conference.console.enabled", matchIfMissing = true)
@EnableConfigurationProperties(ConsoleProperties.class)
@Import({AssetPages.class, ErrorPages.class})
public final class ConsoleAutoConfiguration {
  /** Before the application's own chains, which may match every request. */
  private static final int BEFORE_THE_APPLICATION = -1000;

  ConsoleAutoConfiguration() {}

  @Bean
  @Order(BEFORE_THE_APPLICATION)
  SecurityFilterChain conferenceConsoleSecurity(
      HttpSecurity http,
      ConsoleProperties properties,
      ObjectProvider<ConsoleSecurityCustomizer> customizers) {
    ConsoleSecurity.apply(http, properties);
    customizers.orderedStream().forEach(customizer -> customizer.customize(http));
    return http.build();
  }

  @Bean
  @ConditionalOnMissingBean
  ConsoleAccess conferenceConsoleAccess(ConsoleProperties properties) {
    ConsoleProperties.Roles roles = properties.roles();
    return person -> {
      Set<String> authorities =
          Set.copyOf(
              person.getAuthorities().stream()
                  .map(GrantedAuthority::getAuthority)
                  .filter(authority -> authority != null)
                  .toList());
      if (roles.many().stream().anyMatch(authorities::contains)) {
        return Optional.of(ConsoleRole.MANY);
      }
      if (roles.operate().stream().anyMatch(authorities::contains)) {
        return Optional.of(ConsoleRole.OPERATE);
      }
      return roles.view().stream().anyMatch(authorities::contains)
          ? Optional.of(ConsoleRole.VIEW)
          : Optional.empty();
    };
  }

  @Bean
  @ConditionalOnMissingBean
  ConsoleTexts conferenceConsoleTexts() {
    return ConsoleTexts.ofDefaults();
  }

  @Bean
  @ConditionalOnMissingBean
  ConsoleUsers conferenceConsoleUsers(Administration administration, People people) {
    return new EnabledUsers(administration, people);
  }

  @Bean
  People conferenceConsolePeople(UserDirectory directory) {
    return new People(directory);
  }

  @Bean
  FormKeys conferenceConsoleFormKeys() {
    return new FormKeys(new SecureRandom());
  }

  @Bean
  Assets conferenceConsoleAssets(ConsoleProperties properties) {
    return new Assets(properties.path());
  }

  @Bean
  References conferenceConsoleReferences(ConsoleProperties properties) {
    return properties
        .secret()
        .map(References::ofSecret)
        .orElseGet(() -> References.random(new SecureRandom()));
  }

  @Bean
  Frames conferenceConsoleFrames(
      ConsoleProperties properties,
      ConsoleAccess access,
      ConsoleTexts texts,
      Assets assets,
      List<MenuEntry> menu) {
    String signOut = Objects.requireNonNullElse(properties.signOutPage(), "");
    return new Frames(
        properties.path(), signOut, access, texts, assets, menu, InstantSource.system());
  }

  @Bean
  WebMvcConfigurer conferenceConsoleMvc(ConsoleProperties properties, Frames frames) {
    return new PageConfigurer(properties.path(), frames);
  }

  @Bean
  ViewResolver conferenceConsoleViews(ConsoleTexts texts) {
    return Templates.resolver(texts);
  }
}
