package org.conferenceid.spring.console;

import java.util.List;
import java.util.Optional;
import org.conferenceid.InvalidValueException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The properties {@code conference.console.*}. Immutable.
 *
 * @param path where the console is mounted: begins with a slash and does not end with one
 * @param signInPage where people who are not signed in are sent
 * @param signOutPage where a form is sent to sign out, such as {@code /logout}; without it, there
 *     is no button to sign out
 * @param linkSecret what links to users are encrypted with; without it, links end when the
 *     application does, and are good for one node only
 * @param pageSize how many rows a list has
 * @param ownPage whether organizers have a page of their own
 * @param roles who may do what
 * @since 0.1.0
 */
@ConfigurationProperties("conference.console")
public record ConsoleProperties(
    @DefaultValue("/conference") String path,
    @DefaultValue("/login") String signInPage,
    @Nullable String signOutPage,
    @Nullable String linkSecret,
    @DefaultValue("25") int pageSize,
    @DefaultValue("false") boolean ownPage,
    @DefaultValue Roles roles) {
  private static final String PATH = "(/[A-Za-z0-9._~-]+)+";
  private static final int MIN_SECRET = 16;
  private static final int MAX_PAGE_SIZE = 500;

  /**
   * Checks the values.
   *
   * @param path where the console is mounted
   * @param signInPage where people who are not signed in are sent
   * @param signOutPage where a form is sent to sign out
   * @param linkSecret what links to users are encrypted with
   * @param pageSize how many rows a list has
   * @param ownPage whether organizers have a page of their own
   * @param roles who may do what
   * @throws InvalidValueException if a value breaks its rule
   */
  public ConsoleProperties {
    if (!path.matches(PATH)) {
      throw new InvalidValueException(
          "conference.console.path", "must begin with a slash and not end with one", path);
    }
    if (linkSecret != null && !linkSecret.isEmpty() && linkSecret.length() < MIN_SECRET) {
      throw new InvalidValueException(
          "conference.console.link-secret", "must have at least " + MIN_SECRET + " characters");
    }
    if (pageSize < 1 || pageSize > MAX_PAGE_SIZE) {
      throw new InvalidValueException(
          "conference.console.page-size",
          "must be from 1 to " + MAX_PAGE_SIZE,
          Integer.toString(pageSize));
    }
  }

  /**
   * Returns what links are encrypted with.
   *
   * @return the secret, if there is one; an empty one is none
   */
  public Optional<String> secret() {
    return Optional.ofNullable(linkSecret).filter(secret -> !secret.isEmpty());
  }

  /**
   * Leaves out the secret.
   *
   * @return a text for logs
   */
  @Override
  public String toString() {
    return "ConsoleProperties[path=" + path + ", roles=" + roles + "]";
  }

  /**
   * Who may do what: the authorities of Spring Security, exactly as somebody who is signed in has
   * them.
   *
   * @param view who may look
   * @param operate who may change one user at a time
   * @param many who may change many users at once
   */
  public record Roles(
      @DefaultValue("ROLE_CONFERENCE_VIEW") List<String> view,
      @DefaultValue("ROLE_CONFERENCE_OPERATE") List<String> operate,
      @DefaultValue("ROLE_CONFERENCE_MANY") List<String> many) {}
}
