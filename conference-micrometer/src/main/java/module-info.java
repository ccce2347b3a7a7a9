/** Shows what the library does and holds as Micrometer meters. */
@SuppressWarnings("requires-transitive-automatic") // Micrometer has a name, and no descriptor
module org.conferenceid.micrometer {
  requires transitive org.conferenceid.core;
  requires transitive micrometer.core;
  requires org.slf4j;
  requires static org.jspecify;

  exports org.conferenceid.micrometer;
}
