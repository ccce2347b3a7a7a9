package org.conferenceid.examples.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import jakarta.mail.PasswordAuthentication;
import jakarta.mail.Session;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import org.conferenceid.InvalidValueException;
import org.conferenceid.StoreException;
import org.conferenceid.examples.support.SmtpAddress.Encryption;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
  @DisplayName("A mail server is a host and a port, or a URL that says how to encrypt and log in")
  void readsMailServers() {
    assertThat(SmtpAddress.of("[::1]:25")).isEqualTo(new SmtpAddress("[::1]", 25));
    assertThat(SmtpAddress.of("smtp://relay.example.org"))
        .isEqualTo(new SmtpAddress("relay.example.org", 25));
    assertThat(SmtpAddress.of("smtp://relay.example.org:2525?starttls=no"))
        .isEqualTo(new SmtpAddress(Encryption.NONE, Optional.empty(), "relay.example.org", 2525));
    assertThat(SmtpAddress.of("smtp://me%40example.org@mail.example.org"))
        .isEqualTo(
            new SmtpAddress(
                Encryption.STARTTLS, Optional.of("me@example.org"), "mail.example.org", 587))
        .hasToString("mail.example.org:587");
    assertThat(SmtpAddress.of("smtps://me@mail.example.org"))
        .isEqualTo(new SmtpAddress(Encryption.TLS, Optional.of("me"), "mail.example.org", 465));
    for (String text : new String[] {"localhost", "localhost:0", "localhost:x", ":25", "l:70000"}) {
      assertThatThrownBy(() -> SmtpAddress.of(text))
          .isInstanceOf(InvalidValueException.class)
          .hasMessage("mail server must be " + SmtpAddress.FORM + ": \"" + text + "\"");
    }
  }

  @ParameterizedTest
  @DisplayName("A mail server with a password in it is refused, and not shown")
  @ValueSource(
      strings = {
        "smtp://me:secret@mail.example.org",
        "smtp://me:sec ret@mail.example.org",
        "me:secret@mail.example.org:25",
        "http://me:secret@mail.example.org",
        "smtp://:secret@mail.example.org",
        "smtp://secret@",
        "smtp://@secret",
        "smtp://secret@host/path",
        "smtp://secret@host:70000",
        "smtp://secret@host?starttls=yes",
        "smtps://secret@host?starttls=no",
        "smtp://secret@host#x",
      })
  void refusesPasswordsOfMailServers(String text) {
    assertThatThrownBy(() -> SmtpAddress.of(text))
        .isInstanceOf(InvalidValueException.class)
        .hasMessageStartingWith("mail server must ")
        .message()
        .doesNotContain("secret", "sec ret");
  }

  @Test
  @DisplayName("A password is read from a file or a variable, each time anew")
  void readsPasswords() throws IOException {
    Path file = folder.resolve("password");
    PasswordPlace password = PasswordPlace.of("file:" + file);
    assertThatThrownBy(password::read)
        .isInstanceOf(InvalidValueException.class)
        .hasMessage("password must be readable in file:" + file);
    Files.writeString(file, " spring \r\nsecond line");
    assertThat(password.read()).isEqualTo(" spring ");
    Files.writeString(file, "summer");
    assertThat(password.read()).isEqualTo("summer");
    assertThat(password).hasToString("file:" + file);
    Files.writeString(file, "\n");
    assertThatThrownBy(password::read).hasMessageContaining("must not be empty in file:");

    assertThat(PasswordPlace.of("env:PATH").read()).isEqualTo(System.getenv("PATH"));
    assertThatThrownBy(PasswordPlace.of("env:NO_SUCH_VARIABLE")::read)
        .hasMessage("password must not be empty in env:NO_SUCH_VARIABLE");
    assertThatThrownBy(() -> PasswordPlace.of("secret"))
        .hasMessage("password must be given as env:NAME or file:FILE");
  }

  @Test
  @DisplayName("A session logs in as the user, with the password of the moment")
  void makesSessions() throws IOException {
    Path file = Files.writeString(folder.resolve("password"), "spring");
    Optional<PasswordPlace> password = Optional.of(PasswordPlace.of("file:" + file));
    Session session = SmtpAddress.of("smtps://me@mail.example.org").session(password);
    assertThat(session.getProperties())
        .containsEntry("mail.smtp.host", "mail.example.org")
        .containsEntry("mail.smtp.port", "465")
        .containsEntry("mail.smtp.ssl.enable", "true")
        .containsEntry("mail.smtp.auth", "true");
    Files.writeString(file, "summer");
    PasswordAuthentication given =
        session.requestPasswordAuthentication(null, 465, "smtp", null, null);
    assertThat(given.getUserName()).isEqualTo("me");
    assertThat(given.getPassword()).isEqualTo("summer");

    assertThat(SmtpAddress.of("smtp://relay?starttls=no").session(Optional.empty()).getProperties())
        .containsEntry("mail.smtp.starttls.enable", "false")
        .doesNotContainKey("mail.smtp.auth");
    assertThatThrownBy(() -> SmtpAddress.of("smtp://me@relay").session(Optional.empty()))
        .hasMessage("mail server must have a user and a password, or neither of them");
    assertThatThrownBy(() -> SmtpAddress.of("smtp://relay").session(password))
        .hasMessage("mail server must have a user and a password, or neither of them");
  }
}
