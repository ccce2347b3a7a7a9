package org.conferenceid.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.mail.Authenticator;
import jakarta.mail.PasswordAuthentication;
import jakarta.mail.Session;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.function.UnaryOperator;
import org.conferenceid.EventKind;
import org.conferenceid.InvalidValueException;
import org.conferenceid.spi.Delivery;
import org.conferenceid.spi.Notification;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is made of the application's mail session: its own settings, and defaults for the rest. */
class SessionsTest {
  private static final Notification MESSAGE = Messages.of(EventKind.RESET, Locale.ENGLISH);

  private ScriptedSmtpServer server;

  @BeforeEach
  void start() throws IOException {
    server = new ScriptedSmtpServer();
  }

  @AfterEach
  void stop() throws IOException {
    server.close();
  }

  private static MailNotifier notifier(Session session) {
    return MailNotifier.builder(session).from("conferencing@example.org").build();
  }

  private static Delivery deliver(Session session) {
    try (MailNotifier notifier = notifier(session)) {
      return notifier.deliver(MESSAGE);
    }
  }

  @Nested
  class Settings {

    @Test
    @DisplayName("Time-outs outlast a filter after the content (RFC 5321, section 4.5.3.2)")
    void getTimeouts() {
      Session given = Session.getInstance(new Properties());
      Session bounded = new TimeoutSession(given).open();
      for (String protocol : List.of("smtp", "smtps")) {
        assertThat(bounded.getProperty("mail." + protocol + ".connectiontimeout"))
            .isEqualTo("10000");
        assertThat(bounded.getProperty("mail." + protocol + ".timeout")).isEqualTo("600000");
        assertThat(bounded.getProperty("mail." + protocol + ".writetimeout")).isEqualTo("180000");
        assertThat(bounded.getProperty("mail." + protocol + ".quitwait")).isEqualTo("false");
      }
      assertThat(given.getProperties()).isEmpty();
    }

    @Test
    @DisplayName("Time-outs and other properties of the application are kept, defaults included")
    void keepTheirOwn() {
      Properties defaults = new Properties();
      defaults.put("mail.smtp.host", "mail.example.org");
      Properties properties = new Properties(defaults);
      properties.put("mail.smtp.timeout", "5000");
      Object socketFactory = new Object(); // some properties are objects
      properties.put("mail.smtp.ssl.socketFactory", socketFactory);
      Session bounded = new TimeoutSession(Session.getInstance(properties)).open();
      assertThat(bounded.getProperty("mail.smtp.timeout")).isEqualTo("5000");
      assertThat(bounded.getProperty("mail.smtp.host")).isEqualTo("mail.example.org");
      assertThat(bounded.getProperties().get("mail.smtp.ssl.socketFactory"))
          .isSameAs(socketFactory);
    }

    @Test
    @DisplayName(
        "A transport that the application has set is used, and keeps its bad addresses apart")
    void keepTheirTransport() throws Exception {
      Session given = Session.getInstance(new Properties());
      given.setProvider(RefusingTransport.PROVIDER);
      assertThat(deliver(given))
          .isEqualTo(new Delivery.Permanent("address not understood by the mail system"));
    }

    @Test
    @DisplayName("A session for whose protocol there is no transport is refused at once")
    void wantATransport() {
      Properties properties = new Properties();
      properties.put("mail.transport.protocol", "pigeon");
      assertThatThrownBy(() -> notifier(Session.getInstance(properties)))
          .isInstanceOf(InvalidValueException.class)
          .hasMessageContaining("such as Angus Mail");
    }

    @Test
    @DisplayName("What the application wants to see of the conversation, it sees")
    void keepTheirDebugging() {
      ByteArrayOutputStream seen = new ByteArrayOutputStream();
      Session session = Session.getInstance(MailServerTest.at(server.port()));
      session.setDebugOut(new PrintStream(seen, true, StandardCharsets.UTF_8));
      session.setDebug(true);
      seen.reset();
      try (MailNotifier debugged = notifier(session)) {
        assertThat(seen.toString(StandardCharsets.UTF_8)).as("the switch").contains("setDebug");
        debugged.deliver(MESSAGE);
      }
      assertThat(seen.toString(StandardCharsets.UTF_8)).contains("MAIL FROM");
    }
  }

  @Nested
  class Encryption {

    /** Of a session with these settings for a server that is not on this machine, as it seems. */
    private Session remote(String... settings) {
      Properties properties = MailServerTest.at(server.port());
      properties.put("mail.smtp.host", "mail.invalid");
      properties.put("mail.smtp.socketFactory", new Sockets(UnaryOperator.identity()));
      for (String setting : settings) {
        int equals = setting.indexOf('=');
        properties.put("mail.smtp." + setting.substring(0, equals), setting.substring(equals + 1));
      }
      return Session.getInstance(properties);
    }

    @ParameterizedTest
    @DisplayName("B5: nothing is sent in clear to another machine because STARTTLS was taken away")
    @ValueSource(strings = {"port.of=none", "starttls.enable=true", "starttls.required=true"})
    void isRequired(String setting) {
      assertThat(deliver(remote(setting)))
          .isEqualTo(
              new Delivery.Unavailable(
                  "mail server offers no STARTTLS, see mail.smtp.starttls.required"));
      assertThat(server.accepted()).isZero();
    }

    @Test
    @DisplayName("B5: encryption is used where it is offered, and a failure of it sends nothing")
    void isUsedWhereOffered() {
      server.answer("EHLO", "250-hello\r\n250 STARTTLS").answer("STAR", "454 4.7.0 not now");
      assertThat(deliver(remote()))
          .isEqualTo(new Delivery.Unavailable("SMTP 454 4.7.0 at connect"));
      server.answer("STAR", "220 go on" + ScriptedSmtpServer.HANG_UP);
      assertThat(deliver(remote())).isInstanceOf(Delivery.Unavailable.class);
      assertThat(server.accepted()).isZero();
    }

    @ParameterizedTest
    @DisplayName("A session can say that it goes without encryption")
    @ValueSource(strings = {"starttls.required=false", "starttls.enable=false"})
    void isLeftOutWhenSaid(String setting) {
      assertThat(deliver(remote(setting))).isEqualTo(new Delivery.Accepted());
    }

    @ParameterizedTest
    @DisplayName("A mail server on this machine needs no encryption")
    @CsvSource({
      "localhost, false",
      "LOCALHOST, false",
      "127.0.0.1, false",
      "127.1.2.3, false",
      "::1, false",
      "'', false",
      "localhost.example.org, true",
      "127.0.0.1.example.org, true",
      "mail.example.org, true",
      "192.0.2.1, true",
    })
    void dependsOnTheHost(String host, boolean required) {
      for (String property : List.of("mail.smtp.host", "mail.host")) {
        Properties properties = new Properties();
        properties.put(property, host);
        Session session = new TimeoutSession(Session.getInstance(properties)).open();
        assertThat(session.getProperty("mail.smtp.starttls.required"))
            .isEqualTo(required ? "true" : null);
      }
    }

    @Test
    @DisplayName("STARTTLS is not asked for over a connection that is encrypted from its start")
    void isNotDoubled() {
      Properties properties = new Properties();
      properties.put("mail.smtp.host", "mail.example.org");
      properties.put("mail.smtp.ssl.enable", true);
      Session session = new TimeoutSession(Session.getInstance(properties)).open();
      assertThat(session.getProperty("mail.smtp.starttls.required")).isNull();
      assertThat(session.getProperty("mail.smtp.ssl.checkserveridentity")).isEqualTo("true");
      assertThat(session.getProperty("mail.smtps.ssl.checkserveridentity")).isEqualTo("true");
    }
  }

  @Nested
  class LogIn {
    private final List<String> asked = new ArrayList<>();
    private final List<String> offered = new ArrayList<>();
    private String password = "spring";

    private Session session() {
      server.answer("EHLO", "250-hello\r\n250 AUTH PLAIN").answer("AUTH", "235 welcome");
      server.hear(
          "AUTH",
          line -> {
            byte[] plain = Base64.getDecoder().decode(line.substring("AUTH PLAIN ".length()));
            String given = new String(plain, StandardCharsets.UTF_8);
            offered.add(given.substring(given.lastIndexOf(0) + 1));
          });
      Properties properties = MailServerTest.at(server.port());
      properties.put("mail.smtp.auth", "true");
      properties.put("mail.smtp.user", "relay");
      return Session.getInstance(
          properties,
          new Authenticator() {
            @Override
            protected PasswordAuthentication getPasswordAuthentication() {
              asked.add(getRequestingProtocol() + " at " + getRequestingSite());
              return password == null
                  ? null
                  : new PasswordAuthentication(getDefaultUserName(), password);
            }
          });
    }

    @Test
    @DisplayName("The authenticator is asked for each connection: an old password is not offered")
    void asksForEachConnection() {
      try (MailNotifier notifier = notifier(session())) {
        assertThat(notifier.deliver(MESSAGE)).isEqualTo(new Delivery.Accepted());
        assertThat(notifier.deliver(MESSAGE)).isEqualTo(new Delivery.Accepted());
        notifier.idle();
        password = "summer";
        assertThat(notifier.deliver(MESSAGE)).isEqualTo(new Delivery.Accepted());
      }
      assertThat(offered).containsExactly("spring", "summer");
      assertThat(asked).hasSize(2).containsOnly("smtp at /127.0.0.1");
    }

    @Test
    @DisplayName("B1: a log-in that is refused or not possible is never the message's fault")
    void mayBeRefused() {
      Session session = session();
      server.answer("AUTH", "535 5.7.8 bad password of relay");
      assertThat(deliver(session))
          .isEqualTo(
              new Delivery.Unavailable("mail server refused user or password: SMTP 535 5.7.8"));
      server.answer("AUTH", "554 this account is blocked");
      assertThat(deliver(session))
          .isEqualTo(new Delivery.Unavailable("mail server refused user or password: SMTP 554"));
      server.answer("AUTH", "235 welcome");
      password = null;
      Delivery.Unavailable impossible =
          new Delivery.Unavailable("no log-in: no user, no password, or no mechanism in common");
      assertThat(deliver(session)).isEqualTo(impossible);
      password = "spring";
      server.answer("EHLO", "250-hello\r\n250 AUTH PIGEON");
      assertThat(deliver(session)).isEqualTo(impossible);
    }
  }
}
