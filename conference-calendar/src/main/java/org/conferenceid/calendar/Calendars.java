package org.conferenceid.calendar;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads the components of a file. A file may hold several calendars, one after the other. */
final class Calendars {
  private static final byte[] UTF_8_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};
  private static final int MAX_DEPTH = 20;

  private final FileBytes file;
  private final List<Component> calendars = new ArrayList<>();
  private final Deque<Component> open = new ArrayDeque<>();

  private Calendars(FileBytes file) {
    this.file = file;
  }

  /** What was read, or why it was not. */
  record Result(List<Component> calendars, Optional<CalendarRefusal> refusal) {}

  static Result read(FileBytes file) {
    Calendars calendars = new Calendars(file);
    Optional<CalendarRefusal> refusal = calendars.read();
    return new Result(calendars.calendars, refusal);
  }

  private Optional<CalendarRefusal> read() {
    byte[] bytes = file.bytes();
    int start = afterMark(bytes);
    while (start < bytes.length) {
      int end = lineEnd(bytes, start);
      if (!isBlank(bytes, start, end)) {
        Optional<CalendarRefusal> refusal =
            ContentLine.read(file, start, end).map(this::add).orElseGet(this::unreadable);
        if (refusal.isPresent()) {
          return refusal;
        }
      }
      start = end;
    }
    if (calendars.isEmpty()) {
      return Optional.of(CalendarRefusal.NO_CALENDAR);
    }
    return open.isEmpty() ? Optional.empty() : Optional.of(CalendarRefusal.UNCLOSED_COMPONENT);
  }

  private static int afterMark(byte[] bytes) {
    boolean marked =
        bytes.length >= UTF_8_MARK.length
            && bytes[0] == UTF_8_MARK[0]
            && bytes[1] == UTF_8_MARK[1]
            && bytes[2] == UTF_8_MARK[2];
    return marked ? UTF_8_MARK.length : 0;
  }

  /** Where a line ends, with those that continue it. */
  private static int lineEnd(byte[] bytes, int start) {
    int i = start;
    while (i < bytes.length) {
      if (bytes[i++] == '\n' && (i == bytes.length || !ContentLine.isFoldSpace(bytes[i]))) {
        break;
      }
    }
    return i;
  }

  private static boolean isBlank(byte[] bytes, int start, int end) {
    for (int i = start; i < end; i++) {
      if (bytes[i] != '\r' && bytes[i] != '\n') {
        return false;
      }
    }
    return true;
  }

  private Optional<CalendarRefusal> unreadable() {
    return Optional.of(
        calendars.isEmpty() ? CalendarRefusal.NO_CALENDAR : CalendarRefusal.BROKEN_LINES);
  }

  private Optional<CalendarRefusal> add(ContentLine line) {
    switch (line.name()) {
      case "BEGIN" -> {
        return begin(line);
      }
      case "END" -> {
        return end(line);
      }
      default -> {
        if (open.isEmpty()) {
          return unreadable();
        }
        open.element().add(line);
        return Optional.empty();
      }
    }
  }

  private Optional<CalendarRefusal> begin(ContentLine line) {
    Component component = new Component(componentName(line), line);
    if (open.size() == MAX_DEPTH) {
      return Optional.of(CalendarRefusal.UNCLOSED_COMPONENT);
    }
    if (!open.isEmpty()) {
      open.element().add(component);
    } else if (component.name().equals("VCALENDAR")) {
      calendars.add(component);
    } else {
      return unreadable();
    }
    open.push(component);
    return Optional.empty();
  }

  private Optional<CalendarRefusal> end(ContentLine line) {
    if (calendars.isEmpty()) {
      return unreadable();
    }
    if (open.isEmpty() || !open.element().name().equals(componentName(line))) {
      return Optional.of(CalendarRefusal.UNCLOSED_COMPONENT);
    }
    open.pop();
    return Optional.empty();
  }

  private static String componentName(ContentLine line) {
    return Property.parse(line.text()).value().strip().toUpperCase(Locale.ROOT);
  }
}
