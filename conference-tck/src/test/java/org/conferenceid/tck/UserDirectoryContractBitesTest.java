package org.conferenceid.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.conferenceid.EmailAddress;
import org.conferenceid.Recipient;
import org.conferenceid.UserId;
import org.conferenceid.spi.UserDirectory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.platform.testkit.engine.EngineTestKit;

/** Runs the contract against directories with one fault each: the rule that it breaks is named. */
class UserDirectoryContractBitesTest {
  private static final UserId NO_ADDRESS = UserId.of("chloe");
  private static final UserId WRONG_ADDRESS = UserId.of("david");

  /** What the contract tests in this class; one test at a time. */
  private static Fault present = Fault.NONE;

  /** What is wrong with a directory, and the rule that it breaks. */
  enum Fault {
    NONE(""),
    FORGETS_LANGUAGES("UD-1"),
    WRITES_ADDRESSES_SMALL("UD-1"),
    CUTS_NAMES("UD-1"),
    ANSWERS_ONCE("UD-1"),
    THROWS_FOR_STRANGERS("UD-2"),
    ANSWERS_NULL_FOR_STRANGERS("UD-2"),
    SENDS_STRANGERS_TO_THE_POSTMASTER("UD-2"),
    INVENTS_ADDRESSES("UD-2"),
    REFUSES_LONG_KEYS("UD-2"),
    REFUSES_OTHER_SCRIPTS("UD-2"),
    IGNORES_CASE("UD-3"),
    IGNORES_ACCENTS("UD-3"),
    TAKES_PATTERNS("UD-3"),
    CUTS_KEYS("UD-3"),
    IS_EMPTY_WHEN_AWAY("UD-4"),
    BLAMES_THE_USER_WHEN_AWAY("UD-4"),
    STAYS_AWAY("UD-4"),
    IS_EMPTY_FOR_A_WRONG_ADDRESS("UD-5"),
    HIDES_A_WRONG_ADDRESS("UD-5"),
    SHARES_ITS_ANSWER("UD-6"),
    KEEPS_ANSWERS("UD-7"),
    KEEPS_WHO_IS_UNKNOWN("UD-7");

    final String rule;

    Fault(String rule) {
      this.rule = rule;
    }
  }

  static class Run extends UserDirectoryContract {
    private final Map<String, String> rows = new ConcurrentHashMap<>();
    private Directory directory = new Directory(present, rows);

    @Override
    protected UserDirectory createDirectory() {
      known().forEach(this::change);
      rows.put(NO_ADDRESS.value(), "");
      rows.put(WRONG_ADDRESS.value(), "david at example.org|David|en");
      directory = new Directory(present, rows);
      return directory;
    }

    @Override
    protected Map<UserId, Recipient> known() {
      return Map.of(
          UserId.of("amelie"), InMemoryUserDirectoryTest.AMELIE,
          UserId.of("bruno"), InMemoryUserDirectoryTest.BRUNO);
    }

    @Override
    protected UserId withoutAddress() {
      return NO_ADDRESS;
    }

    @Override
    protected UserId withWrongAddress() {
      return WRONG_ADDRESS;
    }

    @Override
    protected void whileAway(Runnable work) {
      directory.away = true;
      work.run();
      directory.away = present == Fault.STAYS_AWAY;
    }

    @Override
    protected void change(UserId user, Recipient to) {
      rows.put(
          user.value(),
          to.address().value() + "|" + to.name() + "|" + to.language().toLanguageTag());
    }
  }

  /** A directory over rows of text, as one over a database would be. */
  static final class Directory implements UserDirectory {
    private final Fault fault;
    private final Map<String, String> rows;
    private final Meeting between = new Meeting();
    private final Map<String, Optional<Recipient>> kept = new ConcurrentHashMap<>();
    private volatile Optional<Recipient> latest = Optional.empty();
    private volatile boolean away;

    Directory(Fault fault, Map<String, String> rows) {
      this.fault = fault;
      this.rows = rows;
    }

    @Override
    public Optional<Recipient> find(UserId user) {
      String key = user.value();
      Optional<Recipient> remembered = kept.get(key);
      if (remembered != null && isKept(remembered)) {
        return remembered;
      }
      if (away) {
        return whenAway();
      }
      if (fault == Fault.ANSWERS_ONCE && remembered != null) {
        return Optional.empty();
      }
      Optional<Recipient> found = row(key).filter(row -> !row.isEmpty()).map(this::recipient);
      kept.put(key, found);
      if (fault == Fault.SHARES_ITS_ANSWER) {
        latest = found;
        between.await();
        return latest;
      }
      return found.isEmpty() ? stranger(key) : found;
    }

    private boolean isKept(Optional<Recipient> answer) {
      return switch (fault) {
        case KEEPS_ANSWERS -> answer.isPresent();
        case KEEPS_WHO_IS_UNKNOWN -> answer.isEmpty();
        default -> false;
      };
    }

    private Optional<Recipient> whenAway() {
      return switch (fault) {
        case IS_EMPTY_WHEN_AWAY -> Optional.empty();
        case BLAMES_THE_USER_WHEN_AWAY ->
            throw new IllegalStateException("not found", invalid("no connection"));
        default -> throw new IllegalStateException("no connection");
      };
    }

    private static RuntimeException invalid(String address) {
      try {
        EmailAddress.parse(address);
      } catch (RuntimeException e) {
        return e;
      }
      throw new AssertionError(address);
    }

    private Optional<String> row(String key) {
      if (fault == Fault.REFUSES_LONG_KEYS && key.length() > 100) {
        throw new IllegalArgumentException("value too long for column");
      }
      if (fault == Fault.REFUSES_OTHER_SCRIPTS && key.chars().anyMatch(c -> c > 0xFF)) {
        throw new IllegalArgumentException("no such character in LATIN1");
      }
      return rows.entrySet().stream()
          .filter(row -> matches(row.getKey(), key))
          .map(Map.Entry::getValue)
          .findFirst();
    }

    private boolean matches(String row, String key) {
      return switch (fault) {
        case IGNORES_CASE -> row.equalsIgnoreCase(key);
        case IGNORES_ACCENTS -> bare(row).equals(bare(key));
        case TAKES_PATTERNS -> row.equals(key) || isPatternOf(row, key);
        case CUTS_KEYS -> cut(row).equals(cut(key));
        default -> row.equals(key);
      };
    }

    private static boolean isPatternOf(String row, String key) {
      return key.length() > 1 && key.endsWith("*") && row.startsWith(key.replace("*", ""));
    }

    private static String bare(String key) {
      return Normalizer.normalize(key, Normalizer.Form.NFD).replaceAll("\\p{M}", "");
    }

    private static String cut(String key) {
      return key.substring(0, Math.min(64, key.length()));
    }

    private Recipient recipient(String row) {
      String[] parts = row.split("\\|", -1);
      String name = fault == Fault.CUTS_NAMES ? parts[1].replaceAll(" .*", "") : parts[1];
      Locale language =
          fault == Fault.FORGETS_LANGUAGES ? Locale.ENGLISH : Locale.forLanguageTag(parts[2]);
      return new Recipient(address(parts[0]), name, language);
    }

    private EmailAddress address(String written) {
      try {
        return EmailAddress.parse(
            fault == Fault.WRITES_ADDRESSES_SMALL ? written.toLowerCase(Locale.ROOT) : written);
      } catch (RuntimeException e) {
        if (fault == Fault.HIDES_A_WRONG_ADDRESS) {
          throw new IllegalStateException("the user cannot be read");
        }
        if (fault == Fault.IS_EMPTY_FOR_A_WRONG_ADDRESS) {
          return EmailAddress.parse("postmaster@example.org");
        }
        throw e;
      }
    }

    private Optional<Recipient> stranger(String key) {
      return switch (fault) {
        case THROWS_FOR_STRANGERS -> throw new NoSuchElementException("no such user");
        case ANSWERS_NULL_FOR_STRANGERS -> null;
        case SENDS_STRANGERS_TO_THE_POSTMASTER ->
            Optional.of(recipient("postmaster@example.org|Postmaster|en"));
        case INVENTS_ADDRESSES ->
            key.matches("[a-z-]+[0-9a-f-]*")
                ? Optional.of(recipient(key + "@example.org|" + key + "|en"))
                : Optional.empty();
        default -> Optional.empty();
      };
    }
  }

  static Stream<Fault> faults() {
    return Stream.of(Fault.values()).filter(fault -> fault != Fault.NONE);
  }

  private static List<String> failures(Fault fault) {
    present = fault;
    return EngineTestKit.engine("junit-jupiter")
        .selectors(selectClass(Run.class))
        .execute()
        .testEvents()
        .failed()
        .stream()
        .map(event -> event.getTestDescriptor().getDisplayName())
        .toList();
  }

  @ParameterizedTest
  @MethodSource("faults")
  void shouldNameTheRule(Fault fault) {
    assertThat(failures(fault)).anyMatch(name -> name.startsWith(fault.rule + ":"));
    assertThat(failures(Fault.NONE)).isEmpty();
  }
}
