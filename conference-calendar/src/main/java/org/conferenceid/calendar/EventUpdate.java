package org.conferenceid.calendar;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.conferenceid.calendar.Finding.Kind;

/** Updates one event. */
final class EventUpdate {
  /** A longer line is not looked into. */
  static final int MAX_LINE = 4 * 1024 * 1024;

  private static final Set<String> DESCRIPTIONS =
      Set.of("DESCRIPTION", "STYLED-DESCRIPTION", "X-ALT-DESC", "COMMENT");

  private final FooterFinder finder;
  private final Footers footers;
  private final KnownIds ids;
  private final FileEdits edits;
  private final List<Finding> findings = new ArrayList<>();
  private final List<Difference> differences = new ArrayList<>();
  private boolean onlyDescriptions = true;

  EventUpdate(FooterFinder finder, Footers footers, KnownIds ids, FileEdits edits) {
    this.finder = finder;
    this.footers = footers;
    this.ids = ids;
    this.edits = edits;
  }

  /** Looks through an event, and notes what is changed in it. */
  void update(Component event) {
    event.lines().forEach(line -> update(line, ""));
    event
        .components()
        .forEach(inner -> inner.lines().forEach(line -> update(line, inner.name() + ".")));
  }

  List<Finding> findings() {
    return findings;
  }

  List<Difference> differences() {
    return differences;
  }

  /** Whether nothing but descriptions was changed. */
  boolean hasOnlyDescriptions() {
    return onlyDescriptions;
  }

  MeetingOutcome outcome() {
    Set<Kind> kinds = Set.copyOf(findings.stream().map(Finding::kind).toList());
    if (kinds.stream().anyMatch(Kind::isReplaced)) {
      return kinds.contains(Kind.ID)
              || kinds.contains(Kind.ID_ALONE)
              || kinds.contains(Kind.NOT_READ)
          ? MeetingOutcome.UPDATED_IN_PART
          : MeetingOutcome.UPDATED;
    }
    if (kinds.isEmpty()) {
      return MeetingOutcome.NOTHING_FOUND;
    }
    return kinds.equals(Set.of(Kind.CURRENT))
        ? MeetingOutcome.UP_TO_DATE
        : MeetingOutcome.LEFT_ALONE;
  }

  private void update(ContentLine line, String prefix) {
    String name = line.name();
    if (!ValueUpdate.mayHold(name)) {
      return;
    }
    if (line.length() > MAX_LINE) {
      findings.add(new Finding(prefix + name, Kind.NOT_READ));
      return;
    }
    String old = line.text();
    Property property = Property.parse(old);
    LineUpdate update = new LineUpdate(prefix, name, property, /* whole= */ true);
    if (!line.canHave(update.text)) {
      // Digits are in every encoding.
      update = new LineUpdate(prefix, name, property, /* whole= */ false);
    }
    findings.addAll(update.findings);
    if (!update.text.equals(old)) {
      edits.replace(line, update.text);
      differences.addAll(update.differences);
      onlyDescriptions &= DESCRIPTIONS.contains(name);
    }
  }

  /** One line: the text of its parameter, and its value. */
  private final class LineUpdate {
    private final List<Finding> findings = new ArrayList<>();
    private final List<Difference> differences = new ArrayList<>();
    private final String text;

    LineUpdate(String prefix, String name, Property property, boolean whole) {
      ValueUpdate value = new ValueUpdate(finder, footers, whole);
      String line = property.line();
      List<Edit> parts = new ArrayList<>();
      Optional<Property.Parameter> altrep = property.find("ALTREP");
      altrep.ifPresent(
          parameter -> {
            String uri = line.substring(parameter.start(), parameter.end());
            if (uri.toLowerCase(Locale.ROOT).startsWith("data:")) {
              parts.add(new Edit(parameter.start(), parameter.end(), value.uri(uri)));
              note(prefix + name + ";ALTREP", value, !parts.get(0).replacement().equals(uri));
            }
          });
      String updated = value.value(name, property);
      parts.add(new Edit(property.valueStart(), line.length(), updated));
      note(prefix + name, value, !updated.equals(property.value()));
      text = Edit.apply(line, parts);
    }

    private void note(String where, ValueUpdate value, boolean changed) {
      value.takeKinds().forEach(kind -> findings.add(new Finding(where, kind)));
      if (changed) {
        differences.add(Difference.of(where, value.before(), value.after(), ids));
      }
    }
  }
}
