package org.conferenceid.spring;

import org.conferenceid.spi.ConferenceStore;
import org.conferenceid.spi.Notifier;
import org.conferenceid.spi.UserDirectory;
import org.springframework.beans.factory.ObjectProvider;

/** What an application must have. What is missing is told with what to add. */
final class RequiredBeans {
  private RequiredBeans() {}

  static ConferenceStore store(ObjectProvider<ConferenceStore> store) {
    return store.getIfAvailable(
        () -> {
          throw new ConferenceSetupException(
              "There is nowhere to keep conference IDs: no DataSource and no ConferenceStore.",
              "Set spring.datasource.url to a database: SQLite, PostgreSQL or MariaDB. If this"
                  + " application does not use conference IDs, set conference.enabled=false.",
              null);
        });
  }

  static UserDirectory directory(ObjectProvider<UserDirectory> directory) {
    return directory.getIfAvailable(
        () -> {
          throw new ConferenceSetupException(
              "There is no UserDirectory. It tells the address, the name and the language of each"
                  + " user, and only the application knows them.",
              """
              Make a bean of the type UserDirectory, for instance of a table of your own:

                @Bean
                UserDirectory users(JdbcClient jdbc) {
                  return user -> jdbc.sql("select mail, name, language from person where login = ?")
                      .param(user.value())
                      .query((row, number) -> new Recipient(
                          EmailAddress.parse(row.getString("mail")),
                          row.getString("name"),
                          Locale.forLanguageTag(row.getString("language"))))
                      .optional();
                }\
              """,
              null);
        });
  }

  static Notifier notifier(ObjectProvider<Notifier> notifier) {
    return notifier.getIfAvailable(
        () -> {
          throw new ConferenceSetupException(
              "There is no mail server to send messages with: no JavaMailSender and no Notifier.",
              "Set spring.mail.host, or make a bean of the type Notifier. If another node sends the"
                  + " messages, set conference.dispatcher.enabled=false on this one.",
              null);
        });
  }
}
