package org.conferenceid.jdbc;

import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Copies of a driver's exceptions in which IDs are masked: drivers quote the values that broke a
 * constraint, and an ID is an access code. Causes and next exceptions are copied, too, because a
 * pool tells there what the database said.
 */
final class Masked {
  /** An ID in a driver's message, such as "Key (id)=(...) already exists". */
  private static final Pattern ID = Pattern.compile("(?<![0-9])[1-9][0-9]{4}([0-9]{2})(?![0-9])");

  /** No exception has more beneath it, but for a batch in which everything failed. */
  private static final int MAX_DEPTH = 8;

  private Masked() {}

  /** What an exception and those beneath it say, each thing once. */
  static String messages(SQLException thrown) {
    Set<String> messages = new LinkedHashSet<>();
    for (Throwable part : thrown) {
      if (messages.size() < MAX_DEPTH) {
        messages.add(masked(part instanceof SQLException ? part.getMessage() : part.toString()));
      }
    }
    return String.join("; ", messages);
  }

  static SQLException copy(SQLException thrown) {
    return copy(thrown, MAX_DEPTH);
  }

  private static SQLException copy(Throwable thrown, int depth) {
    SQLException copy =
        thrown instanceof SQLException said
            ? new SQLException(masked(said.getMessage()), said.getSQLState(), said.getErrorCode())
            : new SQLException(masked(thrown.toString()));
    copy.setStackTrace(thrown.getStackTrace());
    if (depth > 1) {
      if (thrown.getCause() != null) {
        copy.initCause(copy(thrown.getCause(), depth - 1));
      }
      if (thrown instanceof SQLException said && said.getNextException() != null) {
        copy.setNextException(copy(said.getNextException(), depth - 1));
      }
    }
    return copy;
  }

  private static String masked(@Nullable String message) {
    return ID.matcher(String.valueOf(message)).replaceAll("*****$1");
  }
}
