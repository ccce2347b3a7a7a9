package org.conferenceid.tck;

import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;

/**
 * Begins the message of a failed assertion with the name of the test, which says which rules it is
 * about and what they want, and ends it with where their text stands: a report often shows no more
 * than the message.
 */
final class NamedRules implements TestExecutionExceptionHandler {
  /** Where the rules stand, by the letters before the dash. Each has an anchor in the javadoc. */
  private static final Map<String, String> PORTS =
      Map.of(
          "CS",
          "ConferenceStore",
          "OB",
          "Outbox",
          "NT",
          "Notifier",
          "GL",
          "GuessLimiter",
          "UD",
          "UserDirectory",
          "MU",
          "MeetingUpdates");

  private static final Pattern RULE = Pattern.compile("\\b([A-Z]{2})-\\d+\\b");

  NamedRules() {}

  @Override
  public void handleTestExecutionException(ExtensionContext test, Throwable thrown)
      throws Throwable {
    if (thrown instanceof AssertionError) {
      throw new AssertionError(
          message(test.getDisplayName(), String.valueOf(thrown.getMessage())), thrown);
    }
    throw thrown;
  }

  private static String message(String test, String seen) {
    StringBuilder message = new StringBuilder(test).append('\n').append(seen);
    RULE.matcher(test.substring(0, Math.max(0, test.indexOf(':'))))
        .results()
        .filter(rule -> PORTS.containsKey(rule.group(1)))
        .forEach(rule -> message.append('\n').append(place(rule)));
    return message.toString();
  }

  private static String place(MatchResult rule) {
    return "The text of "
        + rule.group()
        + ": javadoc of org.conferenceid.spi."
        + PORTS.get(rule.group(1))
        + ", anchor #"
        + rule.group();
  }
}
