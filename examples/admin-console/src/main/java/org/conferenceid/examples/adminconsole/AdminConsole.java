package org.conferenceid.examples.adminconsole;

import com.zaxxer.hikari.HikariDataSource;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;
import org.conferenceid.InvalidValueException;
import org.conferenceid.examples.support.MailServer;
import org.conferenceid.examples.support.UsageException;
import org.conferenceid.invitation.PhoneNumberFormat;
import org.conferenceid.mail.LibphonenumberFormat;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.WebServer;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.transaction.support.TransactionTemplate;

/** An application of Spring Boot's that has the admin console, and what one needs to try it. */
@SpringBootApplication
public class AdminConsole {
  private static final int USAGE = 2;

  AdminConsole() {}

  /**
   * Starts the application, and says where to click. It ends with Ctrl-C; with 2 at once if the
   * command line makes no sense.
   *
   * @param args see {@link Options#USAGE}
   */
  public static void main(String... args) {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    try {
      tellWhereToClick(start(Options.parse(args)), out);
    } catch (UsageException | InvalidValueException e) {
      PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
      err.println(e.getMessage());
      err.println();
      err.print(Options.USAGE);
      System.exit(USAGE);
    }
  }

  static ConfigurableApplicationContext start(Options options) {
    return new SpringApplicationBuilder(AdminConsole.class)
        .initializers(
            context ->
                ((GenericApplicationContext) context).registerBean(Options.class, () -> options))
        .run("--server.port=" + options.port());
  }

  private static void tellWhereToClick(ConfigurableApplicationContext context, PrintStream out) {
    WebServer server = ((WebServerApplicationContext) context).getWebServer();
    int port = Objects.requireNonNull(server, "server").getPort();
    Options options = context.getBean(Options.class);
    out.printf(
        Locale.ROOT,
        """

        Click here:  http://localhost:%d/

        The IDs of %d made-up users are kept in %s.
        Their mail goes to %s.
        Log in, with the same word as the password, as
        %s
        Ctrl-C ends it.
        """,
        port,
        MadeUpPeople.NUMBER,
        options.connections().jdbc(),
        options.connections().smtp() == null
            ? "the inbox at http://localhost:" + port + "/inbox"
            : options.connections().smtp(),
        LogIn.list());
  }

  @Bean
  HikariDataSource database(Options options) {
    return options.connections().jdbc().open();
  }

  @Bean
  MailServer mailServer(Options options) {
    return MailServer.of(options.connections());
  }

  @Bean
  JavaMailSenderImpl mailSender(MailServer server) {
    JavaMailSenderImpl sender = new JavaMailSenderImpl();
    sender.setSession(server.session());
    return sender;
  }

  @Bean
  PhoneNumberFormat phoneNumberFormat() {
    return new LibphonenumberFormat();
  }

  @Bean
  TransactionOperations transaction(PlatformTransactionManager transactions) {
    return new TransactionTemplate(transactions);
  }
}
