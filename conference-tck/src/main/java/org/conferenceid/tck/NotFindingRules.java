package org.conferenceid.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.assertj.core.api.Assertions;
import org.conferenceid.InvalidValueException;
import org.conferenceid.Recipient;
import org.conferenceid.UserId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What is not found, and what cannot be asked: UD-2 to UD-5. */
abstract class NotFindingRules extends UserDirectoryRules {

  NotFindingRules(UserDirectoryContract hooks) {
    super(hooks);
  }

  @Test
  @DisplayName("UD-2: who is not known is empty")
  void shouldNotFindTheUnknown() {
    assertEmpty(hooks.unknown(), "who is not known");
  }

  @Test
  @DisplayName("UD-2: who has no address is empty")
  void shouldNotFindWhoHasNoAddress() {
    assertEmpty(hooks.withoutAddress(), "who is known and has no address");
  }

  @Test
  @DisplayName("UD-2: a key may hold anything that a user's key can hold, and be as long")
  void shouldTakeEveryKey() {
    List.of(
            "*",
            "%",
            "_",
            "?",
            "' OR '1'='1",
            "\"; DROP TABLE people; --",
            "*)(objectClass=*",
            "cn=admin,dc=example,dc=org",
            "\\",
            "../../etc/passwd",
            "${jndi:ldap://example.org}",
            "a/b?c=d&e=%00#f",
            "nobody@example.org",
            "0",
            "null",
            "会議の主催者",
            "منظم",
            "\uD83D\uDE80 \uD83D\uDC69\u200D\uD83D\uDCBB",
            "x".repeat(UserId.MAX_LENGTH),
            "é".repeat(UserId.MAX_LENGTH))
        .forEach(key -> assertEmpty(UserId.of(key), "who is not known, whatever the key holds"));
  }

  @Test
  @DisplayName("UD-3: a key that is like somebody's is another user's")
  void shouldTakeTheKeyAsItIs() {
    for (UserId user : known.keySet()) {
      for (String like : keysLike(user.value())) {
        assertEmpty(UserId.of(like), "whose key is like that of " + user + ", and not the same");
      }
    }
  }

  private Set<String> keysLike(String key) {
    Set<String> alike = new LinkedHashSet<>();
    alike.add(key.toUpperCase(Locale.ROOT));
    alike.add(key.toLowerCase(Locale.ROOT));
    alike.add(key.substring(0, 1).toUpperCase(Locale.ROOT) + key.substring(1));
    alike.add(key + "\u0301"); // an accent on the last letter
    alike.add(key.replace('a', 'á').replace('e', 'é').replace('o', 'ö').replace('u', 'ü'));
    alike.add(key + "*");
    alike.add(key + "%");
    alike.add(key.substring(0, 1) + "*");
    alike.add(key.substring(0, 1) + "%");
    alike.add("_" + key.substring(1));
    alike.add("?" + key.substring(1));
    alike.add(key + "\u00AD"); // invisible
    alike.add(key + "x".repeat(UserId.MAX_LENGTH - key.length()));
    alike.add(key + "@example.org");
    alike.removeIf(like -> like.length() > UserId.MAX_LENGTH);
    known.keySet().forEach(user -> alike.remove(user.value()));
    return alike;
  }

  @Test
  @DisplayName("UD-3: long keys that differ in their last character are two users")
  void shouldNotCutKeys() {
    String begin = "u".repeat(UserId.MAX_LENGTH - 1);
    Recipient recipient = knownOf(first());
    hooks.change(UserId.of(begin + "1"), recipient);
    assertFound(UserId.of(begin + "1"), recipient, "whose key has the greatest length");
    assertEmpty(UserId.of(begin + "2"), "whose key differs in its last character");
    assertEmpty(UserId.of(begin), "whose key is shorter by a character");
  }

  @Test
  @DisplayName("UD-4: a directory that cannot be asked throws, for known users and unknown ones")
  void shouldThrowWhenAway() {
    hooks.whileAway(
        () -> {
          assertThrows(first());
          assertThrows(hooks.unknown());
        });
  }

  private void assertThrows(UserId user) {
    Optional<Recipient> found;
    try {
      found = directory.find(user);
    } catch (Throwable e) {
      assertThat(invalidValue(e))
          .as("an InvalidValueException, which gives the message up; the directory is away")
          .isNull();
      return;
    }
    Assertions.fail(
        "a directory that cannot be asked must throw, but answered %s about user %s; if that is "
            + "empty, the message to a known user is given up",
        found, user);
  }

  @Test
  @DisplayName("UD-4: a directory that can be asked again finds what it knows")
  void shouldFindAfterwards() {
    hooks.whileAway(() -> assertThrows(first()));
    known.forEach((user, recipient) -> assertFound(user, recipient, "after an outage"));
    assertEmpty(hooks.unknown(), "who is not known");
  }

  @Test
  @DisplayName("UD-5: an address that is none is an invalid value")
  void shouldRefuseWhatIsNoAddress() {
    UserId user = hooks.withWrongAddress();
    @Nullable Throwable thrown = null;
    try {
      directory.find(user);
    } catch (Throwable e) {
      thrown = e;
    }
    assertThat(thrown).as("what is thrown for user %s, whose address is none", user).isNotNull();
    assertThat(invalidValue(thrown))
        .as("an InvalidValueException for user %s, or as a cause; this is thrown: %s", user, thrown)
        .isNotNull();
  }

  private static @Nullable Throwable invalidValue(@Nullable Throwable thrown) {
    @Nullable Throwable cause = thrown;
    while (cause != null && !(cause instanceof InvalidValueException)) {
      cause = cause.getCause();
    }
    return cause;
  }
}
