package org.conferenceid.spring.console.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.security.SecureRandom;
import org.conferenceid.UserId;
import org.conferenceid.spring.console.page.References.Kind;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReferencesTest {
  private static final UserId USER = UserId.of("amélie@example.org");

  private final References references = References.ofSecret("0123456789abcdef");

  @Test
  @DisplayName("The same user has the same reference on every node with the secret")
  void isStable() {
    References other = References.ofSecret("0123456789abcdef");
    assertThat(references.of(USER)).isEqualTo(other.of(USER)).matches("[A-Za-z0-9_-]+");
    assertThat(other.user(references.of(USER))).isEqualTo(USER);
  }

  @Test
  @DisplayName("A reference says nothing of its user")
  void saysNothing() {
    assertThat(references.of(USER)).doesNotContain("am").doesNotContain("@");
    assertThat(references.of(USER).substring(0, 8))
        .isNotEqualTo(references.of(UserId.of("amélie@example.com")).substring(0, 8));
  }

  @Test
  @DisplayName("A reference of another secret, of another kind, or changed in a letter, is refused")
  void refuses() {
    String reference = references.of(USER);
    assertThatExceptionOfType(UnknownReferenceException.class)
        .isThrownBy(() -> References.random(new SecureRandom()).user(reference));
    assertThat(references.text(Kind.SEARCH, reference)).isEmpty();
    for (int i = 0; i < reference.length() - 1; i++) {
      String changed =
          reference.substring(0, i)
              + (reference.charAt(i) == 'A' ? 'B' : 'A')
              + reference.substring(i + 1);
      assertThat(references.text(Kind.USER, changed)).isEmpty();
    }
  }

  @ParameterizedTest
  @DisplayName("Anything else is refused")
  @ValueSource(strings = {"", "a", "amelie", "....", "<script>", "AAAAAAAAAAAAAAAAAAAAAA"})
  void refusesAnything(String text) {
    assertThat(references.text(Kind.USER, text)).isEmpty();
  }
}
