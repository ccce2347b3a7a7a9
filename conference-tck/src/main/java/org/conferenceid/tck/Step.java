package org.conferenceid.tck;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.conferenceid.ConferenceId;
import org.conferenceid.EventKind;
import org.conferenceid.UserId;
import org.conferenceid.audit.DeliveryState;
import org.conferenceid.change.AdoptionMode;
import org.conferenceid.spi.Settlement;

/** What is done to a store in one step of a sequence, by one of two clients. */
sealed interface Step {

  /** A process that works on the store; where the store has several nodes, each with its own. */
  enum Client {
    LEFT,
    RIGHT;

    Client other() {
      return this == LEFT ? RIGHT : LEFT;
    }
  }

  /** Who takes the step. */
  Client by();

  /** Makes a change, whatever was seen before. */
  record Make(
      Client by,
      EventKind kind,
      UserId user,
      Optional<String> key,
      Optional<String> actor,
      int days,
      boolean mail)
      implements Step {}

  /** Makes changes of different users as one. */
  record MakeAll(Client by, List<Make> changes) implements Step {}

  /** Brings in IDs, each for one user. */
  record Adopt(Client by, List<UserId> users, List<ConferenceId> ids, AdoptionMode mode)
      implements Step {}

  /** Sees which ID and which version a user has. */
  record Look(Client by, UserId user) implements Step {}

  /** What a reset is confirmed by. */
  enum Shown {
    ID,
    VERSION,
    BOTH
  }

  /** Resets what was seen, which the other client may have reset since. */
  record Confirm(Client by, UserId user, Shown shown, int days) implements Step {}

  /** Forgets a user. */
  record Erase(Client by, UserId user, int days) implements Step {}

  /** Removes old audit entries. */
  record Prune(Client by, Duration age) implements Step {}

  /** Lets time go by: quarantines, delays and leases run out. */
  record Wait(Client by, Duration time) implements Step {}

  /** Takes messages to send. */
  record Claim(Client by, int max, Duration lease) implements Step {}

  /** Settles all that the client has taken, in time or not, with these results in turn. */
  record Settle(Client by, List<Settlement.Result> results) implements Step {}

  /** Sends again every so many of the messages, as far as they have failed. */
  record Resend(Client by, int every) implements Step {}

  /** A client dies with what it has seen and taken, and starts again. */
  record Crash(Client by) implements Step {}

  /** Reads the audit page by page; the times are given as ages. */
  record ReadAudit(
      Client by,
      Optional<UserId> user,
      Optional<EventKind> kind,
      Optional<String> actor,
      Optional<String> key,
      Optional<DeliveryState> state,
      Optional<Duration> from,
      Optional<Duration> until,
      boolean newestFirst,
      int limit)
      implements Step {}

  /** Reads the enabled users page by page. */
  record ReadOrganizers(Client by, Optional<Duration> olderThan, int limit) implements Step {}

  /** Counts how fast IDs are used up. */
  record CountRate(Client by, Duration period) implements Step {}
}
