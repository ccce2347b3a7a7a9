package org.conferenceid.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.conferenceid.ConferenceEvent;
import org.conferenceid.EventKind;
import org.conferenceid.InvalidValueException;
import org.conferenceid.RequestContext;
import org.conferenceid.UserId;
import org.conferenceid.audit.DeliveryState;
import org.conferenceid.audit.DeliveryStatus;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What becomes of a message when it is leased, settled and sent again. */
class MessageStateTest {
  private static final Instant NOW = Instant.parse("2026-11-26T10:00:00Z");
  private static final Duration LEASE = Duration.ofMinutes(5);
  private static final ConferenceEvent EVENT =
      new ConferenceEvent(
          EventKind.DISABLED, UserId.of("amelie"), Optional.empty(), Optional.empty(), 2, NOW);

  /** What can happen to a message. */
  private enum Step {
    CLAIM,
    SENT,
    RETRY,
    EXCUSED,
    UNCONFIRMED,
    FAILED,
    RELEASED,
    RESEND
  }

  /** A message, and what a reader of the rules counts beside it. */
  private static final class Counted {
    private MessageState state = MessageState.queued(true);
    private long leases;
    private int attempts;
    private int excused;
    private int perhapsSent;

    void take(Step step) {
      boolean leased = state.state() == DeliveryState.LEASED;
      switch (step) {
        case CLAIM -> claim(leased);
        case RESEND -> resend();
        default -> {
          if (leased) {
            settle(step);
          }
        }
      }
    }

    private void claim(boolean again) {
      if (state.isOpen()) {
        state = state.leased(NOW.plus(LEASE));
        leases++;
        attempts++;
        perhapsSent += again ? 1 : 0;
      }
    }

    private void resend() {
      Optional<MessageState> queued = state.resent();
      assertThat(queued.isPresent()).isEqualTo(state.state() == DeliveryState.FAILED);
      if (queued.isPresent()) {
        state = queued.get();
        attempts = 0;
        excused = 0;
        perhapsSent = 0;
      }
    }

    private void settle(Step step) {
      state = state.settled(result(step), NOW);
      attempts -= step == Step.RELEASED ? 1 : 0;
      excused += step == Step.EXCUSED ? 1 : 0;
      perhapsSent += step == Step.UNCONFIRMED ? 1 : 0;
    }
  }

  private static Settlement.Result result(Step step) {
    return switch (step) {
      case SENT -> new Settlement.Sent();
      case RETRY -> retry(Settlement.Attempt.COUNTED);
      case EXCUSED -> retry(Settlement.Attempt.EXCUSED);
      case UNCONFIRMED -> retry(Settlement.Attempt.UNCONFIRMED);
      case FAILED -> new Settlement.Failed("no mailbox");
      default -> new Settlement.Released();
    };
  }

  private static Settlement.Retry retry(Settlement.Attempt attempt) {
    return new Settlement.Retry(Duration.ofMinutes(1), "busy", attempt);
  }

  @Provide
  Arbitrary<List<Step>> steps() {
    return Arbitraries.of(Step.class).list().ofMaxSize(30);
  }

  @Property
  @Label("OB-3, OB-8, OB-9, OB-13: attempts are counted, whatever happens in which order")
  void countsAttempts(@ForAll("steps") List<Step> steps) {
    Counted message = new Counted();
    steps.forEach(message::take);
    MessageState state = message.state;
    assertThat(state.fence()).isEqualTo(message.leases);
    assertThat(state.attempts()).isEqualTo(message.attempts);
    assertThat(state.excused()).isEqualTo(message.excused);
    assertThat(state.unconfirmed()).isEqualTo(message.perhapsSent);
    assertThat(state.status())
        .isEqualTo(new DeliveryStatus(state.state(), state.attempts(), state.problem()));
  }

  @Property
  @Label("OB-4: only the latest lease holds a message, and only until it is settled")
  void isHeldByItsLatestLease(@ForAll("steps") List<Step> steps) {
    Counted message = new Counted();
    steps.forEach(message::take);
    MessageState state = message.state;
    Lease latest = state.lease(1, "key", EVENT, RequestContext.NONE);
    assertThat(state.isHeldBy(latest)).isEqualTo(state.state() == DeliveryState.LEASED);
    MessageState next = state.leased(NOW);
    assertThat(next.isHeldBy(latest)).as("of the lease before").isFalse();
    assertThat(next.isHeldBy(next.lease(1, "key", EVENT, RequestContext.NONE))).isTrue();
  }

  @Test
  @DisplayName("OB-7: it is due from the very moment on, and where the clock was ahead")
  void isDueInTime() {
    MessageState waiting =
        MessageState.queued(true).leased(NOW).settled(retry(Settlement.Attempt.COUNTED), NOW);
    Instant due = NOW.plus(Duration.ofMinutes(1));
    assertThat(waiting.isDue(due.minusNanos(1))).isFalse();
    assertThat(waiting.isDue(due)).isTrue();
    assertThat(waiting.isDue(due.minus(Outbox.MAX_DELAY))).isFalse();
    assertThat(waiting.isDue(due.minus(Outbox.MAX_DELAY).minusNanos(1))).isTrue();
    assertThat(MessageState.queued(true).isDue(Instant.EPOCH)).isTrue();
  }

  @Test
  @DisplayName("OB-2: a worker has it until its lease ends")
  void isWithItsWorker() {
    MessageState leased = MessageState.queued(true).leased(NOW.plus(LEASE));
    assertThat(leased.isWithWorker(NOW.plus(LEASE).minusNanos(1))).isTrue();
    assertThat(leased.isWithWorker(NOW.plus(LEASE))).isFalse();
    MessageState waiting = leased.settled(retry(Settlement.Attempt.COUNTED), NOW);
    assertThat(waiting.isWithWorker(NOW)).as("nobody has it").isFalse();
  }

  @Test
  @DisplayName("OB-11: the last problem stays, whatever comes after it")
  void keepsItsProblem() {
    MessageState failed =
        MessageState.queued(true)
            .leased(NOW)
            .settled(retry(Settlement.Attempt.COUNTED), NOW)
            .leased(NOW);
    assertThat(failed.settled(new Settlement.Sent(), NOW).problem()).contains("busy");
    assertThat(failed.settled(new Settlement.Released(), NOW).problem()).contains("busy");
    assertThat(failed.superseded().problem()).contains("busy");
    MessageState gaveUp = failed.settled(new Settlement.Failed("no mailbox"), NOW);
    assertThat(gaveUp.problem()).contains("no mailbox");
    assertThat(gaveUp.resent().orElseThrow().problem()).contains("no mailbox");
  }

  @Test
  @DisplayName("OB-1, OB-4, OB-6: each end has its state, and only what is open is open")
  void hasItsState() {
    MessageState leased = MessageState.queued(true).leased(NOW);
    assertThat(MessageState.queued(false).state()).isEqualTo(DeliveryState.OFF);
    assertThat(MessageState.queued(false).isOpen()).isFalse();
    assertThat(MessageState.queued(true).isOpen()).isTrue();
    assertThat(leased.isOpen()).isTrue();
    assertThat(leased.settled(retry(Settlement.Attempt.EXCUSED), NOW).isOpen()).isTrue();
    assertThat(leased.settled(new Settlement.Released(), NOW)).isEqualTo(released());
    assertThat(leased.settled(new Settlement.Sent(), NOW).state()).isEqualTo(DeliveryState.SENT);
    assertThat(leased.settled(new Settlement.Superseded(), NOW).state())
        .isEqualTo(DeliveryState.SUPERSEDED);
    assertThat(leased.superseded().isOpen()).isFalse();
    assertThat(leased.settled(new Settlement.Failed("no mailbox"), NOW).isOpen()).isFalse();
  }

  /** As if it had not been claimed, but for its fence. */
  private static MessageState released() {
    return new MessageState(
        DeliveryState.PENDING, MessageState.AT_ONCE, 1, 0, 0, 0, Optional.empty());
  }

  @Test
  @DisplayName("Counts below zero are refused")
  void refusesImpossibleCounts() {
    assertThatThrownBy(() -> MessageState.queued(true).settled(new Settlement.Released(), NOW))
        .isInstanceOf(InvalidValueException.class);
    assertThatThrownBy(() -> count(-1, 0, 0, 0)).isInstanceOf(InvalidValueException.class);
    assertThatThrownBy(() -> count(0, 0, -1, 0)).isInstanceOf(InvalidValueException.class);
    assertThatThrownBy(() -> count(0, 0, 0, -1)).isInstanceOf(InvalidValueException.class);
  }

  private static MessageState count(long fence, int attempts, int excused, int unconfirmed) {
    return new MessageState(
        DeliveryState.PENDING, NOW, fence, attempts, excused, unconfirmed, Optional.empty());
  }
}
