package org.conferenceid.examples.adminconsole;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.conferenceid.EmailAddress;
import org.conferenceid.Recipient;
import org.conferenceid.UserId;
import org.conferenceid.examples.support.Person;
import org.conferenceid.spi.UserDirectory;
import org.conferenceid.spring.console.ConsoleUser;
import org.conferenceid.spring.console.ConsoleUsers;
import org.conferenceid.spring.console.UserSearch;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** The application's own table of people: who they are, and how to write to them. */
@Component
class People implements UserDirectory, ConsoleUsers {
  private static final Pattern MARKS = Pattern.compile("\\p{M}");

  private final JdbcTemplate jdbc;

  People(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
    jdbc.execute(
        "create table if not exists example_person (login varchar(100) primary key,"
            + " name varchar(100) not null, address varchar(254), language varchar(20) not null,"
            + " words varchar(600) not null)");
  }

  boolean isEmpty() {
    return jdbc.queryForList("select login from example_person limit 1").isEmpty();
  }

  /** Adds people; those of the second list have no address, as in life. */
  void add(List<Person> people, Set<UserId> withoutAddress) {
    jdbc.batchUpdate(
        "insert into example_person values (?, ?, ?, ?, ?)",
        people,
        people.size(),
        (row, person) -> {
          Recipient recipient = person.recipient();
          String address = recipient.address().value();
          String key = person.user().value();
          row.setString(1, key);
          row.setString(2, recipient.name());
          row.setString(3, withoutAddress.contains(person.user()) ? null : address);
          row.setString(4, recipient.language().toLanguageTag());
          row.setString(5, words(key, recipient.name(), key.replace('.', ' '), address));
        });
  }

  /** What a search compares: small letters without accents, a blank before each word. */
  private static String words(String... texts) {
    return folded(" " + String.join(" ", texts));
  }

  private static String folded(String text) {
    return MARKS
        .matcher(Normalizer.normalize(text, Normalizer.Form.NFKD))
        .replaceAll("")
        .toLowerCase(Locale.ROOT);
  }

  @Override
  public Optional<Recipient> find(UserId user) {
    return jdbc
        .query(
            "select address, name, language from example_person where login = ?"
                + " and address is not null",
            (row, number) ->
                new Recipient(
                    EmailAddress.parse(row.getString("address")),
                    row.getString("name"),
                    Locale.forLanguageTag(row.getString("language"))),
            user.value())
        .stream()
        .findFirst();
  }

  /** Whoever has a word that begins with what was typed, in key, name or address. */
  @Override
  public List<ConsoleUser> find(UserSearch search) {
    return jdbc.query(
        "select login, name, address from example_person where login > ? and words like ?"
            + " escape '!' order by login limit ?",
        (row, number) ->
            new ConsoleUser(
                UserId.of(row.getString("login")),
                row.getString("name"),
                Optional.ofNullable(row.getString("address"))),
        search.after().map(UserId::value).orElse(""),
        search.text().isEmpty() ? "%" : "% " + literally(folded(search.text())) + "%",
        search.limit());
  }

  private static String literally(String text) {
    return text.replaceAll("([!%_])", "!$1");
  }
}
