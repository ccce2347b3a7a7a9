package org.conferenceid.spring.guide;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.conferenceid.UserId;
import org.conferenceid.administration.Administration;
import org.conferenceid.change.EnableRequest;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.ByteArrayResource;

/** The guide's page, as a reader would follow it. */
class GuideTest {
  private static final Path PAGE = Path.of("..", "..", "docs", "guide", "spring.md");
  private static final Path SOURCES = Path.of("src/test/java/org/conferenceid/spring/guide");

  @TempDir Path folder;

  @Test
  @DisplayName("B21: the guide's application has no glue, and its first reset sends a mail")
  void firstReset() throws Exception {
    GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    server.start();
    try (ConfigurableApplicationContext context = run(server)) {
      UserId amelie = UserId.of("amelie");
      context
          .getBean(Administration.class)
          .enable(EnableRequest.of(amelie).by("admin").mail(false));

      String id = context.getBean(Resets.class).reset(amelie, 1, "admin", "7f3c");

      assertThat(server.waitForIncomingEmail(60_000, 1)).isTrue();
      MimeMessage mail = server.getReceivedMessages()[0];
      assertThat(mail.getAllRecipients()[0])
          .isEqualTo(new InternetAddress("amelie@example.org", "Amélie", "UTF-8"));
      assertThat(mail.getFrom()[0]).hasToString("Conferencing <conferencing@example.org>");
      assertThat(GreenMailUtil.getBody(mail)).isNotEmpty();
      assertThat(context.getBean(Resets.class).reset(amelie, 1, "admin", "7f3c")).isEqualTo(id);
    } finally {
      server.stop();
    }
  }

  private ConfigurableApplicationContext run(GreenMail server) throws IOException {
    String yaml = blocks("yaml").get(0).replaceAll("(?m)^    (username|password):.*\n", "");
    PropertySource<?> shown =
        new YamlPropertySourceLoader()
            .load("guide", new ByteArrayResource(yaml.getBytes(StandardCharsets.UTF_8)))
            .get(0);
    Path script = folder.resolve("schema.sql");
    Files.writeString(script, blocks("sql").get(0));
    return new SpringApplicationBuilder(ConferencingApplication.class)
        .initializers(context -> context.getEnvironment().getPropertySources().addLast(shown))
        .run(
            "--spring.datasource.url=jdbc:sqlite:" + folder.resolve("ids.db"),
            "--spring.sql.init.schema-locations=file:" + script,
            "--spring.mail.host=127.0.0.1",
            "--spring.mail.port=" + server.getSmtp().getPort(),
            // The tests have more on their class path than the guide's application.
            "--spring.autoconfigure.exclude="
                + "org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration",
            "--server.port=0",
            "--spring.main.banner-mode=off");
  }

  @Test
  @DisplayName("The page shows no Java that is not compiled here, to the letter")
  void showsWhatIsCompiled() throws IOException {
    StringBuilder compiled = new StringBuilder();
    try (var files = Files.list(SOURCES)) {
      for (Path file : files.toList()) {
        compiled.append(Files.readString(file)).append('\n');
      }
    }
    List<String> shown = blocks("java");
    assertThat(shown).isNotEmpty();
    assertThat(shown)
        .allSatisfy(
            block ->
                assertThat(List.of(compiled.toString(), compiled.toString().indent(-2)))
                    .anySatisfy(code -> assertThat(code).contains(block)));
  }

  private static List<String> blocks(String language) throws IOException {
    Matcher block =
        Pattern.compile("(?s)\n```" + language + "\n(.*?)```").matcher(Files.readString(PAGE));
    List<String> found = new ArrayList<>();
    while (block.find()) {
      found.add(block.group(1));
    }
    return found;
  }
}
