package org.conferenceid.calendar;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A component of a file, with its content lines and the components within it. */
final class Component {
  private final String name;
  private final ContentLine begin;
  private final List<ContentLine> lines = new ArrayList<>();
  private final List<Component> components = new ArrayList<>();

  Component(String name, ContentLine begin) {
    this.name = name;
    this.begin = begin;
  }

  void add(ContentLine line) {
    lines.add(line);
  }

  void add(Component component) {
    components.add(component);
  }

  String name() {
    return name;
  }

  /** The line {@code BEGIN:…}. */
  ContentLine begin() {
    return begin;
  }

  /** Its own lines in their order, without those of components within. */
  List<ContentLine> lines() {
    return lines;
  }

  List<Component> components() {
    return components;
  }

  Stream<ContentLine> lines(String property) {
    return lines.stream().filter(line -> line.name().equals(property));
  }

  Optional<ContentLine> first(String property) {
    return lines(property).findFirst();
  }

  Optional<String> value(String property) {
    return first(property).map(line -> Property.parse(line.text()).value());
  }
}
