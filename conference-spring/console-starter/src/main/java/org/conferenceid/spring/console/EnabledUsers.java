package org.conferenceid.spring.console;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.conferenceid.InvalidValueException;
import org.conferenceid.Organizer;
import org.conferenceid.Recipient;
import org.conferenceid.UserId;
import org.conferenceid.administration.Administration;
import org.conferenceid.spring.console.page.People;

/**
 * The users of an application that has no {@link ConsoleUsers}: those who are enabled, in the
 * store's order, and before them whoever has exactly the key that is looked for. It reads all users
 * who are enabled to find the last one.
 */
final class EnabledUsers implements ConsoleUsers {
  private final Administration administration;
  private final People people;

  EnabledUsers(Administration administration, People people) {
    this.administration = administration;
    this.people = people;
  }

  @Override
  public List<ConsoleUser> find(UserSearch search) {
    Optional<UserId> exact = key(search.text());
    Stream<ConsoleUser> named =
        exact.filter(user -> search.after().isEmpty()).flatMap(this::known).stream();
    String prefix = search.text().toLowerCase(Locale.ROOT);
    try (Stream<Organizer> enabled = administration.organizers()) {
      Stream<UserId> keys = enabled.map(Organizer::user);
      if (search.after().filter(last -> !last.equals(exact.orElse(null))).isPresent()) {
        UserId last = search.after().get();
        keys = keys.dropWhile(user -> !user.equals(last)).skip(1);
      }
      return Stream.concat(
              named,
              keys.filter(user -> user.value().toLowerCase(Locale.ROOT).startsWith(prefix))
                  .filter(user -> !user.equals(exact.orElse(null)))
                  .map(this::described))
          .limit(search.limit())
          .toList();
    }
  }

  private static Optional<UserId> key(String text) {
    try {
      return Optional.of(UserId.of(text));
    } catch (InvalidValueException noKey) {
      return Optional.empty();
    }
  }

  /** Somebody whom the directory or the store knows. */
  private Optional<ConsoleUser> known(UserId user) {
    return people.find(user).isPresent() || administration.find(user).isPresent()
        ? Optional.of(described(user))
        : Optional.empty();
  }

  private ConsoleUser described(UserId user) {
    Optional<Recipient> recipient = people.find(user);
    return new ConsoleUser(
        user,
        recipient.map(Recipient::name).orElse(""),
        recipient.map(found -> found.address().value()));
  }
}
