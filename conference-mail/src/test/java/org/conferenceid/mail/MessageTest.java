package org.conferenceid.mail;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.conferenceid.EventKind;
import org.conferenceid.invitation.Bridge;
import org.conferenceid.invitation.InvitationTexts;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What stands in a message, read back from a real mail server. */
class MessageTest extends MailServerTest {
  @Test
  @DisplayName("B8: phone numbers are shown as the application wants them")
  void showsNumbersAsWanted() {
    try (MailNotifier notifier =
        builder().phoneNumberFormat((number, language) -> "<" + number.e164() + ">").build()) {
      RenderedMessage message = notifier.preview(EventKind.RESET, Locale.ENGLISH, Messages.BRIDGE);
      assertThat(message.text()).contains("<+33170000000>  Paris (toll)");
      assertThat(message.html()).contains("&lt;+33170000000&gt;");
    }
  }

  @Test
  @DisplayName("S7: a name of 120 characters is written whole, a longer one is cut")
  void cutsLongNames() throws Exception {
    for (String name : List.of("é".repeat(120), "é".repeat(121))) {
      MimeMessage message =
          arrived(Messages.of(EventKind.RESET, name, Locale.ENGLISH, Messages.BRIDGE));
      String cut = name.length() > 120 ? "é".repeat(120) + "…" : name;
      assertThat(text(message)).startsWith("Hello " + cut + ",");
    }
  }

  @Test
  @DisplayName(
      "S6, S7, S10: the mail about a reset has the new ID, the numbers, and how to update meetings")
  void tellsAReset() throws Exception {
    MimeMessage message = arrived(Messages.of(EventKind.RESET, Locale.ENGLISH));

    assertThat(text(message))
        .isEqualTo(
            """
            Hello Amélie Durand,

            Your conference ID has been reset. This is the new one.

            Conference ID

                483 9201

            The old ID, which ends in 17, has not worked since May 22, 2019. Callers who enter it are refused.

            Text for your invitations

            :______________________________
            Join by phone
              +33 1 70 00 00 00  Paris (toll)
              +33 800 00 00 00   France (toll-free)
            Conference ID: 483 9201#

            One tap on a mobile phone
              +33 1 70 00 00 00,,4839201#  Paris
              +33 800 00 00 00,,4839201#   France
            ______________________________:

            What to do now

            1. Open each of your upcoming meetings.
            2. At the bottom of the invitation, replace the old conference information with the text above.
            3. Send the invitation again, so that everybody gets the new ID.

            Update your meetings
            https://example.org/update?a=1&b=2

            Do you have questions, or did you not expect this message? Please ask your administrator.

            --\s
            Messages like this one never contain a PIN.
            This message was sent automatically.
            """);
    assertThat(html(message))
        .contains("<html lang=\"en\" dir=\"ltr\">")
        .contains(">483\u00a09201<")
        .contains("<a href=\"tel:+33170000000\"", ">+33\u00a01\u00a070\u00a000\u00a000\u00a000<")
        .contains("<a href=\"tel:+33800000000\"", ">+33\u00a0800\u00a000\u00a000\u00a000<")
        .contains("<span dir=\"auto\">Paris</span> (toll)")
        .contains("<span dir=\"auto\">France</span> (toll-free)")
        .contains("<a href=\"https://example.org/update?a&#x3D;1&amp;b&#x3D;2\"")
        .contains(">Update your meetings</a>")
        .contains("Send the invitation again");
  }

  @Test
  @DisplayName("S11: conference information has the ID and the numbers")
  void tellsInformation() throws Exception {
    MimeMessage message = arrived(Messages.of(EventKind.INFO_REQUESTED, Locale.ENGLISH));
    assertThat(text(message)).contains("483 9201", "+33 1 70 00 00 00", "+33 800 00 00 00");
    assertThat(message.getSubject()).isEqualTo("Your audio conferencing information");
  }

  @Test
  @DisplayName("S1: whoever is enabled gets the ID and the numbers")
  void tellsAnEnabling() throws Exception {
    MimeMessage message = arrived(Messages.of(EventKind.ENABLED, Locale.ENGLISH));
    assertThat(text(message)).contains("483 9201", "+33 1 70 00 00 00", "at the bottom");
  }

  @Test
  @DisplayName("S9: whoever is disabled learns what to remove and where, and gets no numbers")
  void tellsADisabling() throws Exception {
    MimeMessage message = arrived(Messages.of(EventKind.DISABLED, Locale.ENGLISH));
    assertThat(text(message))
        .contains("which ends in 17, has not worked since", "Remove the conference ID")
        .contains("https://example.org/update?a=1&b=2")
        .doesNotContain("+33", "PIN");
    assertThat(html(message)).doesNotContain("tel:", "<span");
  }

  @ParameterizedTest
  @DisplayName("B8: in the reader's language, then the default language, then English (BCP 47)")
  @CsvSource({
    "fr,en,fr",
    "fr-CA,en,fr",
    "en-GB,fr,en",
    "sv,fr,fr",
    "sv,en,en",
    "und,fr,fr",
    "sv,el,en"
  })
  void speaksTheReadersLanguage(String reader, String standard, String spoken) throws Exception {
    try (MailNotifier notifier =
        builder().defaultLanguage(Locale.forLanguageTag(standard)).build()) {
      notifier.deliver(Messages.of(EventKind.RESET, Locale.forLanguageTag(reader)));
    }
    MimeMessage message = SERVER.getReceivedMessages()[0];
    assertThat(message.getContentLanguage()).containsExactly(spoken);
    assertThat(message.getSubject())
        .isEqualTo(
            spoken.equals("fr")
                ? "Votre ID de conférence a changé"
                : "Your conference ID has changed");
    assertThat(html(message)).contains("<html lang=\"" + spoken + "\"");
  }

  @Test
  @DisplayName("B5: no message holds a PIN, as no type that reaches it has a place for one")
  void holdsNoPin() throws Exception {
    for (EventKind kind : Sample.kinds()) {
      MimeMessage message = arrived(Messages.of(kind, Locale.ENGLISH));
      // The only numbers in a message: the IDs, the date, the phone numbers, the steps and the
      // link.
      Matcher digits =
          Pattern.compile("[0-9]+")
              .matcher(
                  text(message)
                      .replace("483 9201", "")
                      .replace(",,4839201#", "")
                      .replace("ends in 17", "")
                      .replace("May 22, 2019", "")
                      .replaceAll("\\+33[0-9 ]+", "")
                      .replaceAll("(?m)^[123]\\. ", "")
                      .replaceAll("https://\\S+", ""));
      assertThat(digits.find()).as("%s", kind).isFalse();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Eve\r\nBcc: everybody@example.org",
        "Eve\nX-Evil: 1",
        "<script>alert(1)</script>",
        "{{groupedId}} & <b>",
        "\u202egnirts\u202c \u2066x\u2069",
        "Zoë 😀 O'Brien, \"the\" <zoe@example.org>",
        "\ud83d half",
        "\u0000\u0007"
      })
  @DisplayName("B8: whatever a name holds, it breaks neither a header nor the markup")
  void makesNamesHarmless(String name) throws Exception {
    MimeMessage message =
        arrived(Messages.of(EventKind.RESET, name, Locale.ENGLISH, Messages.BRIDGE));
    assertThat(message.getAllRecipients())
        .containsExactly(new InternetAddress("amelie@example.org"));
    assertThat(message.getHeader("Bcc")).isNull();
    assertThat(message.getHeader("X-Evil")).isNull();
    assertThat(html(message)).doesNotContain("<script>", "<b>", "\u202e", "\u2066");
    assertThat(text(message)).startsWith("Hello").doesNotContain("\u202e", "\u2066", "\u0000");
    assertThat(text(message).lines().findFirst().orElseThrow()).endsWith(",");
  }

  @Test
  @DisplayName("B8: a very long name is cut, an empty one left out, emoji and accents stay")
  void keepsNamesReadable() throws Exception {
    assertThat(
            text(
                arrived(
                    Messages.of(
                        EventKind.RESET, "x".repeat(5000), Locale.ENGLISH, Messages.BRIDGE))))
        .startsWith("Hello " + "x".repeat(120) + "…,\n");
    assertThat(text(arrived(Messages.of(EventKind.RESET, " ", Locale.ENGLISH, Messages.BRIDGE))))
        .startsWith("Hello,\n");
    String family = "Zoë \ud83d\udc68\u200d\ud83d\udc69";
    assertThat(text(arrived(Messages.of(EventKind.RESET, family, Locale.ENGLISH, Messages.BRIDGE))))
        .startsWith("Hello " + family + ",\n");
  }

  @Test
  @DisplayName("B8: markup in a number's label stays harmless")
  void makesLabelsHarmless() throws Exception {
    Bridge bridge = Bridge.builder().toll("+33170000000", "<img src=x> P & {{pin}}").build();
    MimeMessage message = arrived(Messages.of(EventKind.RESET, "Eve", Locale.ENGLISH, bridge));
    assertThat(html(message)).contains("&lt;img src").doesNotContain("<img");
    assertThat(text(message)).contains("<img src=x> P & {{pin}} (toll)").doesNotContain("https://");
  }

  @Test
  @DisplayName("B8: French has a no-break space before each colon, and typographic apostrophes")
  void followsFrenchTypography() throws Exception {
    Properties texts = new Properties();
    try (Reader reader =
        new InputStreamReader(
            MailNotifier.class.getResourceAsStream("messages_fr.properties"),
            StandardCharsets.UTF_8)) {
      texts.load(reader);
    }
    assertThat(texts.values().stream().map(Object::toString))
        .allSatisfy(text -> assertThat(text).doesNotContainPattern("[^\u00a0]:|[^\u202f][;!?]|'"));
  }

  @Test
  @DisplayName("B8: HTML fetches and runs nothing, and no telephone takes the ID for a number")
  void isFitForMailPrograms() {
    Renderer renderer =
        new Renderer(
            MessageDesign.ofDefaults(),
            new LibphonenumberFormat(),
            InvitationTexts.ofDefaults(),
            Locale.ENGLISH);
    for (EventKind kind : Sample.kinds()) {
      assertThat(renderer.render(Messages.of(kind, Locale.ENGLISH)).html())
          .doesNotContainIgnoringCase("<script", "<img", "<link", "url(", "src=", "{{")
          .contains("<meta name=\"format-detection\" content=\"telephone=no,")
          .contains("overflow-wrap:anywhere");
    }
  }

  @Test
  @DisplayName("An ID is an access code: a rendered message does not print it")
  void masksItself() {
    RenderedMessage message =
        new Renderer(
                MessageDesign.ofDefaults(),
                new LibphonenumberFormat(),
                InvitationTexts.ofDefaults(),
                Locale.ENGLISH)
            .render(Messages.of(EventKind.RESET, Locale.ENGLISH));
    assertThat(message.text()).contains("483 9201");
    assertThat(message.toString()).doesNotContain("483", "9201");
  }
}
