package org.conferenceid.examples.support;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IllformedLocaleException;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.conferenceid.ConferenceException;
import org.conferenceid.ConferenceIdPolicy;
import org.conferenceid.EmailAddress;
import org.conferenceid.InvalidValueException;
import org.conferenceid.Recipient;
import org.conferenceid.StaticIdException;
import org.conferenceid.UserId;

/**
 * Reads people from CSV (RFC 4180) with the header {@code key,name,address,language}. A bad line is
 * reported with the file, the line and the field, and the rest is read all the same.
 */
public final class PeopleFile {
  private static final List<String> FIELDS = List.of("key", "name", "address", "language");

  /** A field that hopeful administrators add; it is only read to be refused (S3). */
  private static final String WANTED_ID = "id";

  /** More than any tag that means a language. */
  private static final int MAX_TAG_LENGTH = 100;

  private final String file;
  private final List<Person> people = new ArrayList<>();
  private final List<String> problems = new ArrayList<>();
  private final Map<UserId, Long> linesByUser = new HashMap<>();
  private final Set<UserId> readable = new HashSet<>();
  private final Set<UserId> unreadable = new HashSet<>();

  private PeopleFile(String file) {
    this.file = file;
  }

  /**
   * Reads a file in UTF-8.
   *
   * @param file the file
   * @return its people and problems
   * @throws IOException if it cannot be read at all
   */
  public static PeopleFile read(Path file) throws IOException {
    try (Reader content = TextFile.open(file)) {
      return read(file.toString(), content);
    }
  }

  /**
   * Reads a text.
   *
   * @param file its name, for the problems
   * @param content the text; it is closed
   * @return its people and problems
   * @throws IOException if it cannot be read at all
   */
  public static PeopleFile read(String file, Reader content) throws IOException {
    PeopleFile read = new PeopleFile(file);
    try (CsvReader<NamedCsvRecord> lines = CsvReader.builder().ofNamedCsvRecord(content)) {
      Iterator<NamedCsvRecord> iterator = lines.iterator();
      while (iterator.hasNext()) {
        read.read(iterator.next());
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    } catch (CsvParseException e) {
      read.problems.add(file + ": " + e.getMessage());
    }
    if (read.people.isEmpty() && read.problems.isEmpty()) {
      read.problems.add(file + ": there is nobody in it");
    }
    return read;
  }

  /**
   * The people of the good lines.
   *
   * @return in the order of the lines
   */
  public List<Person> people() {
    return people;
  }

  /**
   * What was wrong.
   *
   * @return a sentence for each bad line, with file and line
   */
  public List<String> problems() {
    return problems;
  }

  /**
   * The users whose lines are bad: who they are is known, how to write to them is not.
   *
   * @return without those who have a good line
   */
  public Set<UserId> unreadable() {
    return unreadable;
  }

  private void read(NamedCsvRecord line) {
    long number = line.getStartingLineNumber();
    try {
      Person person = person(line, number);
      people.add(person);
      readable.add(person.user());
      unreadable.remove(person.user());
    } catch (InvalidValueException | StaticIdException e) {
      report(number, e);
      keyOf(line).filter(user -> !readable.contains(user)).ifPresent(unreadable::add);
    }
  }

  private Person person(NamedCsvRecord line, long number) {
    requireFields(line);
    ConferenceIdPolicy.requireDynamic(line.findField(WANTED_ID).orElse(null));
    UserId user = UserId.of(line.getField("key").strip());
    Long earlier = linesByUser.putIfAbsent(user, number);
    if (earlier != null) {
      throw new InvalidValueException(
          "key", "stands in line " + earlier + " already", user.value());
    }
    EmailAddress address = EmailAddress.parse(line.getField("address").strip());
    Locale language = language(line.getField("language").strip());
    return new Person(user, new Recipient(address, line.getField("name").strip(), language));
  }

  private static void requireFields(NamedCsvRecord line) {
    if (line.getHeader().size() == 1 && line.getHeader().get(0).contains(";")) {
      throw new InvalidValueException(
          "header", "must have commas between its fields, not semicolons, as all lines must");
    }
    for (String field : FIELDS) {
      if (line.findField(field).isEmpty()) {
        throw new InvalidValueException(field, "is missing");
      }
    }
  }

  private static Optional<UserId> keyOf(NamedCsvRecord line) {
    try {
      return line.findField("key").map(key -> UserId.of(key.strip()));
    } catch (InvalidValueException e) {
      return Optional.empty();
    }
  }

  private void report(long number, ConferenceException e) {
    problems.add(file + ", line " + number + ": " + e.getMessage());
  }

  /** Without one, the language is not known, and the library chooses. */
  private static Locale language(String tag) {
    if (tag.isEmpty()) {
      return Locale.ROOT;
    }
    try {
      if (tag.length() <= MAX_TAG_LENGTH) {
        return new Locale.Builder().setLanguageTag(tag).build();
      }
    } catch (IllformedLocaleException e) {
      // refused like one that is too long
    }
    throw new InvalidValueException("language", "must be a BCP 47 tag such as fr or en-GB", tag);
  }
}
