package org.conferenceid.invitation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Locale;
import java.util.Properties;
import org.conferenceid.ConferenceId;
import org.conferenceid.InvalidValueException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An organization's own words in the footer. */
class OwnWordsTest {
  private static final Locale SWEDISH = Locale.forLanguageTag("sv");

  private static String footer(InvitationTexts texts, Locale reader) {
    Bridge bridge = Bridge.builder().toll("+46 8 000 00 00", "Stockholm").build();
    return Invitation.of(
            ConferenceId.parse("4839201"), bridge, PhoneNumberFormat.asWritten(), texts)
        .asText(reader);
  }

  @Test
  @DisplayName("B8: one text can be an organization's own, and its markup is only text")
  void replaceOneText() {
    InvitationTexts texts =
        InvitationTexts.builder().text(Locale.ENGLISH, "title", "Call <b>us</b> & talk").build();
    assertThat(footer(texts, Locale.UK)).contains("\nCall <b>us</b> & talk\n");
    assertThat(footer(texts, Locale.FRENCH)).contains("\nRejoindre par téléphone\n");
    assertThat(footer(InvitationTexts.ofDefaults(), Locale.UK)).contains("\nJoin by phone\n");
    Bridge bridge = Bridge.builder().extension("1234", "Example Ltd.").build();
    assertThat(
            Invitation.of(
                    ConferenceId.parse("4839201"), bridge, PhoneNumberFormat.asWritten(), texts)
                .asHtml(Locale.UK))
        .contains("<strong>Call &lt;b&gt;us&lt;/b&gt; &amp; talk</strong>");
  }

  @Test
  @DisplayName("B8: a variety begins with the texts of its language")
  void beginWithTheNearestLanguage() {
    InvitationTexts texts =
        InvitationTexts.builder()
            .text(Locale.CANADA_FRENCH, "title", "Participer par téléphone")
            .build();
    assertThat(footer(texts, Locale.CANADA_FRENCH))
        .contains("Participer par téléphone", "ID de conférence");
    assertThat(footer(texts, Locale.FRANCE)).contains("Rejoindre par téléphone");
  }

  @Test
  @DisplayName("B8: a whole language can be added, and lacks no key")
  void addALanguage() {
    Properties swedish = new Properties();
    swedish.putAll(InvitationTexts.SHIPPED.in(Locale.ENGLISH));
    swedish.setProperty("title", "Delta via telefon");
    InvitationTexts texts = InvitationTexts.builder().texts(SWEDISH, swedish).build();
    assertThat(footer(texts, Locale.forLanguageTag("sv-FI"))).contains("\nDelta via telefon\n");

    swedish.remove("oneTap");
    assertThatThrownBy(() -> InvitationTexts.builder().texts(SWEDISH, swedish))
        .isInstanceOf(InvalidValueException.class)
        .hasMessage("texts in sv must have every text; missing: [oneTap]");
  }

  @ParameterizedTest
  @CsvSource({
    "titel,x,text titel in en is not used",
    "title,' ',text title in en must be text on one line",
    "id,Conference ID:,text id in en must have these placeholders: [{id}]",
    "title,{id},text title in en must have these placeholders: []",
    "dir,up,text dir in en must be ltr or rtl"
  })
  @DisplayName("B8: a text that the footer cannot use is refused by its key")
  void areChecked(String key, String text, String problem) {
    assertThatThrownBy(() -> InvitationTexts.builder().text(Locale.ENGLISH, key, text))
        .isInstanceOf(InvalidValueException.class)
        .hasMessageStartingWith(problem);
  }
}
