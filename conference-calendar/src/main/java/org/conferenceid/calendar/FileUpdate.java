package org.conferenceid.calendar;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Updates one file. */
final class FileUpdate {
  private static final Set<String> UPDATED_METHODS = Set.of("PUBLISH", "REQUEST", "ADD");

  private final InvitationUpdater.Settings settings;
  private final FooterFinder finder;
  private final Footers footers;
  private final Instant now;
  private final FileEdits edits = new FileEdits();
  private final List<MeetingUpdate> meetings = new ArrayList<>();

  FileUpdate(
      InvitationUpdater.Settings settings, FooterFinder finder, Footers footers, Instant now) {
    this.settings = settings;
    this.finder = finder;
    this.footers = footers;
    this.now = now;
  }

  CalendarUpdate update(byte[] bytes) {
    if (bytes.length > InvitationUpdater.MAX_BYTES) {
      return refused(bytes, CalendarRefusal.TOO_LARGE);
    }
    FileBytes file = FileBytes.of(bytes).orElse(null);
    if (file == null) {
      return refused(bytes, CalendarRefusal.NO_CALENDAR);
    }
    Calendars.Result read = Calendars.read(file);
    Optional<CalendarRefusal> refusal =
        read.refusal()
            .or(
                () ->
                    read.calendars().stream()
                        .flatMap(calendar -> refusal(calendar).stream())
                        .findFirst());
    if (refusal.isPresent()) {
      return refused(bytes, refusal.get());
    }
    read.calendars().forEach(this::update);
    byte[] updated =
        edits.isEmpty() ? bytes.clone() : file.inFilesEncoding(edits.apply(file.bytes()));
    return new CalendarUpdate(updated, !edits.isEmpty(), Optional.empty(), meetings);
  }

  private static CalendarUpdate refused(byte[] bytes, CalendarRefusal refusal) {
    return new CalendarUpdate(bytes.clone(), false, Optional.of(refusal), List.of());
  }

  private static Optional<CalendarRefusal> refusal(Component calendar) {
    if (calendar.value("VERSION").filter(version -> version.strip().equals("2.0")).isEmpty()) {
      return Optional.of(CalendarRefusal.NO_CALENDAR);
    }
    boolean updatable = calendar.value("METHOD").map(FileUpdate::isUpdated).orElse(true);
    return updatable ? Optional.empty() : Optional.of(CalendarRefusal.WRONG_METHOD);
  }

  private static boolean isUpdated(String method) {
    return UPDATED_METHODS.contains(method.strip().toUpperCase(Locale.ROOT));
  }

  private void update(Component calendar) {
    EventTimes times = new EventTimes(calendar);
    boolean changed = false;
    for (Component component : calendar.components()) {
      if (component.name().equals("VEVENT")) {
        MeetingUpdate meeting = update(component, times);
        meetings.add(meeting);
        changed |= meeting.outcome().isChanged();
      }
    }
    if (changed) {
      settings.destination().setMethod(calendar, edits);
    }
  }

  private MeetingUpdate update(Component event, EventTimes times) {
    Optional<MeetingOutcome> untouched = untouched(event, times);
    EventUpdate update = new EventUpdate(finder, footers, settings.ids(), edits);
    if (untouched.isEmpty()) {
      update.update(event);
      if (update.outcome().isChanged()) {
        boolean keeps = settings.keepsSequence() && update.hasOnlyDescriptions();
        new Revision(edits, now).revise(event, keeps);
      }
    }
    return new MeetingUpdate(
        event.value("UID").orElse(""),
        event.value("RECURRENCE-ID"),
        event.value("SUMMARY").map(summary -> settings.ids().masked(Encoded.text(summary).text())),
        untouched.orElseGet(update::outcome),
        update.findings(),
        update.differences());
  }

  private Optional<MeetingOutcome> untouched(Component event, EventTimes times) {
    if (!event.lines("ORGANIZER").allMatch(this::isOrganizer)) {
      return Optional.of(MeetingOutcome.OTHER_ORGANIZER);
    }
    if (event
        .value("STATUS")
        .filter(status -> status.strip().equalsIgnoreCase("CANCELLED"))
        .isPresent()) {
      return Optional.of(MeetingOutcome.CANCELLED);
    }
    return times.isOver(event, now) ? Optional.of(MeetingOutcome.PAST) : Optional.empty();
  }

  private boolean isOrganizer(ContentLine line) {
    Property property = Property.parse(line.text());
    String value = property.value().strip();
    String address =
        value.regionMatches(true, 0, "mailto:", 0, 7)
            ? VisibleText.link(value, 7, value.length()).text()
            : property.parameter("EMAIL").orElse("");
    return settings.organizers().contains(address.strip().toLowerCase(Locale.ROOT));
  }
}
