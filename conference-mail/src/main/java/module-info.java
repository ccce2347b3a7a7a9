/** Brings conference messages to users by e-mail, on Jakarta Mail. */
module org.conferenceid.mail {
  requires transitive org.conferenceid.core;
  requires transitive jakarta.mail;
  requires com.samskivert.jmustache;
  requires libphonenumber;
  requires static org.jspecify;

  exports org.conferenceid.mail;
}
