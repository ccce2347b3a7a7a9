/** Brings conference messages to users by e-mail, on Jakarta Mail. */
module org.conferenceid.mail {
  requires transitive org.conferenceid.core;
  requires transitive jakarta.mail;
  requires com.samskivert.jmustache;
  requires com.google.i18n.phonenumbers.libphonenumber;
  requires static org.jspecify;

  exports org.conferenceid.mail;
}
