package org.conferenceid.calendar;

import java.math.BigInteger;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * Marks an event as revised (RFC 5545 section 3.8.7, RFC 5546 section 2.1.4): when, and for the how
 * manieth time.
 */
final class Revision {
  private static final DateTimeFormatter UTC =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final FileEdits edits;
  private final String now;

  Revision(FileEdits edits, Instant now) {
    this.edits = edits;
    this.now = UTC.format(now);
  }

  /** Revises an event; its number stays if that is asked for. */
  void revise(Component event, boolean keepsSequence) {
    ContentLine anchor = event.first("DTSTAMP").orElse(event.begin());
    set(event, anchor, "DTSTAMP", now);
    set(event, anchor, "LAST-MODIFIED", now);
    if (!keepsSequence) {
      set(event, anchor, "SEQUENCE", next(event.value("SEQUENCE").orElse("0")));
      event
          .first("X-MICROSOFT-CDO-APPT-SEQUENCE")
          .ifPresent(line -> replace(line, next(Property.parse(line.text()).value())));
    }
  }

  private void set(Component event, ContentLine anchor, String name, String value) {
    event
        .first(name)
        .ifPresentOrElse(
            line -> replace(line, value), () -> edits.insertBehind(anchor, name + ":" + value));
  }

  private void replace(ContentLine line, String value) {
    String text = line.text();
    edits.replace(line, text.substring(0, Property.parse(text).valueStart()) + value);
  }

  /** The next number; 1 after what is none. */
  private static String next(String sequence) {
    String number = sequence.strip();
    return number.matches("[0-9]{1,9}")
        ? new BigInteger(number).add(BigInteger.ONE).toString()
        : "1";
  }
}
