package org.conferenceid.spring.guide;

import java.util.Locale;
import org.conferenceid.EmailAddress;
import org.conferenceid.Recipient;
import org.conferenceid.spi.UserDirectory;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;

@SpringBootApplication
public class ConferencingApplication {
  public static void main(String[] arguments) {
    SpringApplication.run(ConferencingApplication.class, arguments);
  }

  @Bean
  UserDirectory users(JdbcClient jdbc) {
    return user ->
        jdbc.sql("select mail, name, language from person where login = ?")
            .param(user.value())
            .query(
                (row, number) ->
                    new Recipient(
                        EmailAddress.parse(row.getString("mail")),
                        row.getString("name"),
                        Locale.forLanguageTag(row.getString("language"))))
            .optional();
  }
}
