package org.conferenceid.tck;

import java.util.Locale;
import java.util.Map;
import org.conferenceid.EmailAddress;
import org.conferenceid.Recipient;
import org.conferenceid.UserId;
import org.conferenceid.spi.UserDirectory;
import org.conferenceid.testkit.InMemoryUserDirectory;

class InMemoryUserDirectoryTest extends UserDirectoryContract {
  static final Recipient AMELIE =
      new Recipient(
          EmailAddress.parse("Amelie.Durand@example.org"), "Amélie Durand", Locale.FRENCH);
  static final Recipient BRUNO =
      new Recipient(EmailAddress.parse("bruno@example.net"), "Bruno Keller", Locale.GERMAN);

  private final InMemoryUserDirectory directory = new InMemoryUserDirectory();

  @Override
  protected UserDirectory createDirectory() {
    known().forEach(directory::put);
    return directory;
  }

  @Override
  protected Map<UserId, Recipient> known() {
    return Map.of(UserId.of("amelie"), AMELIE, UserId.of("bruno"), BRUNO);
  }

  @Override
  protected void change(UserId user, Recipient recipient) {
    directory.put(user, recipient);
  }

  @Override
  protected void whileAway(Runnable work) {
    directory.failWith(new IllegalStateException("the directory is away"));
    work.run();
    directory.recover();
  }
}
