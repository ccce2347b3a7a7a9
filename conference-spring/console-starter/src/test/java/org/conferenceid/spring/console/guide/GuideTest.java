package org.conferenceid.spring.console.guide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.httpBasic;
import static org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers.springSecurity;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.conferenceid.UserId;
import org.conferenceid.administration.Administration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.web.context.WebApplicationContext;

/** The guide's page, as a reader would follow it, on SQLite. */
class GuideTest {
  private static final Path PAGE = Path.of("..", "..", "docs", "guide", "console.md");
  private static final Path SOURCE =
      Path.of("src/test/java/org/conferenceid/spring/console/guide/DeskApplication.java");

  @TempDir Path folder;

  @Test
  @DisplayName("B17: with the guide's beans, the console finds users of the application's table")
  void findsUsers() {
    try (ConfigurableApplicationContext context =
        new SpringApplicationBuilder(DeskApplication.class)
            .run(
                "--spring.datasource.url=jdbc:sqlite:" + folder.resolve("ids.db"),
                "--conference.dispatcher.enabled=false",
                "--conference.bridge.numbers[0].number=+33 1 70 00 00 00",
                "--conference.bridge.numbers[0].label=Paris",
                "--conference.console.roles.operate=ROLE_CONFERENCE_ADMIN",
                "--conference.console.own-page=true",
                "--spring.security.user.name=Amelie",
                "--spring.security.user.password=secret",
                "--spring.security.user.roles=CONFERENCE_ADMIN",
                // The tests of other modules bring more than the guide's application has.
                "--spring.autoconfigure.exclude="
                    + "org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration",
                "--server.port=0",
                "--spring.main.banner-mode=off")) {
      JdbcClient jdbc = context.getBean(JdbcClient.class);
      jdbc.sql("create table person (login text, mail text, name text, language text)").update();
      for (String login : new String[] {"amelie", "ben%", "bench"}) {
        jdbc.sql("insert into person values (?, ?, ?, 'fr')")
            .params(login, login.replace("%", "") + "@example.org", "Name of " + login)
            .update();
      }
      context.getBean(Administration.class).enable(UserId.of("amelie"));
      MockMvcTester mvc =
          MockMvcTester.from(
              (WebApplicationContext) context, builder -> builder.apply(springSecurity()).build());
      String found =
          mvc.post()
              .uri("/conference/users")
              .param("text", "BEN%")
              .with(csrf())
              .with(httpBasic("Amelie", "secret"))
              .exchange()
              .getResponse()
              .getHeader("Location");
      assertThat(mvc.get().uri(URI.create(found)).with(httpBasic("Amelie", "secret")).exchange())
          .hasStatusOk()
          .bodyText()
          .contains("Name of ben%", "Dial-in desk")
          .doesNotContain("Name of bench", "Name of amelie");
      assertThat(mvc.get().uri("/conference/own").with(httpBasic("Amelie", "secret")).exchange())
          .hasStatusOk()
          .bodyText()
          .contains("tel:");
      assertThat(mvc.get().uri("/elsewhere").exchange())
          .as("Spring Boot's own security still protects the other pages")
          .hasStatus4xxClientError();
    }
  }

  @Test
  @DisplayName("The page shows no Java that is not compiled here, to the letter")
  void showsWhatIsCompiled() throws IOException {
    String compiled = Files.readString(SOURCE);
    Matcher block = Pattern.compile("(?s)\n```java\n(.*?)```").matcher(Files.readString(PAGE));
    int shown = 0;
    while (block.find()) {
      shown++;
      assertThat(compiled).contains(block.group(1));
    }
    assertThat(shown).isPositive();
  }
}
