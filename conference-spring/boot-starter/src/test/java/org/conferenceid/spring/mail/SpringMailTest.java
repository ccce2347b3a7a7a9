package org.conferenceid.spring.mail;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.Authenticator;
import jakarta.mail.Multipart;
import jakarta.mail.PasswordAuthentication;
import jakarta.mail.Session;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.conferenceid.AudioConferencing;
import org.conferenceid.EmailAddress;
import org.conferenceid.Recipient;
import org.conferenceid.UserId;
import org.conferenceid.audit.AuditQuery;
import org.conferenceid.delivery.DispatchReport;
import org.conferenceid.invitation.InvitationTexts;
import org.conferenceid.spi.UserDirectory;
import org.conferenceid.spring.AudioConferencingAutoConfiguration;
import org.conferenceid.testkit.InMemoryConferenceStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.mail.autoconfigure.MailSenderAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/** S6: the mail server of {@code spring.mail.*} is used with all that stands there. */
class SpringMailTest {
  private static final char[] KEY_PASSWORD = "changeit".toCharArray();

  private final GreenMail server =
      new GreenMail(
          new ServerSetup[] {
            new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP),
            new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTPS)
          });

  @TempDir Path folder;

  private final ApplicationContextRunner runner =
      new ApplicationContextRunner()
          .withConfiguration(
              AutoConfigurations.of(
                  SslAutoConfiguration.class,
                  MailSenderAutoConfiguration.class,
                  MailNotifierAutoConfiguration.class,
                  AudioConferencingAutoConfiguration.class))
          .withUserConfiguration(Application.class)
          .withPropertyValues(
              "conference.dispatcher.enabled=false",
              "conference.mail.from=conferencing@example.org",
              "conference.bridge.numbers[0].number=+33 1 70 00 00 00",
              "conference.bridge.numbers[0].label=Paris");

  @Configuration(proxyBeanMethods = false)
  static class Application {
    @Bean
    InMemoryConferenceStore store() {
      return new InMemoryConferenceStore();
    }

    @Bean
    UserDirectory users() {
      return user ->
          Optional.of(
              new Recipient(EmailAddress.parse("amelie@example.org"), "Amélie", Locale.FRENCH));
    }
  }

  @BeforeEach
  void start() {
    server.start();
    server.setUser("conferencing@example.org", "conferencing", "right");
    server.getUserManager().setAuthRequired(true);
  }

  @AfterEach
  void stop() {
    server.stop();
  }

  private static DispatchReport deliver(AudioConferencing conferencing) {
    conferencing.administration().enable(UserId.of("amelie"));
    return conferencing.dispatcher().deliverDue();
  }

  private int received() {
    return server.getReceivedMessages().length;
  }

  @Test
  @DisplayName("S6: host, port, user and password log in, although the session does not know them")
  void logsIn() {
    runner
        .withPropertyValues(
            "spring.mail.host=127.0.0.1",
            "spring.mail.port=" + server.getSmtp().getPort(),
            "spring.mail.username=conferencing",
            "spring.mail.password=right")
        .run(
            context -> {
              assertThat(deliver(context.getBean(AudioConferencing.class)).sent()).isEqualTo(1);
              assertThat(received()).isEqualTo(1);
            });
  }

  @Test
  @DisplayName(
      "S7: the application's own words of the footer and the organization stand in the mail")
  void showsTheApplicationsWords() {
    runner
        .withBean(
            InvitationTexts.class,
            () -> InvitationTexts.builder().text(Locale.FRENCH, "title", "Sonnez le pont").build())
        .withPropertyValues(
            "spring.mail.host=127.0.0.1",
            "spring.mail.port=" + server.getSmtp().getPort(),
            "spring.mail.username=conferencing",
            "spring.mail.password=right",
            "conference.mail.organization=Example & Daughters")
        .run(
            context -> {
              deliver(context.getBean(AudioConferencing.class));
              Multipart parts = (Multipart) server.getReceivedMessages()[0].getContent();
              assertThat(parts.getBodyPart(0).getContent().toString())
                  .contains("Sonnez le pont")
                  .contains("Example & Daughters");
            });
  }

  @Test
  @DisplayName("S6: a wrong password is the server's refusal of us: the message waits")
  void wrongPassword() {
    runner
        .withPropertyValues(
            "spring.mail.host=127.0.0.1",
            "spring.mail.port=" + server.getSmtp().getPort(),
            "spring.mail.username=conferencing",
            "spring.mail.password=wrong")
        .run(
            context -> {
              AudioConferencing conferencing = context.getBean(AudioConferencing.class);
              assertThat(deliver(conferencing).sent()).isZero();
              assertThat(conferencing.administration().audit(AuditQuery.all()).items().get(0))
                  .extracting(entry -> entry.delivery().problem().orElseThrow())
                  .asString()
                  .contains("535")
                  .doesNotContain("wrong");
              assertThat(received()).isZero();
            });
  }

  @Test
  @DisplayName("S6: encryption from the start, by the trust of spring.mail.ssl.bundle")
  void usesTheBundle() throws Exception {
    runner
        .withPropertyValues(
            "spring.mail.host=127.0.0.1",
            "spring.mail.port=" + server.getSmtps().getPort(),
            "spring.mail.username=conferencing",
            "spring.mail.password=right",
            "spring.mail.ssl.enabled=true",
            "spring.mail.ssl.bundle=mail",
            "spring.mail.ssl.verify-hostname=false",
            "spring.mail.properties.mail.smtp.ssl.checkserveridentity=false",
            "spring.ssl.bundle.pem.mail.truststore.certificate=file:" + certificate())
        .run(
            context -> {
              assertThat(deliver(context.getBean(AudioConferencing.class)).sent()).isEqualTo(1);
              assertThat(received()).isEqualTo(1);
            });
  }

  @Test
  @DisplayName("S6: a certificate that nobody trusts gets nothing")
  void doesNotTrustAnybody() {
    runner
        .withPropertyValues(
            "spring.mail.host=127.0.0.1",
            "spring.mail.port=" + server.getSmtps().getPort(),
            "spring.mail.ssl.enabled=true",
            "spring.mail.properties.mail.smtp.ssl.checkserveridentity=false")
        .run(
            context -> {
              assertThat(deliver(context.getBean(AudioConferencing.class)).sent()).isZero();
              assertThat(received()).isZero();
            });
  }

  @Test
  @DisplayName("S6: STARTTLS and log-in together, with the protocol smtp")
  void usesStartTls() throws Exception {
    try (StartTlsServer encrypting = new StartTlsServer(encryption(), server.getSmtp().getPort())) {
      runner
          .withPropertyValues(
              "spring.mail.host=127.0.0.1",
              "spring.mail.port=" + encrypting.port(),
              "spring.mail.username=conferencing",
              "spring.mail.password=right",
              "spring.mail.ssl.verify-hostname=false",
              "spring.mail.ssl.bundle=mail",
              "spring.mail.properties.mail.smtp.starttls.enable=true",
              "spring.mail.properties.mail.smtp.starttls.required=true",
              "spring.mail.properties.mail.smtp.ssl.checkserveridentity=false",
              "spring.ssl.bundle.pem.mail.truststore.certificate=file:" + certificate())
          .run(
              context -> {
                assertThat(deliver(context.getBean(AudioConferencing.class)).sent()).isEqualTo(1);
                assertThat(encrypting.encrypted()).isEqualTo(1);
                assertThat(received()).isEqualTo(1);
              });
    }
  }

  @Test
  @DisplayName("S6: the protocol smtps has properties of its own name")
  void usesTheProtocol() {
    JavaMailSenderImpl sender = new JavaMailSenderImpl();
    sender.setProtocol("smtps");
    sender.setHost("127.0.0.1");
    sender.setPort(server.getSmtps().getPort());
    sender.setUsername("conferencing");
    sender.setPassword("right");
    sender.getJavaMailProperties().put("mail.smtps.ssl.checkserveridentity", "false");
    sender.getJavaMailProperties().put("mail.smtps.ssl.trust", "*");
    runner
        .withBean(JavaMailSenderImpl.class, () -> sender)
        .run(
            context -> {
              assertThat(deliver(context.getBean(AudioConferencing.class)).sent()).isEqualTo(1);
              assertThat(received()).isEqualTo(1);
            });
  }

  @Test
  @DisplayName("S6: a session of the application's, such as that of spring.mail.jndi-name, is kept")
  void usesTheSession() {
    Properties properties = new Properties();
    properties.setProperty("mail.smtp.host", "127.0.0.1");
    properties.setProperty("mail.smtp.port", "" + server.getSmtp().getPort());
    properties.setProperty("mail.smtp.auth", "true");
    Session session =
        Session.getInstance(
            properties,
            new Authenticator() {
              @Override
              protected PasswordAuthentication getPasswordAuthentication() {
                return new PasswordAuthentication("conferencing", "right");
              }
            });
    JavaMailSenderImpl sender = new JavaMailSenderImpl();
    sender.setSession(session); // as Spring Boot does with one of JNDI
    runner
        .withBean(JavaMailSenderImpl.class, () -> sender)
        .run(
            context -> {
              assertThat(deliver(context.getBean(AudioConferencing.class)).sent()).isEqualTo(1);
              assertThat(received()).isEqualTo(1);
            });
  }

  @Test
  @DisplayName("S6: conference.mail.enabled=false sends nothing about changes")
  void canBeSwitchedOff() {
    runner
        .withPropertyValues(
            "conference.mail.enabled=false",
            "spring.mail.host=127.0.0.1",
            "spring.mail.port=" + server.getSmtp().getPort())
        .run(
            context -> {
              assertThat(deliver(context.getBean(AudioConferencing.class)))
                  .isEqualTo(new DispatchReport(0, 0, 0, 0));
              assertThat(received()).isZero();
            });
  }

  private static KeyStore keys() throws Exception {
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = GreenMail.class.getResourceAsStream("/greenmail.p12")) {
      keys.load(in, KEY_PASSWORD);
    }
    return keys;
  }

  private static SSLContext encryption() throws Exception {
    KeyManagerFactory managers =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(keys(), KEY_PASSWORD);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    return context;
  }

  private Path certificate() throws Exception {
    KeyStore keys = keys();
    byte[] encoded = keys.getCertificate(keys.aliases().nextElement()).getEncoded();
    Path file = folder.resolve("mail.pem");
    write(
        file,
        "-----BEGIN CERTIFICATE-----\n"
            + Base64.getMimeEncoder().encodeToString(encoded)
            + "\n-----END CERTIFICATE-----\n");
    return file;
  }

  private static void write(Path file, String text) throws IOException {
    Files.writeString(file, text);
  }
}
