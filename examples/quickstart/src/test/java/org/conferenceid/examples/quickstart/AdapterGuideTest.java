package org.conferenceid.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.conferenceid.ConferenceEvent;
import org.conferenceid.ConferenceId;
import org.conferenceid.ConferenceIdGenerator;
import org.conferenceid.EventKind;
import org.conferenceid.IdempotencyKey;
import org.conferenceid.Organizer;
import org.conferenceid.RequestContext;
import org.conferenceid.UserId;
import org.conferenceid.spi.Change;
import org.conferenceid.spi.ChangeResult;
import org.conferenceid.spi.Lease;
import org.conferenceid.spi.MessageState;
import org.conferenceid.spi.Outbox;
import org.conferenceid.spi.Settlement;
import org.conferenceid.testkit.SeededIdGenerator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * The guide's examples for who writes a store are this code, on maps in the place of a database.
 */
class AdapterGuideTest {
  private static final UserId AMELIE = UserId.of("amelie");
  private static final Duration LEASE = Duration.ofMinutes(5);

  private final Map<UserId, Organizer> users = new HashMap<>();
  private final Map<List<Object>, ConferenceEvent> byKey = new HashMap<>();
  private final Map<Long, ConferenceEvent> events = new TreeMap<>();
  private final Map<Long, MessageState> states = new TreeMap<>();
  private final Instant now = Instant.parse("2026-11-26T10:00:00Z");

  private ChangeResult change(Change change, ConferenceIdGenerator candidates) {
    Optional<ConferenceEvent> first = firstUnderKey(change); // by its user and idempotency key
    Optional<Organizer> found = findUser(change.user());
    Optional<ChangeResult> answer =
        first.map(done -> change.replay(done, true)).or(() -> change.refusal(found));
    if (answer.isPresent()) {
      return answer.get(); // a replay or a refusal: nothing is written
    }
    Optional<ConferenceId> assigned = Optional.empty();
    if (change.kind().assignsId()) {
      assigned = firstFree(candidates);
      if (assigned.isEmpty()) {
        return new ChangeResult.Exhausted();
      }
    }
    ConferenceEvent event = change.event(found, assigned, now);
    write(change, event, MessageState.queued(change.mail()));
    return new ChangeResult.Done(event, false, true);
  }

  private Optional<ConferenceEvent> firstUnderKey(Change change) {
    return change.idempotencyKey().map(key -> byKey.get(List.of(change.user(), key)));
  }

  private Optional<Organizer> findUser(UserId user) {
    return Optional.ofNullable(users.get(user));
  }

  private Optional<ConferenceId> firstFree(ConferenceIdGenerator candidates) {
    return Optional.of(candidates.next());
  }

  private void write(Change change, ConferenceEvent event, MessageState state) {
    if (change.kind().changesId()) {
      users.put(
          event.user(), new Organizer(event.user(), event.newId(), event.version(), event.at()));
    }
    change.idempotencyKey().ifPresent(key -> byKey.put(List.of(event.user(), key), event));
    long number = events.size() + 1L;
    events.put(number, event);
    states.put(number, state);
  }

  private List<Lease> claim() {
    List<Lease> leases = new ArrayList<>();
    for (long number : events.keySet()) {
      claim(number, leases);
    }
    return leases;
  }

  private void claim(long number, List<Lease> leases) {
    ConferenceEvent event = events.get(number);
    MessageState state = states.get(number);
    if (!state.isOpen() || state.isWithWorker(now)) {
      return;
    }
    if (Outbox.isOutdated(event, findUser(event.user()))) {
      states.put(number, state.superseded());
    } else if (state.isDue(now)) {
      MessageState leased = state.leased(now.plus(LEASE));
      states.put(number, leased);
      leases.add(leased.lease(number, messageKey(number), event, context(number)));
    }
  }

  private static String messageKey(long number) {
    return String.valueOf(number);
  }

  private static RequestContext context(long number) {
    return RequestContext.NONE.by("number " + number);
  }

  private List<Lease> settle(List<Settlement> settlements) {
    List<Lease> lost = new ArrayList<>();
    settlements.forEach(settlement -> settle(settlement, lost));
    return lost;
  }

  private void settle(Settlement settlement, List<Lease> lost) {
    Lease lease = settlement.lease();
    MessageState state = states.get(lease.number());
    if (state != null && state.isHeldBy(lease)) {
      states.put(lease.number(), state.settled(settlement.result(), now));
    } else {
      lost.add(lease);
    }
  }

  @Test
  @DisplayName("The guide's examples for a store compile and keep its rules")
  void examplesWork() {
    ConferenceIdGenerator ids = new SeededIdGenerator(7);
    Change enable =
        Change.builder(EventKind.ENABLED, AMELIE)
            .idempotencyKey(Optional.of(new IdempotencyKey("form 1")))
            .build();
    ChangeResult.Done enabled = (ChangeResult.Done) change(enable, ids);
    assertThat(change(enable, ids))
        .isEqualTo(new ChangeResult.Done(enabled.event(), /* replayed= */ true, true));
    Change reset =
        Change.builder(EventKind.RESET, AMELIE)
            .expectingVersion(OptionalLong.of(enabled.event().version()))
            .build();
    assertThat(change(reset, ids)).isInstanceOf(ChangeResult.Done.class);
    assertThat(change(reset, ids)).isInstanceOf(ChangeResult.StaleId.class);

    Lease lease = claim().get(0);
    assertThat(lease.kind()).as("the enabling is outdated").isEqualTo(EventKind.RESET);
    assertThat(claim()).as("a worker has it").isEmpty();
    Settlement sent = new Settlement(lease, new Settlement.Sent());
    assertThat(settle(List.of(sent))).isEmpty();
    assertThat(settle(List.of(sent))).as("settled before").containsExactly(lease);
  }
}
