package org.conferenceid.examples.adminconsole;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** Who can log in to the example. The password is the name. */
enum LogIn {
  VIEWER("viewer", "sees everything but whole IDs, and changes nothing", "CONFERENCE_VIEW"),
  OPERATOR("operator", "resets, enables and disables users one by one", "CONFERENCE_OPERATE"),
  MANY("many", "also resets many at once, rotates and adopts", "CONFERENCE_MANY"),
  ORGANIZER("amelie.durand", "hosts conferences, and sees and resets her own ID", "ORGANIZER");

  private final String user;
  private final String explanation;
  private final String role;

  LogIn(String user, String explanation, String role) {
    this.user = user;
    this.explanation = explanation;
    this.role = role;
  }

  public String user() {
    return user;
  }

  public String explanation() {
    return explanation;
  }

  String role() {
    return role;
  }

  /** A line for each. */
  static String list() {
    return Arrays.stream(values())
        .map(one -> String.format(Locale.ROOT, "  %-14s %s%n", one.user, one.explanation))
        .collect(Collectors.joining());
  }
}
