package org.conferenceid.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.conferenceid.ConferenceId;
import org.conferenceid.EmailAddress;
import org.conferenceid.EventKind;
import org.conferenceid.Recipient;
import org.conferenceid.invitation.Bridge;
import org.conferenceid.invitation.DialInNumber;
import org.conferenceid.spi.Notification;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What a reader sees, and who else sees something: NT-3, NT-7 and NT-13 to NT-15. */
abstract class ShowingRules extends NotifierRules {
  private static final ConferenceId OTHER_ID = ConferenceId.parse("2750386");
  private static final Locale ARABIC_DIGITS = Locale.forLanguageTag("ar-EG-u-nu-arab");
  private static final Bridge LONDON =
      Bridge.builder()
          .toll("+44 20 7946 0018", "London")
          .tollFree("+44 800 496 0000", "United Kingdom")
          .toll("+31 20 301 9999", "Amsterdam")
          .build();
  private static final Bridge BERLIN = Bridge.builder().toll("+49 30 2350 5555", "Berlin").build();

  ShowingRules(NotifierContract hooks) {
    super(hooks);
  }

  private static Recipient named(String name, Locale language) {
    return new Recipient(ADDRESS, name, language);
  }

  private static Notification.Builder resetFor(int number, Recipient to) {
    return to(number, EventKind.RESET, to).id(ID);
  }

  private static void assertShows(String text, ConferenceId id, String when) {
    assertThat(shows(text, id)).as("the message shows its ID %s, %s", id, when).isTrue();
  }

  /** Runs something on a machine with another language. */
  private static void onMachine(Locale language, Runnable work) {
    Locale before = Locale.getDefault();
    Locale.setDefault(language);
    try {
      work.run();
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  @DisplayName("NT-3: the ID stands in the digits of a telephone, whatever the machine's language")
  void shouldShowTheDigitsOfATelephone() {
    onMachine(
        ARABIC_DIGITS,
        () -> assertShows(shown(reset(1)), ID, "on a machine that writes digits otherwise"));
  }

  @Test
  @DisplayName("NT-3: the digits of the ID are in their order, whatever the reader's language")
  void shouldShowDigitsInOrder() {
    int number = 0;
    for (String tag : List.of("ar", "he", "fa", "ar-EG-u-nu-arab", "ja", "hi", "fr", "und")) {
      Locale language = Locale.forLanguageTag(tag);
      Notification message = resetFor(++number, named(NAME, language)).build();
      assertShows(shown(message), ID, "to a reader of " + tag);
    }
  }

  @Test
  @DisplayName("NT-3: a message does not show the ID of the one before it")
  void shouldShowNoOtherId() {
    accept(reset(1));
    String next = shown(message(2, EventKind.RESET, ADDRESS, OTHER_ID));

    assertShows(next, OTHER_ID, "after another message");
    assertThat(shows(next, ID)).as("a message shows the ID of the one before it").isFalse();
  }

  @Test
  @DisplayName("NT-7: nothing that is logged or printed names anybody or an ID")
  void shouldPrintNothingSecret() {
    Notification message = reset(1);
    String printed =
        Printed.during(
            () -> {
              accept(message);
              notifier.idle();
            });

    assertThat(shows(printed, ID)).as("the ID is printed: %s", printed.length()).isFalse();
    assertThat(printed.toLowerCase(Locale.ROOT))
        .as("what is printed or logged by java.util.logging, which holds no address and no name")
        .doesNotContain(ADDRESS.value(), "durand", "amélie");
  }

  @Test
  @DisplayName("NT-13: a message shows its own dial-in numbers, in their order, and no others")
  void shouldShowItsNumbers() {
    String london = shown(resetFor(1, named(NAME, Locale.UK)).bridge(LONDON).build());
    String berlin = shown(resetFor(2, named(NAME, Locale.UK)).bridge(BERLIN).build());

    assertNumbers(london, LONDON, BERLIN);
    assertNumbers(berlin, BERLIN, LONDON);
  }

  private static void assertNumbers(String text, Bridge own, Bridge others) {
    String digits = text.replaceAll("[^0-9]", "");
    List<String> numbers = own.numbersFor(Locale.UK).stream().map(ShowingRules::digits).toList();
    assertThat(digits)
        .as("the digits of a message; its first number must be there")
        .contains(numbers.get(0));
    List<String> shown = numbers.stream().filter(digits::contains).toList();
    assertThat(shown.stream().map(digits::indexOf).toList())
        .as("where the numbers %s stand in a message, which shows them in this order", shown)
        .isSorted();
    assertThat(digits)
        .as("the digits of a message, which does not show the numbers of another organizer")
        .doesNotContain(others.numbers().stream().map(ShowingRules::digits).toList());
  }

  private static String digits(DialInNumber number) {
    return number.written().replaceAll("[^0-9]", "");
  }

  @Test
  @DisplayName("NT-14: a message is in its reader's language, whatever was written before it")
  void shouldWriteInTheLanguageOfTheReader() {
    List<Locale> languages = hooks.languages();
    String first = shown(resetFor(1, named(NAME, languages.get(0))).build());
    String other = shown(resetFor(2, named(NAME, languages.get(1))).build());
    String again = shown(resetFor(3, named(NAME, languages.get(0))).build());

    assertThat(other)
        .as(
            "the same message to a reader of %s and to one of %s",
            languages.get(1), languages.get(0))
        .isNotEqualTo(first);
    assertThat(again)
        .as("the same message to a reader of %s, after one to another reader", languages.get(0))
        .isEqualTo(first);
  }

  @Test
  @DisplayName("NT-14: the machine's language changes nothing about a message")
  void shouldNotWriteInTheLanguageOfTheMachine() {
    List<Locale> languages = hooks.languages();
    Notification message = resetFor(1, named(NAME, languages.get(0))).build();
    String here = shown(message);
    onMachine(
        languages.get(1),
        () ->
            assertThat(shown(message))
                .as(
                    "the message to a reader of %s, on a machine whose language is %s",
                    languages.get(0), languages.get(1))
                .isEqualTo(here));
  }

  @Test
  @DisplayName("NT-15: what a message says in its own words is shown as it is written, if at all")
  void shouldShowTextsAsWritten() {
    Map<String, String> namesByPart =
        Map.of("ngstr", "Zoë Ångström", "ukasz", "Łukasz Żółć", "子", "山田 花子", "urand", NAME);
    int number = 0;
    for (Map.Entry<String, String> name : namesByPart.entrySet()) {
      String text = shown(resetFor(++number, named(name.getValue(), Locale.ENGLISH)).build());
      if (text.contains(name.getKey())) {
        assertThat(text).as("a message that shows its reader's name").contains(name.getValue());
      }
    }
    String reason = "Umzug nach Zürich – Büro 7";
    Notification.Builder message = resetFor(++number, named(NAME, Locale.GERMAN));
    String text = shown(message.publicReason(reason).build());
    if (text.contains("Umzug nach")) {
      assertThat(text).as("a message that shows the reason").contains(reason);
    }
  }

  @Test
  @DisplayName("NT-15: nothing of a message stands in the one after it")
  void shouldForgetTheMessageBefore() {
    Notification.Builder before =
        resetFor(1, new Recipient(EmailAddress.parse("zoe@example.net"), "Zoë", Locale.ENGLISH));
    accept(
        before.actor("helpdesk-17").publicReason("lost telephone").lastDigitsOfOldId("86").build());
    String after = shown(resetFor(2, named(NAME, Locale.ENGLISH)).build());

    assertThat(after)
        .as("a message after one to somebody else, who was called and told something else")
        .doesNotContain("Zoë", "zoe@example.net", "helpdesk-17", "lost telephone");
  }
}
