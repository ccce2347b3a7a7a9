package org.conferenceid.behaviour;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import org.conferenceid.AudioConferencing;
import org.conferenceid.AudioConferencingBuilder;
import org.conferenceid.ConferenceId;
import org.conferenceid.EmailAddress;
import org.conferenceid.Recipient;
import org.conferenceid.UserId;
import org.conferenceid.audit.AuditEntry;
import org.conferenceid.audit.AuditQuery;
import org.conferenceid.audit.DeliveryState;
import org.conferenceid.audit.DeliveryStatus;
import org.conferenceid.change.Done;
import org.conferenceid.change.ResetRequest;
import org.conferenceid.invitation.Bridge;
import org.conferenceid.testkit.InMemoryConferenceStore;
import org.conferenceid.testkit.InMemoryUserDirectory;
import org.conferenceid.testkit.MutableClock;
import org.conferenceid.testkit.RecordingNotifier;
import org.conferenceid.testkit.SeededIdGenerator;

/** An application in small: the library on doubles, with a clock that only the test moves. */
class World {
  static final UserId AMELIE = UserId.of("amelie");
  static final UserId BRUNO = UserId.of("bruno");
  static final Recipient AMELIE_BY_MAIL =
      new Recipient(EmailAddress.parse("amelie@example.org"), "Amélie Durand", Locale.FRENCH);
  static final Recipient BRUNO_BY_MAIL =
      new Recipient(EmailAddress.parse("bruno@example.org"), "Bruno Keller", Locale.ENGLISH);
  static final Bridge BRIDGE =
      Bridge.builder()
          .toll("+33 1 70 00 00 00", "Paris")
          .tollFree("+33 800 000 000", "France")
          .meetingUpdateLink(URI.create("https://example.org/update"))
          .build();

  final MutableClock clock = new MutableClock();
  final InMemoryConferenceStore store = new InMemoryConferenceStore(clock);
  final InMemoryUserDirectory directory = new InMemoryUserDirectory();
  final RecordingNotifier notifier = new RecordingNotifier();
  AudioConferencing conferencing = builder().build();

  World() {
    directory.put(AMELIE, AMELIE_BY_MAIL);
    directory.put(BRUNO, BRUNO_BY_MAIL);
  }

  /** The parts of this world, for a test that sets something more. */
  final AudioConferencingBuilder builder() {
    return AudioConferencing.builder()
        .store(store)
        .directory(directory)
        .notifier(notifier)
        .bridge(BRIDGE)
        .generator(new SeededIdGenerator(7))
        .retryRandom(() -> 0.5);
  }

  ConferenceId enable(UserId user) {
    return conferencing.enable(user).id();
  }

  Done reset(UserId user) {
    return conferencing.resets().reset(ResetRequest.of(user)).orElseThrow();
  }

  List<AuditEntry> audit() {
    return conferencing.audit(AuditQuery.all()).items();
  }

  DeliveryStatus mailOf(int entry) {
    return audit().get(entry).mail();
  }

  List<DeliveryState> mailStates() {
    return audit().stream().map(entry -> entry.delivery().state()).toList();
  }
}
