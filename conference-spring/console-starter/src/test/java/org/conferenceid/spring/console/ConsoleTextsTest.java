package org.conferenceid.spring.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import org.conferenceid.InvalidValueException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConsoleTextsTest {

  private static Properties shipped(String language) throws IOException {
    Properties texts = new Properties();
    try (InputStream file =
        ConsoleTexts.class.getResourceAsStream("console_" + language + ".properties")) {
      texts.load(new InputStreamReader(file, StandardCharsets.UTF_8));
    }
    return texts;
  }

  @ParameterizedTest
  @DisplayName("Every language has every text, and no other")
  @ValueSource(strings = {"ar", "de", "fr"})
  void isComplete(String language) throws IOException {
    assertThat(shipped(language).keySet()).isEqualTo(shipped("en").keySet());
  }

  @Test
  @DisplayName("A reader gets the first language that is offered, never that of the machine")
  void choosesLanguage() {
    ConsoleTexts texts = ConsoleTexts.ofDefaults();
    Locale swedish = Locale.forLanguageTag("sv");
    assertThat(texts.language(List.of(swedish, Locale.CANADA_FRENCH))).isEqualTo(Locale.FRENCH);
    assertThat(texts.language(List.of(swedish))).isEqualTo(Locale.ENGLISH);
    assertThat(texts.text(Locale.FRENCH, "users.shown", 3)).isEqualTo("3 utilisateurs affichés");
  }

  @Test
  @DisplayName("An application adds a language, if it is complete, and its own words")
  void canBeExtended() throws IOException {
    Locale dutch = Locale.forLanguageTag("nl");
    Properties texts = shipped("en");
    texts.setProperty("menu.users", "Gebruikers");
    ConsoleTexts own =
        ConsoleTexts.builder()
            .texts(dutch, texts)
            .text(Locale.GERMAN, "console.name", "Einwahl")
            .build();
    assertThat(own.text(dutch, "menu.users")).isEqualTo("Gebruikers");
    assertThat(own.text(Locale.GERMAN, "console.name")).isEqualTo("Einwahl");
    texts.remove("menu.users");
    assertThatExceptionOfType(InvalidValueException.class)
        .isThrownBy(() -> ConsoleTexts.builder().texts(dutch, texts))
        .withMessageContaining("menu.users");
    assertThatExceptionOfType(InvalidValueException.class)
        .isThrownBy(() -> ConsoleTexts.builder().text(Locale.GERMAN, "users.shown", "viele"))
        .withMessageContaining("{0}");
  }
}
