package org.conferenceid.benchmarks;

import java.lang.ref.Reference;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.conferenceid.ConferenceId;
import org.conferenceid.ConferenceIdGenerator;
import org.conferenceid.EventKind;
import org.conferenceid.Organizer;
import org.conferenceid.testkit.InMemoryConferenceStore;

/** What a user costs in the in-memory store. */
final class MemoryPerUser implements Question {
  private static final String PAYLOAD = "the payload alone";
  private static final String BYTES = "bytes per user";

  @Override
  public String name() {
    return "memory";
  }

  @Override
  public String title() {
    return "Memory for each user, in memory";
  }

  @Override
  public String about() {
    return """
    The heap that an in-memory store holds after everybody was enabled once, with the audit entry and the queued message of
    it. The payload alone is an array of what the store tells of a user: key, ID, version, and since when.""";
  }

  @Override
  public String limits() {
    return """
    Java's objects, of 16 bytes at least, and hash tables. It is a reference and a test double, not a cache.""";
  }

  @Override
  public void answer(Scale scale, Sheet sheet) throws Exception {
    sheet.baseline(PAYLOAD);
    int users = scale.users();
    String condition = String.format(Locale.ROOT, "%,d users", users);
    sheet.put(PAYLOAD, condition, BYTES, heldBy(() -> payload(users)) / users);
    sheet.put(Plot.OWN, condition, BYTES, heldBy(() -> store(users)) / users);
    sheet.note(
        "Beside the payload there are, for each user: the event with both IDs and its entry in the audit, by number and by"
            + " user; the message in the outbox; and the ID in a hash table.");
  }

  private static Object payload(int users) {
    ConferenceIdGenerator ids = ConferenceIdGenerator.secure();
    Organizer[] payload = new Organizer[users];
    for (int i = 0; i < users; i++) {
      Optional<ConferenceId> id = Optional.of(ids.next());
      payload[i] = new Organizer(Conferencing.user(i), id, 1, Instant.ofEpochSecond(i));
    }
    return payload;
  }

  private static Object store(int users) {
    ConferenceIdGenerator ids = ConferenceIdGenerator.secure();
    InMemoryConferenceStore store = new InMemoryConferenceStore();
    for (int i = 0; i < users; i++) {
      store.change(Conferencing.change(EventKind.ENABLED, Conferencing.user(i)), ids);
    }
    return store;
  }

  private static double heldBy(Callable<Object> maker) throws Exception {
    long before = Heap.used();
    Object made = maker.call();
    try {
      return Heap.used() - before;
    } finally {
      Reference.reachabilityFence(made);
    }
  }
}
