package org.conferenceid.tck;

import java.util.Map;
import org.conferenceid.Recipient;
import org.conferenceid.UserId;
import org.conferenceid.spi.UserDirectory;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;

/**
 * The rules of {@link UserDirectory}, UD-1 to UD-7, as tests. The author of a directory extends
 * this class, and tells whom it knows.
 *
 * <pre>{@code
 * class MyDirectoryTest extends UserDirectoryContract {
 *   private static final Recipient AMELIE =
 *       new Recipient(EmailAddress.parse("amelie@example.org"), "Amélie Durand", Locale.FRENCH);
 *   private static final Recipient BRUNO =
 *       new Recipient(EmailAddress.parse("bruno@example.org"), "Bruno Keller", Locale.GERMAN);
 *
 *   @Override
 *   protected UserDirectory createDirectory() {
 *     return new MyDirectory("people.csv");
 *   }
 *
 *   @Override
 *   protected Map<UserId, Recipient> known() {
 *     return Map.of(UserId.of("amelie"), AMELIE, UserId.of("bruno"), BRUNO);
 *   }
 * }
 * }</pre>
 *
 * <p>What not every directory can be brought to in a test is skipped, and shown as skipped with its
 * rule, unless a subclass tells how.
 *
 * @since 0.1.0
 */
public abstract class UserDirectoryContract {

  /** For subclasses. */
  protected UserDirectoryContract() {}

  /**
   * Makes a directory to test.
   *
   * @return a directory that knows {@link #known} and {@link #withoutAddress}, and nobody whose key
   *     is like theirs
   */
  protected abstract UserDirectory createDirectory();

  /**
   * Returns users whom the directory knows, and what it knows of them. Keys with letters show most.
   *
   * @return two or more users with different addresses
   */
  protected abstract Map<UserId, Recipient> known();

  /**
   * Returns a user whom the directory does not know.
   *
   * @return by default a key that hardly anybody has
   */
  protected UserId unknown() {
    return UserId.of("nobody-2f6b0c1e");
  }

  /**
   * Returns a user whom the directory knows and who has no address. Without it a part of UD-2 is
   * skipped.
   *
   * @return the user
   */
  protected UserId withoutAddress() {
    return Assumptions.abort("UD-2: everybody in this directory has an address");
  }

  /**
   * Returns a user of whom the directory knows an address that is no address. Without it UD-5 is
   * skipped.
   *
   * @return the user
   */
  protected UserId withWrongAddress() {
    return Assumptions.abort("UD-5: every address in this directory is one");
  }

  /**
   * Runs a part of a test while the directory cannot be asked, and has kept no answers. Without it
   * UD-4 is skipped.
   *
   * @param work what to do meanwhile
   */
  protected void whileAway(Runnable work) {
    Assumptions.abort("UD-4: this directory can always be asked");
  }

  /**
   * Changes what the directory knows of a user, or adds the user, as the application would. If the
   * directory keeps answers, their time is over when this returns. Without it UD-7 is skipped.
   *
   * @param user one of {@link #known}, {@link #unknown}, or somebody new
   * @param recipient what it knows from now on
   */
  protected void change(UserId user, Recipient recipient) {
    Assumptions.abort("UD-7: what this directory knows does not change");
  }

  @Nested
  @DisplayName("Finding: UD-1, UD-6, UD-7")
  class Finding extends FindingRules {
    Finding() {
      super(UserDirectoryContract.this);
    }
  }

  @Nested
  @DisplayName("Not finding: UD-2, UD-3, UD-4, UD-5")
  class NotFinding extends NotFindingRules {
    NotFinding() {
      super(UserDirectoryContract.this);
    }
  }
}
