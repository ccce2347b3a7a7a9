package org.conferenceid.mail;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;
import org.conferenceid.EventKind;
import org.conferenceid.texts.Languages;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every message in every language, through a real mail server, as it was reviewed. After a wanted
 * change, the files that this test leaves in {@code target/golden} are reviewed and take the place
 * of those in {@code src/test/resources}; the {@code .eml} files there open in mail programs.
 */
class GoldenTest extends MailServerTest {
  private static final Path WRITTEN = Path.of("target", "golden");

  private static MailNotifier notifier;

  @BeforeAll
  static void begin() throws Exception {
    Files.createDirectories(WRITTEN);
    notifier = builder().build();
  }

  @AfterAll
  static void end() {
    notifier.close();
  }

  static Stream<Arguments> messages() {
    return Languages.OFFERED.stream()
        .flatMap(tag -> Sample.kinds().stream().map(kind -> Arguments.of(tag, kind)));
  }

  @ParameterizedTest
  @MethodSource("messages")
  @DisplayName("S7, S10, S11, B8: each message in each language arrives as it was reviewed")
  void arrivesAsReviewed(String tag, EventKind kind) throws Exception {
    MimeMessage message = arrived(Messages.of(kind, Locale.forLanguageTag(tag)), notifier);

    String name = kind.name().toLowerCase(Locale.ROOT) + "_" + tag;
    String text = "Subject: " + message.getSubject() + "\n\n" + text(message);
    Files.writeString(WRITTEN.resolve(name + ".txt"), text);
    Files.writeString(WRITTEN.resolve(name + ".html"), html(message));
    ByteArrayOutputStream wire = new ByteArrayOutputStream();
    message.writeTo(wire);
    Files.write(WRITTEN.resolve(name + ".eml"), wire.toByteArray());
    assertThat(text).isEqualTo(reviewed(name + ".txt"));
    assertThat(html(message)).isEqualTo(reviewed(name + ".html"));

    assertThat(message.getHeader("Subject", null)).isASCII();
    assertThat(message.getContentLanguage()).containsExactly(tag);
    // Gmail cuts what is longer than 102 kB; ours stay far below it.
    assertThat(wire.size()).isLessThan(20_000);
  }

  private static String reviewed(String file) throws Exception {
    try (InputStream in = GoldenTest.class.getResourceAsStream("golden/" + file)) {
      assertThat(in).as("golden/%s", file).isNotNull();
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
