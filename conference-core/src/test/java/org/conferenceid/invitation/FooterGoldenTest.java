package org.conferenceid.invitation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;
import org.conferenceid.ConferenceId;
import org.conferenceid.texts.Languages;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The footer in every language, as it was reviewed. After a wanted change, the files that this test
 * leaves in {@code target/golden} are reviewed and take the place of those in {@code
 * src/test/resources}.
 */
class FooterGoldenTest {
  private static final Path WRITTEN = Path.of("target", "golden");

  static Stream<String> languages() {
    return Languages.OFFERED.stream();
  }

  @ParameterizedTest
  @MethodSource("languages")
  @DisplayName("S1, B8, B14, B15: the footer in each language is as it was reviewed")
  void isAsReviewed(String tag) throws IOException {
    Bridge bridge =
        Bridge.builder()
            .number(DialInNumber.toll("+33 1 70 00 00 00").withCountry("FR").withLabel("Paris"))
            .number(DialInNumber.toll("+81 3 0000 0000").withCountry("JP"))
            .number(DialInNumber.tollFree("+49 800 0000000").onlyWithin("DE", "0800 0000000"))
            .extension("1234", "Example Ltd.")
            .allNumbersLink(URI.create("https://example.org/numbers"))
            .build();
    Invitation footer =
        Invitation.of(ConferenceId.parse("4839201"), bridge, PhoneNumberFormat.asWritten());
    Locale reader = Locale.forLanguageTag(tag);
    String name = "footer_" + tag;
    Files.createDirectories(WRITTEN);
    Files.writeString(WRITTEN.resolve(name + ".txt"), footer.asText(reader));
    Files.writeString(WRITTEN.resolve(name + ".html"), footer.asHtml(reader));
    assertReviewed(name + ".txt", footer.asText(reader));
    assertReviewed(name + ".html", footer.asHtml(reader));
  }

  private static void assertReviewed(String file, String footer) throws IOException {
    try (InputStream in = FooterGoldenTest.class.getResourceAsStream("golden/" + file)) {
      assertThat(in).as("golden/%s", file).isNotNull();
      assertThat(footer).isEqualTo(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    }
  }
}
