package org.conferenceid;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.net.IDN;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.conferenceid.invitation.PhoneNumber;

/**
 * Whatever text comes in, a value type takes it and shows it again unchanged, or refuses it with
 * its typed error. An input is text in UTF-8; those that are kept are replayed by every build.
 */
class ValuesFuzz {
  private static final Pattern BREAKS_LINE = Pattern.compile("[\\p{Cc}\\p{Cs}\\p{Zl}\\p{Zp}]");

  @FuzzTest(maxDuration = "1m")
  void conferenceId(byte[] input) {
    String keyed = text(input);
    try {
      ConferenceId id = ConferenceId.parse(keyed);
      assertThat(ConferenceId.parse(id.grouped() + "#")).isEqualTo(id);
      assertThat(ConferenceId.of(id.value())).isEqualTo(id);
      assertThat(id.digits()).matches(ConferenceIdPolicy.ivrPattern());
      assertThat(id.toString()).doesNotContain(id.digits().substring(0, 5));
      assertThat(keyed.codePoints().filter(Character::isDigit).map(Character::getNumericValue))
          .containsExactly(id.digits().chars().map(c -> c - '0').boxed().toArray(Integer[]::new));
      assertThat(keyed).doesNotContainPattern("[\\p{L}\\p{Po}&&[^#]]");
    } catch (InvalidConferenceIdException refused) {
      assertHidesDigits(refused);
    }
  }

  /** The message is made of the rule alone: what was keyed may be a mistyped access code. */
  private static void assertHidesDigits(InvalidConferenceIdException refused) {
    assertThat(refused).hasMessage(new InvalidConferenceIdException(refused.reason()).getMessage());
  }

  @FuzzTest(maxDuration = "1m")
  void phoneNumber(byte[] input) {
    PhoneNumber number = read(text(input), PhoneNumber::parse);
    if (number != null) {
      assertThat(PhoneNumber.parse(number.toString())).isEqualTo(number);
      assertThat(PhoneNumber.parse(number.e164()).e164()).isEqualTo(number.e164());
      assertThat(number.telUri()).matches("tel:\\+[1-9][0-9]{6,14}");
      assertThat(number.written()).doesNotContainPattern(BREAKS_LINE);
    }
  }

  @FuzzTest(maxDuration = "1m")
  void emailAddress(byte[] input) {
    String text = text(input);
    EmailAddress address = read(text, EmailAddress::parse);
    if (address != null) {
      assertThat(EmailAddress.parse(address.value())).isEqualTo(address);
      assertThat(IDN.toUnicode(address.value().substring(address.value().indexOf('@') + 1)))
          .isEqualToIgnoringCase(IDN.toUnicode(composed(text.substring(text.indexOf('@') + 1))));
      assertThat(address.toString()).startsWith("***@");
      assertThat(address.value())
          .matches("[!-~]{1,64}@[A-Za-z0-9.-]+")
          .startsWith(text.substring(0, text.indexOf('@')))
          .hasSizeLessThanOrEqualTo(254);
    }
  }

  @FuzzTest(maxDuration = "1m")
  void userId(byte[] input) {
    line(input, text -> UserId.of(text).toString(), UserId.MAX_LENGTH);
  }

  @FuzzTest(maxDuration = "1m")
  void idempotencyKey(byte[] input) {
    line(input, text -> new IdempotencyKey(text).toString(), IdempotencyKey.MAX_LENGTH);
  }

  @FuzzTest(maxDuration = "1m")
  void actor(byte[] input) {
    line(
        input,
        text -> RequestContext.NONE.by(text).actor().orElseThrow(),
        RequestContext.MAX_ACTOR);
  }

  @FuzzTest(maxDuration = "1m")
  void reason(byte[] input) {
    line(
        input,
        text -> RequestContext.NONE.reason(text).reason().orElseThrow(),
        RequestContext.MAX_REASON);
  }

  private static void line(byte[] input, Function<String, String> readAndShow, int max) {
    String text = text(input);
    String shown = read(text, readAndShow);
    boolean sound =
        !text.isBlank()
            && text.length() <= max
            && text.equals(text.strip())
            && !BREAKS_LINE.matcher(text).find();
    assertThat(shown).isEqualTo(sound ? text : null);
  }

  /** The value, or {@code null} where the text is refused in a way that is safe in a log. */
  private static <T> T read(String text, Function<String, T> parser) {
    try {
      return parser.apply(text);
    } catch (InvalidValueException refused) {
      assertThat(refused.getMessage())
          .startsWith(refused.field() + " " + refused.rule())
          .doesNotContainPattern(BREAKS_LINE)
          .hasSizeLessThan(1_000);
      return null;
    }
  }

  private static String composed(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFC);
  }

  private static String text(byte[] input) {
    return new String(input, StandardCharsets.UTF_8);
  }
}
