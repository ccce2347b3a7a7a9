package org.conferenceid.mail;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.Session;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.Locale;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.conferenceid.EventKind;
import org.conferenceid.mail.Postfix.Entrance;
import org.conferenceid.spi.Delivery;
import org.conferenceid.texts.Languages;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What a real mail server of the kind that most organizations have does to a message. */
@Tag("postfix")
class PostfixTest {
  @TempDir private static Path folder;

  private static ScriptedSmtpServer filter;
  private static Postfix postfix;

  @BeforeAll
  static void start() throws IOException {
    filter = new ScriptedSmtpServer();
    postfix = new Postfix(folder, filter.port());
  }

  @AfterAll
  static void stop() throws IOException {
    if (postfix != null) {
      postfix.close();
    }
    filter.close();
  }

  private static Delivery deliver(Properties properties, String recipient) {
    try (MailNotifier notifier =
        MailNotifier.builder(Session.getInstance(properties))
            .from("Conferencing <conferencing@example.com>")
            .build()) {
      return notifier.deliver(
          Messages.to(recipient, EventKind.RESET, "Amélie", Locale.ENGLISH, Messages.BRIDGE));
    }
  }

  private static Delivery deliver(Entrance entrance, String recipient) {
    return deliver(MailServerTest.at(postfix.port(entrance)), recipient);
  }

  @Test
  @DisplayName("B1: what Postfix has queued is accepted; who does not exist is final")
  void tellsItsRecipients() {
    assertThat(deliver(Entrance.OPEN, "amelie@example.org")).isEqualTo(new Delivery.Accepted());
    assertThat(deliver(Entrance.OPEN, "nobody@example.org"))
        .isEqualTo(new Delivery.Permanent("SMTP 550 5.1.1 at RCPT TO"));
    assertThat(deliver(Entrance.SMALL, "amelie@example.org"))
        .isEqualTo(new Delivery.Permanent("SMTP 552 5.3.4 after the content"));
  }

  static Stream<Arguments> messages() {
    return Languages.OFFERED.stream()
        .flatMap(tag -> Sample.kinds().stream().map(kind -> Arguments.of(tag, kind)));
  }

  @ParameterizedTest
  @MethodSource("messages")
  @DisplayName("S7, S11, B8: every message in every language is taken")
  void takesEveryMessage(String tag, EventKind kind) {
    try (MailNotifier notifier =
        MailNotifier.builder(Session.getInstance(MailServerTest.at(postfix.port(Entrance.OPEN))))
            .from("Conferencing <conferencing@example.com>")
            .build()) {
      assertThat(
              notifier.deliver(
                  Messages.to(
                      "amelie@example.org",
                      kind,
                      "Amélie Durand",
                      Locale.forLanguageTag(tag),
                      Messages.BRIDGE)))
          .isEqualTo(new Delivery.Accepted());
    }
  }

  @Test
  @DisplayName("B1: a relay that wants a log-in gives up no message")
  void wantsALogIn() {
    assertThat(deliver(Entrance.OPEN, "amelie@example.net"))
        .isEqualTo(new Delivery.Unavailable("SMTP 554 5.7.1 at RCPT TO"));
  }

  @ParameterizedTest
  @DisplayName("B1: a quota that is used up, or a sender that is refused, gives up no message")
  @CsvSource({
    "SENDER_REFUSED, SMTP 553 5.7.1 at RCPT TO",
    "QUOTA_AT_RCPT, SMTP 554 5.2.0 at RCPT TO",
    "QUOTA_AFTER_CONTENT, SMTP 554 5.2.0 after the content",
  })
  void refusesUs(Entrance entrance, String problem) {
    assertThat(deliver(entrance, "amelie@example.org"))
        .isEqualTo(new Delivery.Unavailable(problem));
  }

  @Test
  @DisplayName("B1: a content that a policy refuses is tried three times")
  void refusesTheContent() {
    assertThat(deliver(Entrance.POLICY_AFTER_CONTENT, "amelie@example.org"))
        .isEqualTo(new Delivery.Transient("SMTP 554 5.7.1 after the content", 3));
  }

  @Test
  @DisplayName("B1: a filter that takes longer than the time-out leaves it open, and has the mail")
  void filtersForLong() {
    CountDownLatch hasContent = new CountDownLatch(1);
    CountDownLatch released = new CountDownLatch(1);
    filter.before(
        "END",
        () -> {
          hasContent.countDown();
          await(released);
        });
    Properties properties = MailServerTest.at(postfix.port(Entrance.FILTERED));
    properties.put("mail.smtp.timeout", "50");
    properties.put("mail.smtp.socketFactory", new Sockets(in -> patientUntil(hasContent, in)));
    try {
      assertThat(deliver(properties, "amelie@example.org"))
          .isEqualTo(new Delivery.Unconfirmed("no answer after the content"));
    } finally {
      released.countDown();
    }
    assertThat(deliver(Entrance.FILTERED, "amelie@example.org")).isEqualTo(new Delivery.Accepted());
    assertThat(filter.taken())
        .hasSize(2)
        .allMatch(taken -> taken.content().contains("Message-ID: <" + Messages.KEY + "@"));
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** A stream that times out only once the filter has the content, however busy the machine is. */
  private static InputStream patientUntil(CountDownLatch hasContent, InputStream in) {
    return new FilterInputStream(in) {
      @Override
      public int read(byte[] bytes, int offset, int length) throws IOException {
        while (true) {
          boolean patient = hasContent.getCount() > 0;
          try {
            return super.read(bytes, offset, length);
          } catch (SocketTimeoutException e) {
            if (!patient) {
              throw e;
            }
          }
        }
      }
    };
  }

  /** A session with defaults for a server that is not on this machine, as it seems. */
  private static Properties remote(String host, Entrance entrance) {
    Properties properties = MailServerTest.at(postfix.port(entrance));
    properties.put("mail.smtp.host", host);
    properties.put("mail.smtp.socketFactory", new Sockets(UnaryOperator.identity()));
    return properties;
  }

  private static Properties trusting(Properties properties) throws Exception {
    KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
    trusted.load(null, null);
    try (InputStream certificate = Files.newInputStream(postfix.certificate())) {
      trusted.setCertificateEntry(
          "postfix", CertificateFactory.getInstance("X.509").generateCertificate(certificate));
    }
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    properties.put("mail.smtp.ssl.socketFactory", context.getSocketFactory());
    return properties;
  }

  @ParameterizedTest
  @DisplayName("Encryption is used where Postfix offers it or wants it")
  @CsvSource({"ENCRYPTION_OFFERED", "ENCRYPTION_WANTED"})
  void encrypts(Entrance entrance) throws Exception {
    assertThat(deliver(trusting(remote("mail.invalid", entrance)), "amelie@example.org"))
        .isEqualTo(new Delivery.Accepted());
  }

  @Test
  @DisplayName("Nothing is sent to a server that offers no encryption, or is another one")
  void sendsNothingInClear() throws Exception {
    assertThat(deliver(remote("mail.invalid", Entrance.OPEN), "amelie@example.org"))
        .isEqualTo(
            new Delivery.Unavailable(
                "mail server offers no STARTTLS, see mail.smtp.starttls.required"));
    Delivery.Unavailable notSecure =
        new Delivery.Unavailable("no secure connection to the mail server");
    Entrance offered = Entrance.ENCRYPTION_OFFERED;
    assertThat(deliver(trusting(remote("other.invalid", offered)), "amelie@example.org"))
        .as("a certificate for another name")
        .isEqualTo(notSecure);
    assertThat(deliver(remote("mail.invalid", offered), "amelie@example.org"))
        .as("a certificate that nobody vouches for")
        .isEqualTo(notSecure);
  }

  @Test
  @DisplayName("B1: a server that wants encryption from a session without it gives up no message")
  void wantsEncryption() {
    assertThat(deliver(Entrance.ENCRYPTION_WANTED, "amelie@example.org"))
        .isEqualTo(new Delivery.Unavailable("SMTP 530 5.7.0 at MAIL FROM"));
  }
}
