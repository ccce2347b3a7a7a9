package org.conferenceid.examples.adminconsole;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
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
  private static final Pattern WORD = Pattern.compile("(?<=^|\\s)\\S");

  /** As many bytes of a text are compared. */
  private static final int COMPARED = 48;

  private final JdbcTemplate jdbc;

  People(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
    jdbc.execute(
        "create table if not exists example_people (login varchar(100) primary key,"
            + " name varchar(100) not null, address varchar(254), language varchar(20) not null)");
    jdbc.execute(
        "create table if not exists example_words (word varchar(100) not null,"
            + " login varchar(100) not null)");
    jdbc.execute("create index if not exists example_word on example_words (word, login)");
  }

  boolean isEmpty() {
    return jdbc.queryForList("select login from example_people limit 1").isEmpty();
  }

  /** Adds people; those of the second list have no address, as in life. */
  void add(List<Person> people, Set<UserId> withoutAddress) {
    jdbc.batchUpdate(
        "insert into example_people values (?, ?, ?, ?)",
        people,
        people.size(),
        (row, person) -> {
          Recipient recipient = person.recipient();
          row.setString(1, person.user().value());
          row.setString(2, recipient.name());
          row.setString(
              3, withoutAddress.contains(person.user()) ? null : recipient.address().value());
          row.setString(4, recipient.language().toLanguageTag());
        });
    List<Object[]> words = new ArrayList<>();
    for (Person person : people) {
      String key = person.user().value();
      words(key, person).distinct().forEach(word -> words.add(new Object[] {word, key}));
    }
    jdbc.batchUpdate("insert into example_words values (?, ?)", words);
  }

  /** What a search compares: key, name and address, each from the beginning of a word on. */
  private static Stream<String> words(String key, Person person) {
    Recipient recipient = person.recipient();
    return Stream.of(key, key.replace('.', ' '), recipient.name(), recipient.address().value())
        .map(People::folded)
        .flatMap(text -> WORD.matcher(text).results().map(word -> text.substring(word.start())))
        .map(People::comparable);
  }

  /** In small letters without accents. */
  private static String folded(String text) {
    return MARKS
        .matcher(Normalizer.normalize(text, Normalizer.Form.NFKD))
        .replaceAll("")
        .toLowerCase(Locale.ROOT);
  }

  /** In hexadecimal digits, which every database sorts alike, whatever its collation is. */
  private static String comparable(String folded) {
    byte[] bytes = folded.getBytes(StandardCharsets.UTF_8);
    return HexFormat.of().formatHex(bytes, 0, Math.min(bytes.length, COMPARED));
  }

  @Override
  public Optional<Recipient> find(UserId user) {
    return jdbc
        .query(
            "select address, name, language from example_people where login = ?"
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
    String after = search.after().map(UserId::value).orElse("");
    if (search.text().isEmpty()) {
      return jdbc.query(
          "select login, name, address from example_people where login > ? order by login limit ?",
          People::user,
          after,
          search.limit());
    }
    String first = comparable(folded(search.text()));
    return jdbc.query(
        "select login, name, address from example_people where login > ? and login in"
            + " (select login from example_words where word >= ? and word < ?)"
            + " order by login limit ?",
        People::user,
        after,
        first,
        first + 'g',
        search.limit());
  }

  private static ConsoleUser user(ResultSet row, int number) throws SQLException {
    return new ConsoleUser(
        UserId.of(row.getString("login")),
        row.getString("name"),
        Optional.ofNullable(row.getString("address")));
  }
}
