package org.conferenceid.testkit;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.conferenceid.Recipient;
import org.conferenceid.UserId;
import org.conferenceid.spi.UserDirectory;
import org.jspecify.annotations.Nullable;

/**
 * A directory of users that a test fills.
 *
 * <pre>{@code
 * InMemoryUserDirectory directory = new InMemoryUserDirectory();
 * directory.put(
 *     UserId.of("amelie"),
 *     new Recipient(EmailAddress.parse("amelie@example.org"), "Amélie", Locale.FRENCH));
 * }</pre>
 *
 * <p>Safe for use by any number of threads.
 *
 * @since 0.1.0
 */
public final class InMemoryUserDirectory implements UserDirectory {
  private final Map<UserId, Recipient> users = new ConcurrentHashMap<>();
  private volatile @Nullable RuntimeException outage;

  /** Starts empty. */
  public InMemoryUserDirectory() {}

  /**
   * Adds a user, or replaces what was known.
   *
   * @param user the user
   * @param recipient how to write to the user
   */
  public void put(UserId user, Recipient recipient) {
    Objects.requireNonNull(user, "user");
    Objects.requireNonNull(recipient, "recipient");
    users.put(user, recipient);
  }

  /**
   * Removes a user. Does nothing if there is none.
   *
   * @param user the user
   */
  public void remove(UserId user) {
    Objects.requireNonNull(user, "user");
    users.remove(user);
  }

  /**
   * Makes every {@link #find} fail from now on, until {@link #recover}.
   *
   * @param problem what is thrown
   */
  public void failWith(RuntimeException problem) {
    outage = Objects.requireNonNull(problem, "problem");
  }

  /** Ends what {@link #failWith} began. Nothing that was put in is lost. */
  public void recover() {
    outage = null;
  }

  @Override
  public Optional<Recipient> find(UserId user) {
    Objects.requireNonNull(user, "user");
    RuntimeException problem = outage;
    if (problem != null) {
      throw problem;
    }
    return Optional.ofNullable(users.get(user));
  }

  /** Counts only. */
  @Override
  public String toString() {
    return "InMemoryUserDirectory[users=" + users.size() + "]";
  }
}
