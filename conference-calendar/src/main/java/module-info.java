/** Updates the invitations of meetings that are planned already, after an ID was reset. */
module org.conferenceid.calendar {
  requires transitive org.conferenceid.core;
  requires java.xml;
  requires org.slf4j;
  requires static org.jspecify;
  requires transitive java.net.http;

  exports org.conferenceid.calendar;
  exports org.conferenceid.calendar.caldav;
  exports org.conferenceid.calendar.follower;
}
