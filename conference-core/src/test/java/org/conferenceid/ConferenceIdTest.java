package org.conferenceid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.conferenceid.InvalidConferenceIdException.Reason;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConferenceIdTest {

  @ParameterizedTest
  @DisplayName("S12: an ID has exactly seven digits, the first from 1 to 9")
  @CsvSource(
      delimiter = '|',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "|WRONG_LENGTH",
        "123456|WRONG_LENGTH",
        "48392015|WRONG_LENGTH",
        "0839201|LEADING_ZERO",
        "+839201|NOT_DIGITS",
        "48392o1|NOT_DIGITS",
      })
  void refusesOtherLengthsAndDigits(String digits, Reason reason) {
    assertThatThrownBy(() -> ConferenceId.parse(digits == null ? "" : digits))
        .isInstanceOfSatisfying(
            InvalidConferenceIdException.class,
            e -> {
              assertThat(e.reason()).isEqualTo(reason);
              assertThat(e.field()).isEqualTo("conference ID");
              assertThat(e.getMessage()).isEqualTo("conference ID " + e.rule());
            });
  }

  @ParameterizedTest
  @DisplayName("S2: keyed digits are read as a phone system would, with grouping and a #")
  @ValueSource(
      strings = {
        "4839201",
        "4839201#",
        "483 9201",
        "483 92 01 #",
        "483\u00a09201",
        " 4839201 ",
        "483-9201"
      })
  void readsKeyedDigitsForgivingly(String keyed) {
    assertThat(ConferenceId.parse(keyed)).isEqualTo(ConferenceId.parse("4839201"));
  }

  @ParameterizedTest
  @DisplayName("S2: an ID is read as people paste it out of a mail, a table or a document")
  @ValueSource(
      strings = {
        "\u2066483 9201\u2069", // between isolates, as in a message from right to left
        "\u2066483\u00a09201\u2069#",
        "\u2066\u200e483\u00a09201#\u2069",
        "\u200f483 9201\u200f",
        "\ufeff4839201",
        "\u200b4839201\u200b",
        "4839201\n",
        "\t4839201 # ",
        "483\n9201",
        "483\u20099201", // thin space
        "483\u202f9201", // narrow no-break space
        "483\u20109201", // hyphen
        "483\u20119201", // no-break hyphen
        "483\u20129201", // figure dash
        "483\u20139201", // en dash
        "483\u22129201", // minus sign
        "483 - 92 - 01",
        "４８３９２０１",
        "٤٨٣ ٩٢٠١",
        "۴۸۳-۹۲۰۱"
      })
  void readsWhatPeoplePaste(String pasted) {
    assertThat(ConferenceId.parse(pasted)).isEqualTo(ConferenceId.parse("4839201"));
  }

  @ParameterizedTest
  @DisplayName("S2: what can be read in two ways is not taken for an ID")
  @ValueSource(
      strings = {
        "4839201##",
        "#4839201",
        "*4839201",
        "483#9201",
        "-4839201",
        "4839201-",
        "483--9201",
        "483.9201",
        "483,9201",
        "483/9201",
        "(483) 9201",
        "48392o1",
        "\u00004839201",
        "483920\ud835\udfcf", // a digit beyond the basic plane
        "",
        "\u2066\u2069",
        "#"
      })
  void refusesWhatIsUnclear(String keyed) {
    assertThatThrownBy(() -> ConferenceId.parse(keyed))
        .isInstanceOf(InvalidConferenceIdException.class);
  }

  @Test
  @DisplayName("S12: a long text is refused by its length, whatever stands in it")
  void looksAtTheLengthFirst() {
    for (String text : List.of(" ".repeat(100) + "4839201", "x".repeat(100))) {
      assertThatThrownBy(() -> ConferenceId.parse(text))
          .isInstanceOfSatisfying(
              InvalidConferenceIdException.class,
              e -> assertThat(e.reason()).isEqualTo(Reason.WRONG_LENGTH));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -4_839_201, 999_999, 10_000_000, Integer.MAX_VALUE})
  @DisplayName("S12: a number of another length is no ID")
  void refusesOtherNumbers(int value) {
    assertThatThrownBy(() -> ConferenceId.of(value))
        .isInstanceOf(InvalidConferenceIdException.class);
  }

  @Test
  @DisplayName("null is refused by name")
  void refusesNull() {
    assertThatThrownBy(() -> ConferenceId.parse(null))
        .isInstanceOf(NullPointerException.class)
        .hasMessage("text");
  }

  @Property
  void digitsAndNumberAreReadBack(@ForAll @IntRange(min = 1_000_000, max = 9_999_999) int value) {
    ConferenceId id = ConferenceId.of(value);
    assertThat(ConferenceId.parse(id.digits())).isEqualTo(id).hasSameHashCodeAs(id);
    assertThat(ConferenceId.of(id.value())).isEqualByComparingTo(id);
    assertThat(ConferenceId.parse(id.grouped() + "#")).isEqualTo(id);
    assertThat(id.digits()).matches(ConferenceIdPolicy.ivrPattern());
  }

  @Property
  void toStringTellsTwoDigitsAtMost(@ForAll @IntRange(min = 1_000_000, max = 9_999_999) int value) {
    ConferenceId id = ConferenceId.of(value);
    assertThat(id.toString()).hasSize(7).startsWith("*****").endsWith(id.digits().substring(5));
  }

  @Property
  void noTextWithoutSevenDigitsIsAnId(@ForAll String text) {
    boolean wellFormed =
        text.length() <= 64
            && text.codePoints().filter(Character::isDigit).count() == 7
            && text.replaceAll("[^\\p{Nd}]", "").matches("[^0].*")
            && text.matches(
                "[\\p{Nd}\\p{Pd}\u2212\\p{Cf}\\p{Z}\\s\\x1c-\\x1f]*#?[\\p{Cf}\\p{Z}\\s]*");
    boolean taken;
    try {
      ConferenceId.parse(text);
      taken = true;
    } catch (InvalidConferenceIdException e) {
      taken = false;
    }
    assertThat(taken).isEqualTo(wellFormed);
  }

  @Test
  void isOrderedByNumber() {
    assertThat(ConferenceId.parse("1000001")).isLessThan(ConferenceId.parse("9000000"));
  }
}
