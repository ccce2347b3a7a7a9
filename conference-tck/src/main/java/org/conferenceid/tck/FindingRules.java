package org.conferenceid.tck;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.conferenceid.EmailAddress;
import org.conferenceid.Recipient;
import org.conferenceid.UserId;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What is found: UD-1, UD-6 and UD-7. */
abstract class FindingRules extends UserDirectoryRules {
  private static final int RACERS = 8;
  private static final int ROUNDS = 50;
  private static final Recipient MOVED =
      new Recipient(
          EmailAddress.parse("somewhere.else@example.org"), "Zoë Ångström", Locale.ITALIAN);

  FindingRules(UserDirectoryContract hooks) {
    super(hooks);
  }

  @Test
  @DisplayName("UD-1: whoever is known is found, with address, name and language")
  void shouldFindTheKnown() {
    known.forEach((user, recipient) -> assertFound(user, recipient, "who is known"));
  }

  @Test
  @DisplayName("UD-1: the answer is the same each time, whoever is asked for in between")
  void shouldFindThemAgain() {
    for (int i = 0; i < 3; i++) {
      known.forEach((user, recipient) -> assertFound(user, recipient, "asked for again"));
      assertEmpty(hooks.unknown(), "who is not known");
    }
  }

  @Test
  @DisplayName("UD-6: threads that ask at once get the answers to their own questions")
  void shouldKeepThreadsApart() {
    List<Map.Entry<UserId, Recipient>> users = new ArrayList<>(known.entrySet());
    Race.of(
        RACERS,
        racer ->
            () -> {
              for (int i = 0; i < ROUNDS; i++) {
                Map.Entry<UserId, Recipient> one = users.get((racer + i) % users.size());
                assertFound(one.getKey(), one.getValue(), "while others are asked for");
              }
              return true;
            });
  }

  @Test
  @DisplayName("UD-7: an address that has changed is found")
  void shouldFindWhatHasChanged() {
    assertFound(first(), knownOf(first()), "before the change");
    hooks.change(first(), MOVED);
    assertFound(first(), MOVED, "after the change");
    assertFound(second(), knownOf(second()), "of whom nothing changed");
  }

  @Test
  @DisplayName("UD-7: who is new is found, also after having been asked for in vain")
  void shouldFindWhoIsNew() {
    assertEmpty(hooks.unknown(), "who is not known yet");
    hooks.change(hooks.unknown(), MOVED);
    assertFound(hooks.unknown(), MOVED, "who was added");
  }
}
