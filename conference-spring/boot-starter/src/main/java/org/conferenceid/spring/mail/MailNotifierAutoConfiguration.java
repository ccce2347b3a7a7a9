package org.conferenceid.spring.mail;

import java.io.IOException;
import java.util.Locale;
import org.conferenceid.invitation.InvitationTexts;
import org.conferenceid.invitation.PhoneNumberFormat;
import org.conferenceid.mail.MailNotifier;
import org.conferenceid.mail.MessageDesign;
import org.conferenceid.spi.Notifier;
import org.conferenceid.spring.ConferenceProperties;
import org.conferenceid.spring.ConferenceProperties.Mail;
import org.conferenceid.spring.ConferenceSetupException;
import org.conferenceid.spring.Settings;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.core.io.Resource;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/**
 * Sends messages through the mail server of {@code spring.mail.*}, unless the application has a
 * {@link Notifier} of its own.
 *
 * @since 0.1.0
 */
@AutoConfiguration(
    afterName = "org.springframework.boot.mail.autoconfigure.MailSenderAutoConfiguration")
@ConditionalOnProperty(name = "conference.enabled", matchIfMissing = true)
@ConditionalOnBean(JavaMailSender.class)
@ConditionalOnMissingBean(Notifier.class)
@EnableConfigurationProperties(ConferenceProperties.class)
public final class MailNotifierAutoConfiguration {
  MailNotifierAutoConfiguration() {}

  @Bean
  @ConditionalOnMissingBean
  MessageDesign conferenceMessageDesign(ConferenceProperties properties) {
    Mail mail = properties.mail();
    MessageDesign.Builder design = MessageDesign.builder();
    Settings.apply("mail.organization", mail.organization(), design::organization);
    Settings.apply("mail.support", mail.support(), design::support);
    Resource logo = mail.logo();
    if (logo != null) {
      byte[] image = read(logo);
      String description = Settings.required("mail.logo-description", mail.logoDescription());
      Settings.apply("mail.logo", image, bytes -> design.logo(bytes, description));
    }
    return design.build();
  }

  private static byte[] read(Resource logo) {
    try {
      return logo.getContentAsByteArray();
    } catch (IOException e) {
      throw new ConferenceSetupException(
          "The property conference.mail.logo names something that cannot be read: "
              + logo.getDescription()
              + ".",
          "Change conference.mail.logo to a file or a resource, such as classpath:logo.png.",
          e);
    }
  }

  @Bean
  MailNotifier conferenceMailNotifier(
      ConferenceProperties properties,
      ObjectProvider<JavaMailSender> senders,
      MessageDesign design,
      ObjectProvider<PhoneNumberFormat> phoneNumberFormat,
      ObjectProvider<InvitationTexts> invitationTexts) {
    Mail mail = properties.mail();
    MailNotifier.Builder notifier =
        MailNotifier.builder(MailSession.of(sender(senders))).design(design);
    String from = Settings.required("mail.from", mail.from());
    Settings.apply("mail.from", from, notifier::from);
    for (int i = 0; i < mail.replyTo().size(); i++) {
      Settings.apply("mail.reply-to[" + i + "]", mail.replyTo().get(i), notifier::replyTo);
    }
    mail.senderNames()
        .forEach(
            (language, name) ->
                Settings.apply(
                    "mail.sender-names." + language,
                    name,
                    text -> notifier.senderName(Locale.forLanguageTag(language), text)));
    Settings.apply("mail.default-language", mail.defaultLanguage(), notifier::defaultLanguage);
    phoneNumberFormat.ifAvailable(notifier::phoneNumberFormat);
    invitationTexts.ifAvailable(notifier::invitationTexts);
    return notifier.build();
  }

  private static JavaMailSenderImpl sender(ObjectProvider<JavaMailSender> senders) {
    JavaMailSender sender = senders.getIfUnique();
    if (sender == null) {
      throw new ConferenceSetupException(
          "There are several JavaMailSenders, and none of them is primary.",
          "Mark one with @Primary, or make a bean of the type Notifier.",
          null);
    }
    if (!(sender instanceof JavaMailSenderImpl known)) {
      throw new ConferenceSetupException(
          "The JavaMailSender is a "
              + sender.getClass().getName()
              + ": it does not tell which mail server it uses, and its answers do not tell what"
              + " became of a message.",
          "Make a bean of the type Notifier: MailNotifier.builder(session).from(…).build() with"
              + " the session of that mail server.",
          null);
    }
    return known;
  }
}
