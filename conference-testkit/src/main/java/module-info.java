/** In-memory doubles for the tests of applications that embed the library. */
module org.conferenceid.testkit {
  requires transitive org.conferenceid.core;
  requires static org.jspecify;

  exports org.conferenceid.testkit;
}
