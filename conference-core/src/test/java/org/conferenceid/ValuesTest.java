package org.conferenceid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.IDN;
import java.net.URI;
import java.text.Normalizer;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.conferenceid.audit.AuditQuery;
import org.conferenceid.bulk.BulkReport;
import org.conferenceid.capacity.Capacity;
import org.conferenceid.delivery.DeliverySettings;
import org.conferenceid.delivery.DispatchReport;
import org.conferenceid.delivery.RetryPolicy;
import org.conferenceid.invitation.Bridge;
import org.conferenceid.invitation.DialInNumber;
import org.conferenceid.invitation.PhoneNumber;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The values that come from outside: what each takes, and what it says about what it refuses. */
class ValuesTest {

  @Nested
  class UserKeys {

    @ParameterizedTest
    @ValueSource(strings = {"a", "amelie", "Amélie O'Brien \"the\" 会議 😀", "x; drop table", "-1"})
    void takeAnyText(String key) {
      assertThat(UserId.of(key).value()).isEqualTo(key);
      assertThat(UserId.of(key)).hasToString(key);
    }

    @Test
    void takeUpTo255Characters() {
      assertThatCode(() -> UserId.of("x".repeat(255))).doesNotThrowAnyException();
      assertThatThrownBy(() -> UserId.of("x".repeat(256)))
          .isInstanceOf(InvalidValueException.class)
          .hasMessage("user key must have at most 255 characters, not 256");
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "",
          " ",
          "\t",
          " a",
          "a ",
          "a\u0000b",
          "a\nb",
          "a\r\nb",
          "a\u2028b",
          "\ud83d",
          "a\u0085b"
        })
    void refuseWhatBreaksALineOrAColumn(String key) {
      assertThatThrownBy(() -> UserId.of(key))
          .isInstanceOfSatisfying(
              InvalidValueException.class, e -> assertThat(e.field()).isEqualTo("user key"))
          .message()
          .doesNotContain("\n", "\r", "\u0000", "\u2028");
    }

    @Test
    void refuseNull() {
      assertThatThrownBy(() -> UserId.of(null)).isInstanceOf(NullPointerException.class);
    }
  }

  @Nested
  class RequestsForAudit {

    @Test
    @DisplayName("B12: an idempotency key is one line of at most 100 characters")
    void idempotencyKeysAreBounded() {
      assertThat(new IdempotencyKey("7f3c")).hasToString("7f3c");
      assertThatCode(() -> new IdempotencyKey("k".repeat(100))).doesNotThrowAnyException();
      assertThatThrownBy(() -> new IdempotencyKey("k".repeat(101)))
          .hasMessageStartingWith("idempotency key must");
      assertThatThrownBy(() -> new IdempotencyKey("")).hasMessage("idempotency key must not be empty");
    }

    @Test
    @DisplayName("B10: who and why are one line each, of at most 255 and 500 characters")
    void contextsAreBounded() {
      RequestContext context =
          RequestContext.NONE.by("admin").reason("leaked").publicReason("moved");
      assertThat(context.actor()).contains("admin");
      assertThat(context.reason()).contains("leaked");
      assertThat(context.publicReason()).contains("moved");
      assertThatThrownBy(() -> RequestContext.NONE.by("a\nb")).hasMessageStartingWith("actor must not");
      assertThatThrownBy(() -> RequestContext.NONE.by("a".repeat(256))).hasMessageStartingWith("actor");
      assertThatThrownBy(() -> RequestContext.NONE.reason("r".repeat(501)))
          .hasMessageStartingWith("reason must have at most 500");
      assertThatThrownBy(() -> RequestContext.NONE.publicReason("r".repeat(501)))
          .hasMessageStartingWith("public reason must have at most 500");
      assertThatThrownBy(() -> RequestContext.NONE.by(null)).isInstanceOf(NullPointerException.class);
    }
  }

  @Nested
  class PhoneNumbers {

    @ParameterizedTest
    @ValueSource(
        strings = {
          "+33 1 70 00 00 00",
          "+33170000000",
          "+33-1-70-00-00-00",
          "+33.1.70.00.00.00",
          " +33 (1) 70 00 00 00 ",
          "+33\u00a01\u202f70 00 00 00",
          "+33/170000000",
          "\u2066+33\u00a01\u00a070\u00a000\u00a000\u00a000\u2069",
          "+33\u20111\u201170\u201300 00\u200900"
        })
    @DisplayName("B8: a number becomes a clean tel: link (RFC 3966), however it is grouped")
    void haveOneLink(String number) {
      assertThat(PhoneNumber.parse(number).telUri()).isEqualTo("tel:+33170000000");
      assertThat(PhoneNumber.parse(number).written())
          .isEqualTo(number.replaceAll("[\u2066\u2069]", "").strip());
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "",
          "01 70 00 00 00",
          "0033170000000",
          "+0170000000",
          "+33",
          "+123456",
          "+1234567890123456",
          "+33 1 70 00 00 0a",
          "+33 1 70 00 00 00,,1#",
          "+３３170000000",
          "+33 1\n70000000",
          "call me",
          "+44 (0)20 7946 0000",
          "+44 (020) 7946 0000",
          "+44 020 7946 0000",
          "+4420794600000000000000000000000000000000000",
          "+49 0 30 12345678",
          "+353 01 234 5678",
          "+36 06 1 234 5678",
          "+1 1 212-555-0123",
          "+1 0 212-555-0123",
          "+7 8 (495) 123-45-67",
          "+7 8 800 123-45-67",
          "+375 8 017 123-45-67",
          "+370 8 5 212 3456",
          "+993 (8 12) 34-56-78",
          "+998 8 71 123 45 67",
          "+33;ext=1700000",
          "tel:+33170000000"
        })
    @DisplayName("S7: what cannot be dialled from anywhere is refused, and named")
    void refuseWhatIsNotInternational(String number) {
      assertThatThrownBy(() -> PhoneNumber.parse(number))
          .isInstanceOfSatisfying(
              InvalidValueException.class, e -> assertThat(e.field()).isEqualTo("phone number"))
          .message()
          .doesNotContain("\n");
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "+39 06 1234 5678", "+39 (06) 1234 5678", "+378 0549 886377", "+225 01 23 45 67 89",
          "+241 01 44 12 34", "+242 06 123 4567", "+20 70 1234567", "+7 800 123-45-67",
          "+370 8 1234567", "+44 800 123 4567", "+1 800-555-0123", "+375 820 123 4567"
        })
    @DisplayName("S7: a 0 or 8 that belongs to the number stays")
    void keepWhatBelongsToTheNumber(String number) {
      assertThat(PhoneNumber.parse(number).e164()).isEqualTo("+" + number.replaceAll("[^0-9]", ""));
    }

    @Test
    @DisplayName("S7: whoever writes a national prefix is told what to write")
    void tellHowToWriteThem() {
      assertThatThrownBy(() -> PhoneNumber.parse("+44 (020) 7946 0000"))
          .hasMessageContaining("write +44 20 7946 0000")
          .hasMessageEndingWith(": \"+44 (020) 7946 0000\"");
    }

    @Test
    void takeSevenToFifteenDigits() {
      assertThatCode(() -> PhoneNumber.parse("+1234567")).doesNotThrowAnyException();
      assertThatCode(() -> PhoneNumber.parse("+123456789012345")).doesNotThrowAnyException();
    }

    @Test
    void areWrittenAsTheNumberThatTheyAre() {
      assertThatThrownBy(() -> new PhoneNumber("+33170000000", "+33 1 70 00 00 01"))
          .isInstanceOf(InvalidValueException.class);
    }
  }

  @Nested
  class EmailAddresses {

    @ParameterizedTest
    @ValueSource(
        strings = {
          "a@b",
          "amelie@example.org",
          "o'brien+x=1@mail.example.co.uk",
          "A.B@EXAMPLE.org"
        })
    void takeOrdinaryOnes(String address) {
      assertThat(EmailAddress.parse(address).value()).isEqualTo(address);
    }

    @Test
    void keepAnInternationalDomainInAscii() {
      assertThat(EmailAddress.parse("amelie@bücher.example").value())
          .isEqualTo("amelie@xn--bcher-kva.example");
    }

    @ParameterizedTest
    @CsvSource({
      "BÜCHER.example,xn--bcher-kva.example",
      "bu\u0308cher.example,xn--bcher-kva.example", // composed differently, the same letter
      "пример.example,xn--e1afmkfd.example",
      "例え.example,xn--r8jz45g.example",
      "xn--fa-hia.example,xn--fa-hia.example",
      "XN--FA-HIA.example,XN--FA-HIA.example",
      "Example.bücher,example.xn--bcher-kva"
    })
    @DisplayName("S7: a domain that all mail servers read alike is taken")
    void takeInternationalDomains(String domain, String ascii) {
      assertThat(EmailAddress.parse("amelie@" + domain).value()).isEqualTo("amelie@" + ascii);
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "faß.example", // fass.example by the standard of 2003
          "FAẞ.example",
          "οδος.example", // ends in a final sigma
          "a\u200db.example",
          "क्\u200dष.example", // joiners are letters by one standard and nothing by the other
          "ab\u200c.example",
          "so\u00adft.example",
          "a\ufe0f.example",
          "\u2665\ufe0f.example",
          "ｅｘａｍｐｌｅ.org",
          "example\u3002org",
          "example\uff0eorg",
          "ex\u212bmple\u2460.org",
          "ﬁrma.example",
          "ſafe.example",
          "x².example",
          "№.example",
          "\u2100.example", // a/c
          "😀.example",
          "\ud83d.example",
          "\u0378.example"
        })
    @DisplayName("S7: no address becomes another domain; where two are possible, it is refused")
    void refuseDomainsThatBecomeOthers(String domain) {
      assertThatThrownBy(() -> EmailAddress.parse("amelie@" + domain))
          .isInstanceOf(InvalidValueException.class)
          .hasMessageContaining("write its xn-- form");
    }

    @Test
    @DisplayName("S7: of all letters and signs, none stands for others but a capital")
    void takeNoLetterForAnother() {
      for (int c = 0x80; c <= 0xffff; c++) {
        String label = "a" + Character.toString(c) + "a";
        try {
          String ascii = EmailAddress.parse("a@" + label + ".example").value().substring(2);
          assertThat(IDN.toUnicode(ascii))
              .as("%x", c)
              .isEqualTo(
                  Normalizer.normalize(label, Normalizer.Form.NFC).toLowerCase(Locale.ROOT)
                      + ".example");
        } catch (InvalidValueException refused) {
          assertThat(refused.field()).isEqualTo("e-mail address");
        }
      }
    }

    @Test
    @DisplayName("A long address is refused by its length, before it is taken apart")
    void lookAtTheLengthFirst() {
      assertThatThrownBy(() -> EmailAddress.parse("x@" + "é.".repeat(1100) + "a"))
          .hasMessage("e-mail address must have at most 254 characters, not 2203");
      assertThatThrownBy(() -> EmailAddress.parse("é".repeat(10_000_000)))
          .hasMessageStartingWith("e-mail address must have at most 254 characters");
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "",
          "amelie",
          "amelie@",
          "@example.org",
          "a@b@c",
          "a b@example.org",
          "a@exa mple.org",
          "a@example.org\r\nBcc: x@example.org",
          "a\r\n@example.org",
          "a@-x.org",
          "a@x..org",
          "a@.org",
          ".a@x.org",
          "a..b@x.org",
          "\"a b\"@x.org",
          "<a@x.org>",
          "Name <a@x.org>",
          "a@x.org,b@x.org",
          "amélie@example.org",
          "a@[127.0.0.1]",
          "a@x_y.org",
          "a@x.org "
        })
    @DisplayName("S7: what is no plain address is refused, and cannot break a header")
    void refuseTheRest(String address) {
      assertThatThrownBy(() -> EmailAddress.parse(address))
          .isInstanceOfSatisfying(
              InvalidValueException.class, e -> assertThat(e.field()).isEqualTo("e-mail address"))
          .message()
          .doesNotContain("\r", "\n");
    }

    @Test
    void areBoundedInLength() {
      assertThatThrownBy(() -> EmailAddress.parse("a".repeat(65) + "@x.org"))
          .isInstanceOf(InvalidValueException.class);
      String label = "d".repeat(60);
      String domain = String.join(".", label, label, label, "d".repeat(10));
      assertThatCode(() -> EmailAddress.parse("a".repeat(60) + "@" + domain))
          .doesNotThrowAnyException();
      assertThatThrownBy(() -> EmailAddress.parse("a".repeat(61) + "@" + domain))
          .hasMessageContaining("at most 254");
    }

    @Test
    @DisplayName("A dial-in number may stand in a log, what identifies a person may not")
    void showNoPerson() {
      EmailAddress address = EmailAddress.parse("amelie@example.org");
      assertThat(address).hasToString("***@example.org");
      assertThat(new Recipient(address, "Amélie Durand", Locale.FRENCH))
          .hasToString("Recipient[address=***@example.org, language=fr]");
      assertThat(PhoneNumber.parse("+33 1 70 00 00 00")).hasToString("+33 1 70 00 00 00");
    }

    @Test
    @DisplayName("What was refused is shown whole up to 80 characters, and cut beyond")
    void showWhatWasRefused() {
      assertThatThrownBy(() -> EmailAddress.parse("a".repeat(80))).hasMessageEndingWith("aa\"");
      assertThatThrownBy(() -> EmailAddress.parse("a".repeat(81))).hasMessageEndingWith("aa…\"");
    }
  }

  @Nested
  class Bridges {
    private final Bridge.Builder builder = Bridge.builder();

    @Test
    @DisplayName("S7: the default numbers are kept in order, toll and toll-free told apart")
    void keepNumbersInOrder() {
      Bridge bridge =
          builder
              .toll("+33 1 70 00 00 00", "Paris")
              .tollFree("+33 800 000 000", "France")
              .meetingUpdateLink(URI.create("https://example.org/update"))
              .build();
      assertThat(bridge.numbers())
          .extracting(DialInNumber::label, DialInNumber::kind)
          .containsExactly(
              org.assertj.core.groups.Tuple.tuple("Paris", DialInNumber.Kind.TOLL),
              org.assertj.core.groups.Tuple.tuple("France", DialInNumber.Kind.TOLL_FREE));
      assertThat(bridge.meetingUpdateLink()).contains(URI.create("https://example.org/update"));
    }

    @Test
    void refuseToHaveNoNumber() {
      assertThatThrownBy(builder::build).hasMessage("bridge must have at least one dial-in number");
    }

    @Test
    void refuseANumberTwice() {
      builder.toll("+33 1 70 00 00 00", "Paris").tollFree("+33170000000", "France");
      assertThatThrownBy(builder::build).hasMessage("bridge must not have a dial-in number twice");
      builder.toll("+49 (30) 12345678", "Berlin").toll("+49\u201130\u00a01234-5678", "Berlin 2");
      assertThatThrownBy(builder::build).hasMessage("bridge must not have a dial-in number twice");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Par\nis", "  "})
    void refuseLabelsThatBreakALine(String label) {
      assertThatThrownBy(() -> builder.toll("+33170000000", label))
          .hasMessageStartingWith("dial-in number's label must not");
    }

    @ParameterizedTest
    @ValueSource(
        strings = {"javascript:alert(1)", "update.html", "//example.org", "mailto:a@b", "http:x"})
    void refuseLinksThatAreNoWebAddress(String link) {
      builder.toll("+33170000000", "Paris").meetingUpdateLink(URI.create(link));
      assertThatThrownBy(builder::build).hasMessageStartingWith("meeting update link must be");
    }

    @Test
    void refuseLinksThatAreTooLong() {
      URI longest = URI.create("https://example.org/" + "x".repeat(1980));
      assertThatCode(() -> builder.toll("+33170000000", "Paris").meetingUpdateLink(longest).build())
          .doesNotThrowAnyException();
      builder.meetingUpdateLink(URI.create(longest + "x"));
      assertThatThrownBy(builder::build)
          .hasMessage("meeting update link must have at most 2000 characters, not 2001");
    }

    @Test
    void doNotChangeWithTheListTheyWereMadeOf() {
      List<DialInNumber> numbers =
          new java.util.ArrayList<>(builder.toll("+33170000000", "Paris").build().numbers());
      Bridge bridge = new Bridge(numbers, Optional.empty());
      numbers.clear();
      assertThat(bridge.numbers()).hasSize(1);
    }
  }

  @Nested
  class Figures {

    @Test
    @DisplayName("B2, B4: exhaustion counts active and quarantined IDs, guessing only active ones")
    void capacityTellsOccupancyAndDensity() {
      Capacity capacity = new Capacity(90_000, ConferenceIdPolicy.ISSUABLE - 100_000);
      assertThat(capacity.free()).isEqualTo(10_000);
      assertThat(capacity.occupancy())
          .isCloseTo(0.99889, org.assertj.core.data.Offset.offset(1e-5));
      assertThat(capacity.liveDensity()).isEqualTo(0.01);
      assertThat(new Capacity(0, 0).occupancy()).isZero();
      assertThat(new Capacity(ConferenceIdPolicy.ISSUABLE, 5).free()).isZero();
    }

    @Test
    @DisplayName("Reports add up what they count")
    void reportsAddUp() {
      assertThat(new BulkReport(1, 20, 300, 4000, false).processed()).isEqualTo(4321);
      assertThat(new DispatchReport(1, 20, 300, 4000).total()).isEqualTo(4321);
    }

    @Test
    void auditQueriesAreBounded() {
      assertThatThrownBy(() -> AuditQuery.all().limit(0)).hasMessageContaining("from 1 to 1000");
      assertThatThrownBy(() -> AuditQuery.all().limit(1001)).hasMessageContaining("from 1 to 1000");
      assertThat(AuditQuery.all().limit(1000).limit()).isEqualTo(1000);
    }
  }

  @Nested
  class Settings {

    @Test
    void deliveryHasTheDocumentedDefaults() {
      DeliverySettings settings = DeliverySettings.ofDefaults();
      assertThat(settings.workers()).isEqualTo(1);
      assertThat(settings.pollInterval()).isEqualTo(Duration.ofSeconds(5));
      assertThat(settings.batch()).isEqualTo(100);
      assertThat(settings.lease()).isEqualTo(Duration.ofMinutes(30));
      assertThat(settings.deliveryTimeout()).isEqualTo(Duration.ofMinutes(25));
      assertThat(settings.retry()).isEqualTo(RetryPolicy.ofDefaults());
      assertThat(settings.messagesPerSecond()).isInfinite();
    }

    @Test
    void deliveryRefusesWhatCannotWork() {
      assertThatThrownBy(() -> DeliverySettings.builder().workers(0).build())
          .hasMessageStartingWith("workers must be from 1 to 64");
      assertThatThrownBy(() -> DeliverySettings.builder().batch(1001).build())
          .hasMessageStartingWith("batch");
      assertThatThrownBy(() -> DeliverySettings.builder().pollInterval(Duration.ZERO).build())
          .hasMessageStartingWith("poll interval");
      assertThatThrownBy(() -> DeliverySettings.builder().deliveryTimeout(Duration.ZERO).build())
          .hasMessageStartingWith("delivery time-out");
      assertThatThrownBy(() -> DeliverySettings.builder().lease(Duration.ofMinutes(1)).build())
          .hasMessageStartingWith("lease must be longer than the delivery time-out");
      for (double refused : new double[] {0, -1, 0.0009, Double.NaN}) {
        assertThatThrownBy(() -> DeliverySettings.builder().messagesPerSecond(refused).build())
            .hasMessageStartingWith("messages per second must be at least 0.001");
      }
      assertThat(DeliverySettings.builder().messagesPerSecond(0.001).build().messagesPerSecond())
          .isEqualTo(0.001);
    }

    @Test
    @DisplayName("B1: retries wait twice as long each time, up to a limit, spread at random")
    void retriesBackOff() {
      RetryPolicy policy = RetryPolicy.ofDefaults();
      assertThat(policy.delayAfter(1, 0.5)).isEqualTo(Duration.ofSeconds(30));
      assertThat(policy.delayAfter(2, 0.5)).isEqualTo(Duration.ofMinutes(1));
      assertThat(policy.delayAfter(4, 0.5)).isEqualTo(Duration.ofMinutes(4));
      assertThat(policy.delayAfter(8, 0.5)).isEqualTo(Duration.ofHours(1));
      assertThat(policy.delayAfter(Integer.MAX_VALUE, 0.5)).isEqualTo(Duration.ofHours(1));
      assertThat(policy.delayAfter(1, 0)).isEqualTo(Duration.ofSeconds(24));
      assertThat(policy.delayAfter(1, 0.999999)).isEqualTo(Duration.ofSeconds(36));
      assertThat(
              retry(Duration.ofDays(7), Duration.ofDays(7), 0.5, 1).delayAfter(99, 0.9))
          .as("no longer than an outbox keeps it")
          .isEqualTo(Duration.ofDays(7));
    }

    @Test
    void retriesRefuseWhatCannotWork() {
      Duration minute = Duration.ofMinutes(1);
      assertThatThrownBy(() -> retry(Duration.ZERO, minute, 0, 1))
          .hasMessageStartingWith("initial delay");
      assertThatThrownBy(() -> retry(minute, Duration.ofSeconds(59), 0, 1))
          .hasMessageStartingWith("max delay");
      assertThatThrownBy(() -> retry(minute, minute, 0.6, 1))
          .hasMessageStartingWith("jitter");
      assertThatThrownBy(() -> retry(minute, minute, Double.NaN, 1))
          .hasMessageStartingWith("jitter");
      assertThatThrownBy(() -> retry(minute, minute, 0, 0))
          .hasMessageStartingWith("max attempts");
    }
  }

  private static RetryPolicy retry(
      Duration initialDelay, Duration maxDelay, double jitter, int maxAttempts) {
    return RetryPolicy.builder()
        .initialDelay(initialDelay)
        .maxDelay(maxDelay)
        .jitter(jitter)
        .maxAttempts(maxAttempts)
        .build();
  }
}
