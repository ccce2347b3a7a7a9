package org.conferenceid.spring.packed;

import java.util.Locale;
import java.util.Optional;
import org.conferenceid.AudioConferencing;
import org.conferenceid.EmailAddress;
import org.conferenceid.Recipient;
import org.conferenceid.UserId;
import org.conferenceid.change.ResetRequest;
import org.conferenceid.spi.UserDirectory;
import org.springframework.boot.CommandLineRunner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

/** An application that is packed into one jar: it resets an ID, shows the footer and ends. */
@SpringBootApplication
public class PackedApplication {
  public static void main(String[] arguments) {
    SpringApplication.run(PackedApplication.class, arguments);
  }

  @Bean
  UserDirectory users() {
    return user ->
        Optional.of(new Recipient(EmailAddress.parse(user + "@example.org"), "", Locale.JAPANESE));
  }

  @Bean
  CommandLineRunner reset(AudioConferencing conferencing) {
    return arguments -> {
      UserId user = UserId.of("amelie");
      conferencing.administration().enable(user);
      conferencing.administration().resets().reset(ResetRequest.of(user)).orElseThrow();
      System.out.println(conferencing.invitationFor(user).asText(Locale.FRENCH));
      while (System.in.read() >= 0) {
        // Whoever started this has seen the mail when the input ends.
      }
    };
  }
}
