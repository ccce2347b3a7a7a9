package org.conferenceid.calendar;

import java.util.Objects;
import java.util.Optional;

/**
 * Where an updated file goes, which decides about its {@code METHOD} (RFC 5546 section 1.4). It is
 * touched only if a meeting was updated.
 *
 * @since 0.1.0
 */
public enum Destination {
  /** A file or a place of the application's own: {@code METHOD} stays as it is. */
  FILE,
  /** A mail to the invitees: {@code METHOD:REQUEST}. */
  MAIL,
  /** A CalDAV server: no {@code METHOD} (RFC 4791 section 4.1). */
  CALDAV;

  /**
   * Gives a file that was updated for one place the {@code METHOD} that it must have at another
   * one, such as to mail what was saved in a calendar.
   *
   * @param file an iCalendar file
   * @return the file, every other byte as it was; what is no calendar comes back unchanged
   */
  public byte[] adapt(byte[] file) {
    Objects.requireNonNull(file, "file");
    FileBytes bytes = FileBytes.of(file).orElse(null);
    if (bytes == null) {
      return file.clone();
    }
    FileEdits edits = new FileEdits();
    Calendars.Result read = Calendars.read(bytes);
    if (read.refusal().isEmpty()) {
      read.calendars().forEach(calendar -> setMethod(calendar, edits));
    }
    return edits.isEmpty() ? file.clone() : bytes.inFilesEncoding(edits.apply(bytes.bytes()));
  }

  void setMethod(Component calendar, FileEdits edits) {
    Optional<ContentLine> method = calendar.first("METHOD");
    switch (this) {
      case FILE -> {}
      case CALDAV -> method.ifPresent(edits::remove);
      case MAIL -> {
        String wanted = "METHOD:REQUEST";
        if (method.isEmpty()) {
          edits.insertBehind(calendar.first("VERSION").orElse(calendar.begin()), wanted);
        } else if (!calendar.value("METHOD").orElse("").strip().equalsIgnoreCase("REQUEST")) {
          edits.replace(method.get(), wanted);
        }
      }
      default -> throw new AssertionError(this);
    }
  }
}
