package org.conferenceid.mail;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.Session;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.conferenceid.EventKind;
import org.conferenceid.invitation.Bridge;
import org.conferenceid.texts.Languages;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** That the example in the module's README is the code below. */
class ReadmeTest {
  @TempDir Path folder;

  private RenderedMessage example(Session session, Bridge bridge) throws Exception {
    Path logo = folder.resolve("logo.gif");
    Files.write(logo, "GIF89a".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    Path html = folder.resolve("own.html");
    Files.writeString(
        html, "<p>{{groupedId}}</p>{{#numbers}}{{shown}}{{/numbers}}{{#steps}}{{step}}{{/steps}}");

    MessageDesign design =
        MessageDesign.builder()
            .support("Service desk, +49 30 1234567")
            .logo(Files.readAllBytes(logo), "Example Ltd.")
            .text(Locale.ENGLISH, "RESET.step.1", "Open your meetings in Example Calendar.")
            .htmlTemplate("own.html", Files.readString(html))
            .build();
    MailNotifier notifier =
        MailNotifier.builder(session)
            .from("Example Conferencing <conferencing@example.org>")
            .senderName(Locale.GERMAN, "Beispiel Konferenzen")
            .replyTo("Service desk <help@example.org>")
            .design(design)
            .build();
    RenderedMessage preview = notifier.preview(EventKind.RESET, Locale.ENGLISH, bridge);

    notifier.close();
    return preview;
  }

  @Test
  @DisplayName("B8: the README's example works")
  void works() throws Exception {
    RenderedMessage preview = example(Session.getInstance(new Properties()), Messages.BRIDGE);
    assertThat(preview.text())
        .contains("1. Open your meetings in Example Calendar.", "Service desk, +49 30 1234567");
    assertThat(preview.html()).startsWith("<p>483\u00a09201</p>");
  }

  @Test
  @DisplayName("The README shows the code that is tested, and the pictures and languages there are")
  void isTrue() throws Exception {
    String readme = Files.readString(Path.of("README.md"));
    Matcher code = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL).matcher(readme);
    assertThat(code.find()).isTrue();
    String source =
        Files.readString(Path.of("src/test/java/org/conferenceid/mail/ReadmeTest.java"));
    assertThat(onOneLine(source)).contains(onOneLine(code.group(1)));

    Matcher pictures = Pattern.compile("\\((pictures/[^)]+)\\)").matcher(readme);
    assertThat(pictures.results().map(m -> Path.of(m.group(1))))
        .hasSize(3)
        .allMatch(Files::isRegularFile);
    assertThat(Languages.OFFERED).allMatch(tag -> readme.contains("`" + tag + "`"));
  }

  private static String onOneLine(String code) {
    return code.replaceAll("\\s+", " ").strip();
  }
}
