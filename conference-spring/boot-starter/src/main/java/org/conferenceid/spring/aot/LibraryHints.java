package org.conferenceid.spring.aot;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;

/** The library's scripts, texts and templates, and what it looks up by name. */
final class LibraryHints implements RuntimeHintsRegistrar {
  private static final List<String> RESOURCES =
      List.of(
          "org/conferenceid/invitation/invitation_*.properties",
          "org/conferenceid/jdbc/*/conference_ids_*.sql",
          "org/conferenceid/mail/message*.mustache",
          "org/conferenceid/mail/messages_*.properties",
          "com/google/i18n/phonenumbers/data/*");

  /** The mail implementation's exceptions: they tell which command was refused. */
  private static final List<String> TOLD_BY_NAME =
      List.of(
          "org.eclipse.angus.mail.smtp.SMTPAddressFailedException",
          "org.eclipse.angus.mail.smtp.SMTPSendFailedException",
          "org.eclipse.angus.mail.smtp.SMTPSenderFailedException");

  @Override
  public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
    RESOURCES.forEach(pattern -> hints.resources().registerPattern(pattern));
    for (String type : TOLD_BY_NAME) {
      hints
          .reflection()
          .registerTypeIfPresent(classLoader, type, MemberCategory.INVOKE_PUBLIC_METHODS);
    }
  }
}
