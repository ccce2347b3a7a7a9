package org.conferenceid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.IDN;
import java.text.Normalizer;
import java.util.Locale;
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
      assertThatThrownBy(() -> new IdempotencyKey(""))
          .hasMessage("idempotency key must not be empty");
    }

    @Test
    @DisplayName("B10: who and why are one line each, of at most 255 and 500 characters")
    void contextsAreBounded() {
      RequestContext context =
          RequestContext.NONE.by("admin").reason("leaked").publicReason("moved");
      assertThat(context.actor()).contains("admin");
      assertThat(context.reason()).contains("leaked");
      assertThat(context.publicReason()).contains("moved");
      assertThatThrownBy(() -> RequestContext.NONE.by("a\nb"))
          .hasMessageStartingWith("actor must not");
      assertThatThrownBy(() -> RequestContext.NONE.by("a".repeat(256)))
          .hasMessageStartingWith("actor");
      assertThatThrownBy(() -> RequestContext.NONE.reason("r".repeat(501)))
          .hasMessageStartingWith("reason must have at most 500");
      assertThatThrownBy(() -> RequestContext.NONE.publicReason("r".repeat(501)))
          .hasMessageStartingWith("public reason must have at most 500");
      assertThatThrownBy(() -> RequestContext.NONE.by(null))
          .isInstanceOf(NullPointerException.class);
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
}
