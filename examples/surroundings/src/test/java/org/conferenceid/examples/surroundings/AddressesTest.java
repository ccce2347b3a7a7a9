package org.conferenceid.examples.surroundings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import org.conferenceid.InvalidValueException;
import org.conferenceid.StoreException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Addresses of a database and of a mail server. */
class AddressesTest {
  @TempDir Path folder;

  @Test
  @DisplayName("A database's URL opens it")
  void opens() throws SQLException {
    try (HikariDataSource database = JdbcUrl.ofSqlite(folder.resolve("a.db")).open();
        Connection connection = database.getConnection()) {
      assertThat(connection.isValid(1)).isTrue();
    }
  }

  @Test
  @DisplayName("A database that cannot be used is told without the password")
  void tellsWithoutThePassword() {
    assertThatThrownBy(() -> JdbcUrl.of("jdbc:none://h/x?user=me&password=se cr?et'\"").open())
        .isInstanceOf(StoreException.class)
        .hasMessageStartingWith("jdbc:none://h/x cannot be used: ")
        .hasMessageContaining("jdbc:none://h/x", "driver")
        .hasNoCause()
        .message()
        .doesNotContain("me&", "password", "cr?et", "se cr");
    assertThatThrownBy(() -> JdbcUrl.ofSqlite(folder.resolve("no/such/x.db")).open())
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("x.db cannot be used: ");
  }

  @Test
  @DisplayName("A URL is shown without what may be secret")
  void isShownWithoutSecrets() {
    assertThat(JdbcUrl.of("jdbc:postgresql://localhost/ids?password=secret"))
        .hasToString("jdbc:postgresql://localhost/ids");
    assertThat(JdbcUrl.of("jdbc:postgresql://me:se/cr@et@localhost:5432/ids?ssl=true"))
        .hasToString("jdbc:postgresql://localhost:5432/ids");
    assertThat(JdbcUrl.withoutSecrets("Unmatched argument 'jdbc:x://h/y?password=se cret', 'z'"))
        .isEqualTo("Unmatched argument 'jdbc:x://h/y");
    for (String url :
        new String[] {
          "jdbc:mariadb://address=(host=h)(port=1)(user=me)(password=secret)/ids",
          "jdbc:oracle:thin:me/secret@//h:1521/ids",
          "jdbc:sqlserver://h:1433;user=me;password=secret",
          "jdbc:postgresql://h/ids;password=secret",
          "jdbc:h2:mem:x;USER=me;PASSWORD=secret",
          "jdbc:mariadb://me:secret@address=(host=h)/ids"
        }) {
      assertThat(JdbcUrl.of(url).toString())
          .as(url)
          .startsWith("jdbc:")
          .doesNotContain("secret", "me");
      assertThat(JdbcUrl.withoutSecrets("cannot use " + url + " now"))
          .as(url)
          .startsWith("cannot use jdbc:")
          .doesNotContain("secret", "me");
    }
    assertThat(JdbcUrl.withoutSecrets("jdbc:mariadb://h:1/ids is away, jdbc:x://h is not"))
        .isEqualTo("jdbc:mariadb://h:1/ids is away, jdbc:x://h is not");
    assertThat(JdbcUrl.withoutSecrets("Is a text without a URL the same?"))
        .isEqualTo("Is a text without a URL the same?");
  }

  @Test
  @DisplayName("What is no URL is refused, and not shown")
  void refusesOtherTexts() {
    assertThatThrownBy(() -> JdbcUrl.of("secret"))
        .isInstanceOf(InvalidValueException.class)
        .hasMessage("database must be a URL that begins with jdbc:");
  }

  @Test
  @DisplayName("A mail server is a host and a port")
  void readsMailServers() {
    assertThat(SmtpAddress.of("[::1]:25")).isEqualTo(new SmtpAddress("[::1]", 25));
    for (String text : new String[] {"localhost", "localhost:0", "localhost:x", ":25", "l:70000"}) {
      assertThatThrownBy(() -> SmtpAddress.of(text))
          .isInstanceOf(InvalidValueException.class)
          .hasMessage("mail server must be HOST:PORT: \"" + text + "\"");
    }
  }
}
