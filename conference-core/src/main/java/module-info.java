/**
 * The domain of dial-in conference IDs: values, policy, generator, the three components
 * (administration, attendant, delivery), and the ports ({@link org.conferenceid.spi}) behind which
 * storage, the user directory and notification live.
 */
@SuppressWarnings("module") // the qualified export names a module that is built later
module org.conferenceid.core {
  requires org.slf4j;
  requires static transitive org.jspecify;

  exports org.conferenceid;
  exports org.conferenceid.adoption;
  exports org.conferenceid.administration;
  exports org.conferenceid.attendant;
  exports org.conferenceid.audit;
  exports org.conferenceid.bulk;
  exports org.conferenceid.capacity;
  exports org.conferenceid.change;
  exports org.conferenceid.delivery;
  exports org.conferenceid.invitation;
  exports org.conferenceid.spi;
  exports org.conferenceid.guard to
      org.conferenceid.calendar,
      org.conferenceid.jdbc,
      org.conferenceid.spring.console,
      org.conferenceid.testkit;
  exports org.conferenceid.internal to
      org.conferenceid.calendar;
  exports org.conferenceid.texts to
      org.conferenceid.mail,
      org.conferenceid.spring.console;
}
