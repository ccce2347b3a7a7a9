package org.conferenceid.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.conferenceid.Recipient;
import org.conferenceid.UserId;
import org.conferenceid.spi.UserDirectory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the groups of rules for directories have in common: a directory, and whom it knows. */
@ExtendWith(NamedRules.class)
abstract class UserDirectoryRules {
  final UserDirectoryContract hooks;
  UserDirectory directory = user -> Optional.empty();
  Map<UserId, Recipient> known = Map.of();

  UserDirectoryRules(UserDirectoryContract hooks) {
    this.hooks = hooks;
  }

  @BeforeEach
  void createDirectory() {
    directory = hooks.createDirectory();
    known = new LinkedHashMap<>(hooks.known());
    assertThat(known.values().stream().map(Recipient::address).distinct())
        .as("different addresses of known(), which the tests need")
        .hasSizeGreaterThan(1);
  }

  final UserId first() {
    return known.keySet().iterator().next();
  }

  final UserId second() {
    Iterator<UserId> users = known.keySet().iterator();
    users.next();
    return users.next();
  }

  final Recipient knownOf(UserId user) {
    return Objects.requireNonNull(known.get(user));
  }

  final void assertFound(UserId user, Recipient expected, String when) {
    Optional<Recipient> found = directory.find(user);
    assertThat(found).as("the answer about user %s %s; null is none", user, when).isNotNull();
    assertThat(found).as("user %s, %s", user, when).isPresent();
    Recipient recipient = found.orElseThrow();
    assertThat(recipient.address().value())
        .as("the address of user %s, %s", user, when)
        .isEqualTo(expected.address().value());
    assertThat(recipient.name())
        .as("the name of user %s, %s", user, when)
        .isEqualTo(expected.name());
    assertThat(recipient.language())
        .as("the language of user %s, %s", user, when)
        .isEqualTo(expected.language());
  }

  /** The user must be unknown, and the answer must say so. */
  final void assertEmpty(UserId user, String why) {
    Optional<Recipient> found;
    try {
      found = directory.find(user);
    } catch (Throwable e) {
      throw new AssertionError(
          "the answer about user " + user + ", " + why + ", must be empty, but this was thrown", e);
    }
    assertThat(found).as("the answer about user %s, %s; null is none", user, why).isNotNull();
    assertThat(found).as("what is known of user %s, %s", user, why).isEmpty();
  }
}
