package org.conferenceid.spring.console.guide;

import java.util.Locale;
import java.util.Optional;
import org.conferenceid.EmailAddress;
import org.conferenceid.Recipient;
import org.conferenceid.UserId;
import org.conferenceid.spi.UserDirectory;
import org.conferenceid.spring.console.ConsoleSecurityCustomizer;
import org.conferenceid.spring.console.ConsoleTexts;
import org.conferenceid.spring.console.ConsoleUser;
import org.conferenceid.spring.console.ConsoleUsers;
import org.conferenceid.spring.console.CurrentOrganizer;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.config.Customizer;

/** The application of the guide's page. */
@SpringBootApplication
class DeskApplication {

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

  @Bean
  ConsoleUsers people(JdbcClient jdbc) {
    return search ->
        jdbc.sql(
                """
                select login, name, mail from person
                where login > :after and (lower(login) like :text escape '!'
                  or lower(name) like :text escape '!' or lower(mail) like :text escape '!')
                order by login limit :limit
                """)
            .param("after", search.after().map(UserId::value).orElse(""))
            .param("text", search.pattern())
            .param("limit", search.limit())
            .query(
                (row, number) ->
                    new ConsoleUser(
                        UserId.of(row.getString("login")),
                        row.getString("name"),
                        Optional.of(row.getString("mail"))))
            .list();
  }

  @Bean
  CurrentOrganizer organizer() {
    return person -> Optional.of(UserId.of(person.getName().toLowerCase(Locale.ROOT)));
  }

  @Bean
  ConsoleSecurityCustomizer basic() {
    return http -> http.httpBasic(Customizer.withDefaults());
  }

  @Bean
  ConsoleTexts texts() {
    return ConsoleTexts.builder().text(Locale.ENGLISH, "console.name", "Dial-in desk").build();
  }
}
