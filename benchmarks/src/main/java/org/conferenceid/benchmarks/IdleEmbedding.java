package org.conferenceid.benchmarks;

import jakarta.mail.Session;
import java.util.Locale;
import java.util.Optional;
import org.conferenceid.AudioConferencing;
import org.conferenceid.Caller;
import org.conferenceid.change.ResetRequest;
import org.conferenceid.jdbc.JdbcConferenceStore;
import org.conferenceid.mail.MailNotifier;

/** A process that has used everything once, and waits. */
final class IdleEmbedding {
  private IdleEmbedding() {}

  /**
   * Prints how many bytes of heap it holds more than at its start.
   *
   * @param arguments the URL of an SQLite file
   * @throws Exception if something does not work
   */
  public static void main(String[] arguments) throws Exception {
    try (MailSink sink = new MailSink();
        var connection = Start.source(arguments[0]).getConnection()) {
      Session session = SendMail.session(sink.port());
      session.getTransport().connect();
      long before = Heap.used();
      JdbcConferenceStore store = JdbcConferenceStore.of(Start.source(arguments[0]));
      store.createSchema();
      try (AudioConferencing conferencing =
          AudioConferencing.builder()
              .store(store)
              .directory(user -> Optional.of(Conferencing.RECIPIENT))
              .notifier(MailNotifier.builder(session).from(SendMail.FROM).build())
              .bridge(Conferencing.BRIDGE)
              .build()) {
        conferencing.administration().enable(Conferencing.user(0));
        var reset =
            conferencing
                .administration()
                .resets()
                .reset(ResetRequest.of(Conferencing.user(0)))
                .orElseThrow();
        conferencing.attendant().admit(reset.newId().digits(), Caller.of("+33100000000"));
        conferencing.invitationFor(Conferencing.user(0)).asText(Locale.FRENCH);
        conferencing.dispatcher().deliverDue();
        if (sink.accepted() == 0 || connection.isClosed()) {
          throw new IllegalStateException("no mail was sent");
        }
        System.out.println(Heap.used() - before);
      }
    }
  }
}
