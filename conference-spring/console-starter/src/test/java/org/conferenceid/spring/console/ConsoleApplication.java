package org.conferenceid.spring.console;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.conferenceid.EmailAddress;
import org.conferenceid.Recipient;
import org.conferenceid.UserId;
import org.conferenceid.spi.UserDirectory;
import org.conferenceid.testkit.InMemoryUserDirectory;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.web.context.WebApplicationContext;

/** An application with two users, one of whom has a key that is an address, and a hostile one. */
@SpringBootConfiguration
@EnableAutoConfiguration
public class ConsoleApplication {
  /** A user whose key says nothing. */
  public static final UserId AMELIE = UserId.of("amelie");

  /** A user whose key is an address. */
  public static final UserId BENOIT = UserId.of("benoit@example.org");

  /** A user who tries to run a script, and to break out of an attribute. */
  public static final UserId MALLORY = UserId.of("<script>alert('k')</script>");

  /** What the hostile user is called. */
  public static final String HOSTILE = "\"><img src=x onerror=alert(1)> ${7*7} [[${7*7}]]";

  @Bean
  InMemoryUserDirectory directory() {
    InMemoryUserDirectory directory = new InMemoryUserDirectory();
    put(directory, AMELIE, "amelie.dupont@example.org", "Amélie Dupont", Locale.FRENCH);
    put(directory, BENOIT, "benoit@example.org", "Benoît", Locale.GERMAN);
    put(directory, MALLORY, "mallory@example.org", HOSTILE, Locale.ENGLISH);
    return directory;
  }

  private static void put(
      InMemoryUserDirectory directory, UserId user, String address, String name, Locale language) {
    directory.put(user, new Recipient(EmailAddress.parse(address), name, language));
  }

  @Bean
  ConsoleUsers consoleUsers(UserDirectory directory) {
    return search ->
        Stream.of(AMELIE, BENOIT, MALLORY)
            .dropWhile(user -> search.after().isPresent() && !user.equals(search.after().get()))
            .skip(search.after().isPresent() ? 1 : 0)
            .map(
                user -> {
                  Recipient person = directory.find(user).orElseThrow();
                  return new ConsoleUser(
                      user, person.name(), Optional.of(person.address().value()));
                })
            .filter(
                user ->
                    Stream.of(user.id().value(), user.name(), user.address().orElse(""))
                        .anyMatch(text -> startsWith(text, search.text())))
            .limit(search.limit())
            .toList();
  }

  private static boolean startsWith(String text, String prefix) {
    return text.regionMatches(/* ignoreCase= */ true, 0, prefix, 0, prefix.length());
  }

  @Bean
  Console console(WebApplicationContext context) {
    return new Console(context);
  }
}
