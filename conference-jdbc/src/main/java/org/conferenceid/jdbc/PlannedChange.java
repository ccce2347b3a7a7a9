package org.conferenceid.jdbc;

import org.conferenceid.EventKind;
import org.jspecify.annotations.Nullable;

/**
 * A change that nothing stands against, to be written.
 *
 * @param wish what shall happen
 * @param before the user, whose row is locked if there is one
 * @param newId the ID that the user has after it
 * @param again whether the new ID has a row from an assignment whose quarantine is over
 * @param at when it happens
 */
record PlannedChange(
    ChangeCommand wish, UserRow before, @Nullable Integer newId, boolean again, long at) {

  String user() {
    return wish.user();
  }

  boolean changesId() {
    return wish.kind().changesId();
  }

  /** Whether the user gets a row. */
  boolean enters() {
    return changesId() && before.isUnknown();
  }

  /** Whether the user's row changes. */
  boolean moves() {
    return changesId() && !before.isUnknown();
  }

  /** Whether an ID is retired. */
  boolean retires() {
    return changesId() && before.currentId() != null;
  }

  /** Whether an ID is assigned. */
  boolean assigns() {
    return wish.kind().assignsId();
  }

  @Nullable Integer oldId() {
    return before.currentId();
  }

  /** The user's version after it. */
  long version() {
    return before.version() + (changesId() ? 1 : 0);
  }

  /** When the old ID is free again. */
  long freeAt() {
    return at + wish.quarantine();
  }

  EventKind kind() {
    return wish.kind();
  }

  @Nullable Long mailDue() {
    return wish.mailDue();
  }

  ChangeRow done() {
    return new ChangeRow(ChangeRow.Outcome.DONE, kind(), version(), at, oldId(), newId);
  }
}
