/** Updates the invitations of meetings that are planned already, after an ID was reset. */
module org.conferenceid.calendar {
  requires transitive org.conferenceid.core;
  requires static org.jspecify;

  exports org.conferenceid.calendar;
}
