package org.conferenceid.tck;

import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.conferenceid.RequestContext;
import org.conferenceid.spi.Lease;
import org.conferenceid.testkit.ForwardingStore;
import org.conferenceid.testkit.InMemoryConferenceStore;

/** Stores whose leases tell something that is not so. */
final class FaultyLeases {
  private FaultyLeases() {}

  private static Lease with(Lease lease, RequestContext context) {
    return new Lease(
        lease.number(),
        lease.messageKey(),
        lease.fence(),
        lease.attempt(),
        lease.excused(),
        lease.unconfirmed(),
        lease.event(),
        context);
  }

  /** The contexts of one claim are read in another order than its messages. */
  static final class TellsAnotherUsersContext extends ForwardingStore {
    TellsAnotherUsersContext(Clock clock) {
      super(new InMemoryConferenceStore(clock));
    }

    @Override
    public List<Lease> claim(String worker, int max, Duration lease) {
      List<Lease> leases = super.claim(worker, max, lease);
      RequestContext first = leases.isEmpty() ? RequestContext.NONE : leases.get(0).context();
      return leases.stream().map(one -> with(one, first)).toList();
    }
  }

  /** The context is copied into the message, where an erasure does not look. */
  static final class TellsAnErasedActor extends ForwardingStore {
    private final Map<Long, RequestContext> copied = new HashMap<>();

    TellsAnErasedActor(Clock clock) {
      super(new InMemoryConferenceStore(clock));
    }

    @Override
    public synchronized List<Lease> claim(String worker, int max, Duration lease) {
      return super.claim(worker, max, lease).stream()
          .map(one -> with(one, copied.computeIfAbsent(one.number(), number -> one.context())))
          .toList();
    }
  }

  /** There is a column for who asked, and none for the reason that the organizer may read. */
  static final class TellsTheActorOnly extends ForwardingStore {
    TellsTheActorOnly(Clock clock) {
      super(new InMemoryConferenceStore(clock));
    }

    @Override
    public List<Lease> claim(String worker, int max, Duration lease) {
      return super.claim(worker, max, lease).stream()
          .map(
              one ->
                  with(
                      one,
                      one.context()
                          .actor()
                          .map(RequestContext.NONE::by)
                          .orElse(RequestContext.NONE)))
          .toList();
    }
  }
}
