/**
 * The domain of dial-in conference IDs: values, policy, generator, services, and the ports ({@link
 * org.conferenceid.spi}) behind which storage, the user directory and notification live.
 */
@SuppressWarnings("module") // the qualified export names a module that is built later
module org.conferenceid.core {
  requires org.slf4j;
  requires static transitive org.jspecify;

  exports org.conferenceid;
  exports org.conferenceid.spi;
  exports org.conferenceid.wording to
      org.conferenceid.mail;
}
