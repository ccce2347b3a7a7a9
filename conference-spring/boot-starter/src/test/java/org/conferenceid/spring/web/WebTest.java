package org.conferenceid.spring.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.conferenceid.Caller;
import org.conferenceid.ConferenceId;
import org.conferenceid.StoreException;
import org.conferenceid.UserId;
import org.conferenceid.administration.Administration;
import org.conferenceid.attendant.Admission;
import org.conferenceid.attendant.AutoAttendant;
import org.conferenceid.capacity.Capacity;
import org.conferenceid.change.ResetRequest;
import org.conferenceid.change.ResetResult;
import org.conferenceid.spi.ConferenceStore;
import org.conferenceid.spi.UserDirectory;
import org.conferenceid.spring.AudioConferencingAutoConfiguration;
import org.conferenceid.testkit.ForwardingStore;
import org.conferenceid.testkit.InMemoryConferenceStore;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.http.converter.autoconfigure.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.test.context.assertj.AssertableWebApplicationContext;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Results and exceptions of the library as a controller's answers. */
class WebTest {
  private static final UserId AMELIE = UserId.of("amelie");

  private final WebApplicationContextRunner runner =
      new WebApplicationContextRunner()
          .withConfiguration(
              AutoConfigurations.of(
                  HttpMessageConvertersAutoConfiguration.class,
                  JacksonAutoConfiguration.class,
                  WebMvcAutoConfiguration.class,
                  JsonAutoConfiguration.class,
                  ProblemDetailAutoConfiguration.class,
                  AudioConferencingAutoConfiguration.class))
          .withUserConfiguration(Application.class)
          .withPropertyValues(
              "conference.dispatcher.enabled=false",
              "conference.bridge.numbers[0].number=+33 1 70 00 00 00",
              "conference.bridge.numbers[0].label=Paris");

  private final WebApplicationContextRunner withProblems =
      runner.withPropertyValues("conference.web.problem-details=true");

  @Configuration(proxyBeanMethods = false)
  static class Application {
    @Bean
    ConferenceStore store() {
      return new ForwardingStore(new InMemoryConferenceStore()) {
        @Override
        public Capacity capacity() {
          throw new StoreException("jdbc:postgresql://secret is away", null);
        }
      };
    }

    @Bean
    UserDirectory users() {
      return user -> Optional.empty();
    }

    @Bean
    Pages pages(Administration administration, AutoAttendant attendant) {
      return new Pages(administration, attendant);
    }
  }

  @RestController
  static class Pages {
    private final Administration administration;
    private final AutoAttendant attendant;

    Pages(Administration administration, AutoAttendant attendant) {
      this.administration = administration;
      this.attendant = attendant;
    }

    @PostMapping("/{user}/reset")
    ResetResult reset(
        @PathVariable("user") UserId user,
        @RequestParam(name = "version", defaultValue = "1") long version) {
      return administration.resets().reset(ResetRequest.of(user).expectingVersion(version));
    }

    @PostMapping("/{user}/strict")
    String strict(@PathVariable("user") UserId user) {
      return administration
          .resets()
          .reset(ResetRequest.of(user).idempotencyKey("same"))
          .orElseThrow()
          .newId()
          .toString();
    }

    @PostMapping("/{user}/disable")
    Object disable(@PathVariable("user") UserId user) {
      return administration.disable(user);
    }

    @GetMapping("/capacity")
    Capacity capacity() {
      return administration.capacity();
    }

    @GetMapping("/parse")
    String parse(@RequestParam("id") String id) {
      return ConferenceId.parse(id).toString();
    }

    @GetMapping("/call")
    Admission call(@RequestParam("id") String id) {
      return attendant.admit(id, Caller.of("+33 6 12 34 56 78"));
    }
  }

  private static MockMvcTester mvc(AssertableWebApplicationContext context) {
    return MockMvcTester.from(context);
  }

  private static ConferenceId enable(AssertableWebApplicationContext context) {
    context.getBean(Administration.class).enable(AMELIE);
    return id(context);
  }

  private static ConferenceId id(AssertableWebApplicationContext context) {
    return context.getBean(Administration.class).find(AMELIE).orElseThrow().id().orElseThrow();
  }

  @Test
  @DisplayName(
      "JSON shows a result with masked IDs, and in full only if the application asks for it")
  void masksIds() {
    runner.run(
        context -> {
          ConferenceId old = enable(context);
          assertThat(mvc(context).post().uri("/amelie/reset"))
              .hasStatusOk()
              .bodyText()
              .contains("\"user\":\"amelie\"")
              .contains("\"newId\":\"" + id(context) + "\"")
              .doesNotContain(old.digits())
              .doesNotContain(id(context).digits());
        });
    runner
        .withPropertyValues("conference.web.show-ids=true")
        .run(
            context -> {
              enable(context);
              assertThat(mvc(context).post().uri("/amelie/reset"))
                  .hasStatusOk()
                  .bodyText()
                  .contains("\"newId\":\"" + id(context).digits() + "\"");
            });
  }

  @Test
  @DisplayName("404: a user who is not enabled, as a value and as an exception")
  void notFound() {
    withProblems.run(
        context -> {
          assertThat(mvc(context).post().uri("/nobody/reset"))
              .hasStatus(404)
              .hasContentType("application/problem+json")
              .bodyText()
              .contains("not enabled");
          assertThat(mvc(context).post().uri("/nobody/strict")).hasStatus(404);
          assertThat(mvc(context).post().uri("/nobody/disable")).hasStatus(404);
        });
  }

  @Test
  @DisplayName("409: somebody was faster; a key that belongs to another request")
  void conflict() {
    withProblems.run(
        context -> {
          enable(context);
          assertThat(mvc(context).post().uri("/amelie/strict")).hasStatusOk();
          assertThat(mvc(context).post().uri("/amelie/reset?version=1"))
              .hasStatus(409)
              .hasContentType("application/problem+json")
              .bodyText()
              .doesNotContain(id(context).digits());
        });
  }

  @Test
  @DisplayName("429: a caller who is throttled is told when to call again")
  void tooManyRequests() {
    withProblems.run(
        context -> {
          for (int i = 0; i < 5; i++) {
            assertThat(mvc(context).get().uri("/call?id=9999999")).hasStatusOk();
          }
          assertThat(mvc(context).get().uri("/call?id=9999999"))
              .hasStatus(429)
              .hasHeader("Retry-After", "60");
        });
  }

  @Test
  @DisplayName("503: the store is away, and what its exception tells stays inside")
  void unavailable() {
    withProblems.run(
        context ->
            assertThat(mvc(context).get().uri("/capacity"))
                .hasStatus(503)
                .bodyText()
                .doesNotContain("secret"));
  }

  @Test
  @DisplayName("400: a value that is no ID, without repeating it")
  void badRequest() {
    withProblems.run(
        context ->
            assertThat(mvc(context).get().uri("/parse?id=1234"))
                .hasStatus(400)
                .bodyText()
                .doesNotContain("1234"));
  }

  @Test
  @DisplayName("Without conference.web.problem-details, nothing is answered for the application")
  void isOptIn() {
    runner.run(
        context -> {
          assertThat(context).doesNotHaveBean(RefusalProblems.class);
          assertThat(mvc(context).post().uri("/nobody/reset")).hasStatusOk();
        });
  }
}
