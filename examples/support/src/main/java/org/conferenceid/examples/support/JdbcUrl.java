package org.conferenceid.examples.support;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.conferenceid.InvalidValueException;
import org.conferenceid.StoreException;

/** The URL of a database. It may hold a password, so {@code toString} shows only its beginning. */
public final class JdbcUrl {
  /** An example has a thread of its own, and its dispatcher's; the rest is for spare. */
  private static final int MOST_CONNECTIONS = 4;

  private static final Pattern USER_INFO = Pattern.compile("(jdbc:[^?/]*//)[^?(]*@");

  /**
   * What may be shown: a file of SQLite up to its parameters, else a host and a database's name. A
   * URL of any other form may have its password anywhere.
   */
  private static final Pattern SHOWN =
      Pattern.compile(
          "(?s)jdbc:(?:sqlite:[^?]*|\\w+:(?://[\\w.:,\\[\\]-]+(?:/[\\w.-]*)?(?=[?\\s\"')]|$))?)");

  private static final String OF_SQLITE = "jdbc:sqlite:";

  private final String url;

  private JdbcUrl(String url) {
    this.url = url;
  }

  /**
   * Reads a URL.
   *
   * @param url such as {@code jdbc:postgresql://localhost/ids?user=me&password=secret}
   * @return the URL
   * @throws InvalidValueException if it is something else
   */
  public static JdbcUrl of(String url) {
    if (!url.startsWith("jdbc:")) {
      throw new InvalidValueException("database", "must be a URL that begins with jdbc:");
    }
    return new JdbcUrl(url);
  }

  /**
   * The URL of an SQLite file.
   *
   * @param file the file; SQLite makes it if it is not there
   * @return its URL
   */
  public static JdbcUrl ofSqlite(Path file) {
    return new JdbcUrl(OF_SQLITE + file);
  }

  /**
   * Opens a pool of connections.
   *
   * @return the pool, to be closed
   * @throws StoreException if there is no driver for the URL, or the database cannot be reached
   */
  public HikariDataSource open() {
    makeForOwnerAlone();
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(url);
    config.setMinimumIdle(1);
    config.setMaximumPoolSize(MOST_CONNECTIONS);
    try {
      return new HikariDataSource(config);
    } catch (RuntimeException e) {
      // Not as the cause: its own message has the whole URL.
      String reason = withoutSecrets(String.valueOf(e.getMessage()).replace(url, toString()));
      throw new StoreException(this + " cannot be used: " + reason, null);
    }
  }

  /** A new file of SQLite holds access codes: nobody else on the machine may read it. */
  private void makeForOwnerAlone() {
    if (!url.startsWith(OF_SQLITE) || url.contains("?") || url.contains(":memory:")) {
      return;
    }
    Path file = Path.of(url.substring(OF_SQLITE.length()));
    if (!file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      return;
    }
    try {
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    } catch (IOException e) {
      // It is there, and stays as its owner made it, or what is wrong is told when it is opened.
    }
  }

  /**
   * Takes users, passwords and other parameters of URLs out of a text. A password may hold
   * anything, so what follows the first URL that has more than a host and a database's name is left
   * out as a whole.
   *
   * @param text any text, such as a driver's message
   * @return the same text where it holds none
   */
  public static String withoutSecrets(String text) {
    String anonymous = USER_INFO.matcher(text).replaceAll("$1");
    Matcher url = SHOWN.matcher(anonymous);
    while (url.find()) {
      boolean whole = url.hitEnd() || " \"'\n".indexOf(anonymous.charAt(url.end())) >= 0;
      if (!whole) {
        return anonymous.substring(0, url.end());
      }
    }
    return anonymous;
  }

  /** The URL without what may be secret. */
  @Override
  public String toString() {
    return withoutSecrets(url);
  }
}
