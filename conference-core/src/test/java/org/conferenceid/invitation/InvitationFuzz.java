package org.conferenceid.invitation;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.conferenceid.ConferenceId;
import org.conferenceid.InvalidValueException;

/** Whatever label a dial-in number has, the foot of an invitation keeps its form and shows it. */
class InvitationFuzz {
  private static final Pattern CONFERENCE =
      Pattern.compile(
          "CONFERENCE;VALUE=URI;FEATURE=AUDIO,PHONE;LABEL=\"([^\"\\r\\n]*)\";LANGUAGE=en"
              + ":tel:\\+33170000000,,4839201%23\r\n");

  @FuzzTest(maxDuration = "1m")
  void label(byte[] input) {
    String label = new String(input, StandardCharsets.UTF_8);
    Bridge bridge;
    try {
      bridge = Bridge.builder().toll("+33170000000", label).build();
    } catch (InvalidValueException refused) {
      return;
    }
    Invitation foot =
        Invitation.of(ConferenceId.parse("4839201"), bridge, PhoneNumberFormat.asWritten());

    String calendar = foot.asICalendar(Locale.ENGLISH);
    assertThat(calendar.split("\r\n"))
        .allMatch(line -> line.getBytes(StandardCharsets.UTF_8).length <= 75)
        .noneMatch(line -> line.contains("\n") || line.contains("\r"));
    Matcher line = CONFERENCE.matcher(calendar.replace("\r\n ", ""));
    assertThat(line.matches()).as("one content line").isTrue();
    assertThat(decoded(line.group(1))).isEqualTo(label + " (toll)");

    assertThat(foot.asText(Locale.ENGLISH).split("\n"))
        .hasSize(8)
        .anyMatch(l -> unmarked(l).contains(unmarked(label)));
    String html = foot.asHtml(Locale.ENGLISH);
    String shown = html.substring(html.indexOf("\"auto\">") + 7, html.indexOf("</span> ("));
    assertThat(shown).doesNotContain("<", ">", "\"", "'");
    assertThat(unmarked(unescaped(shown))).isEqualTo(unmarked(label));
  }

  /** Without what keeps the order in a label that is written from right to left. */
  private static String unmarked(String text) {
    return text.replaceAll("[\u200e\u2066-\u2069]", "").replace('\u00a0', ' ');
  }

  /** RFC 6868, read from left to right. */
  private static String decoded(String value) {
    return Pattern.compile("\\^(.)")
        .matcher(value)
        .replaceAll(
            found ->
                switch (found.group(1)) {
                  case "^" -> "^";
                  case "'" -> "\"";
                  case "n" -> "\n";
                  default -> Matcher.quoteReplacement(found.group());
                });
  }

  private static String unescaped(String html) {
    return html.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&amp;", "&");
  }
}
