-- Conference IDs, schema version 1, SQLite 3.45 and later.
--
-- Times are microseconds since 1970-01-01 00:00 UTC: datetime(at / 1000000, 'unixepoch') shows one.
-- No table has a place for an address, a name, a language or a PIN.

CREATE TABLE IF NOT EXISTS cid_schema (
  version INTEGER NOT NULL PRIMARY KEY
) STRICT;

-- Whoever is, or was, enabled. The row stays after disabling, or versions would start again.
CREATE TABLE IF NOT EXISTS cid_user (
  user_key TEXT NOT NULL PRIMARY KEY,
  current_id INTEGER, -- null while disabled
  version INTEGER NOT NULL,
  since INTEGER NOT NULL -- when the version began
) STRICT, WITHOUT ROWID;

-- Active and retired IDs in one table: whether one is free is then one look at one row.
-- Free are the IDs without a row and those whose free_at has come. That nobody has two is kept by cid_user, whose row
-- each change of a user's ID locks, checks and writes: current_id is the one that counts.
CREATE TABLE IF NOT EXISTS cid_id (
  id INTEGER NOT NULL PRIMARY KEY CHECK (id BETWEEN 1000000 AND 9999999),
  owner TEXT, -- whom it lets in or, once it is retired, let in last; null once that user is erased
  since INTEGER NOT NULL, -- when it was assigned or, if it is, retired
  free_at INTEGER, -- the end of the quarantine, null while it is active
  CHECK (owner IS NOT NULL OR free_at IS NOT NULL)
) STRICT;

-- What happened, and the message about it: one row, so that they cannot disagree.
CREATE TABLE IF NOT EXISTS cid_audit (
  number INTEGER PRIMARY KEY AUTOINCREMENT, -- never used again, even when the newest entries are removed
  user_key TEXT NOT NULL,
  idempotency_key TEXT,
  kind TEXT NOT NULL, -- ENABLED, RESET, DISABLED, INFO_REQUESTED, NUMBERS_CHANGED, ID_REVEALED
  version INTEGER NOT NULL,
  at INTEGER NOT NULL,
  actor TEXT,
  reason TEXT, -- for administrators alone
  public_reason TEXT, -- for the organizer to read
  old_id INTEGER,
  new_id INTEGER,
  mail_state TEXT NOT NULL, -- OFF, PENDING, LEASED, SENT, SUPERSEDED, FAILED
  mail_due INTEGER, -- pending: when it is due, 0 at once; leased: when the lease ends; else null
  mail_turn INTEGER, -- when a claim looks at it: when it is due, or later while an earlier one of the user waits
  mail_key TEXT, -- 128 random bits in hexadecimal, the message's name at every attempt; null if none was wanted
  mail_attempts INTEGER NOT NULL DEFAULT 0, -- how often it was taken
  mail_excused INTEGER NOT NULL DEFAULT 0, -- those of them that ended because nothing was taken from us at all
  mail_unconfirmed INTEGER NOT NULL DEFAULT 0, -- those of them that may have sent it
  mail_fence INTEGER NOT NULL DEFAULT 0, -- grows with every lease
  mail_worker TEXT, -- who had the last lease
  mail_problem TEXT, -- why the last attempt failed
  CHECK ((mail_due IS NOT NULL) = (mail_state IN ('PENDING', 'LEASED'))),
  CHECK ((mail_turn IS NOT NULL) = (mail_due IS NOT NULL))
) STRICT;

-- A repetition is found by it, and all that was done under a key. An entry without a key costs nothing.
CREATE UNIQUE INDEX IF NOT EXISTS cid_audit_key ON cid_audit (idempotency_key, user_key)
  WHERE idempotency_key IS NOT NULL;

-- A user's history, in the order of the numbers, which every index ends with.
CREATE INDEX IF NOT EXISTS cid_audit_user ON cid_audit (user_key);

-- What happened at a time. New entries stand at its end, and so on one page.
CREATE INDEX IF NOT EXISTS cid_audit_at ON cid_audit (at);

-- What is on its way to a user, without a look at the user's history.
CREATE INDEX IF NOT EXISTS cid_audit_open ON cid_audit (user_key) WHERE mail_due IS NOT NULL;

-- Claims read it from the beginning, and stop when they have enough.
CREATE INDEX IF NOT EXISTS cid_audit_turn ON cid_audit (mail_turn, number) WHERE mail_turn IS NOT NULL;

-- What somebody has to look at. What is open is found by its turn.
CREATE INDEX IF NOT EXISTS cid_audit_failed ON cid_audit (mail_state) WHERE mail_state = 'FAILED';

-- Up to which version of a user the meetings are updated, or are to be. Made by the first claim that finds work.
CREATE TABLE IF NOT EXISTS cid_meetings (
  user_key TEXT NOT NULL PRIMARY KEY,
  version INTEGER NOT NULL, -- what the rest of the row is about
  state TEXT NOT NULL, -- PENDING, IN_PROGRESS, DONE, FAILED
  due INTEGER, -- pending: when it is due, 0 at once; in progress: when the lease ends; else null
  attempts INTEGER NOT NULL,
  lease_key TEXT, -- 128 random bits in hexadecimal, the last lease's name
  worker TEXT, -- who had the last lease
  updated INTEGER NOT NULL,
  in_part INTEGER NOT NULL,
  untouched INTEGER NOT NULL,
  failed INTEGER NOT NULL,
  problem TEXT, -- why the last attempt failed
  CHECK ((due IS NOT NULL) = (state IN ('PENDING', 'IN_PROGRESS')))
) STRICT, WITHOUT ROWID;

-- Claims read it from the beginning, and stop when they have enough.
CREATE INDEX IF NOT EXISTS cid_meetings_due ON cid_meetings (due, user_key) WHERE due IS NOT NULL;

-- What somebody has to look at.
CREATE INDEX IF NOT EXISTS cid_meetings_failed ON cid_meetings (user_key) WHERE state = 'FAILED';

-- Failed attempts of callers, and who was let in not long ago, for a JdbcGuessLimiter. A row is a telephone number,
-- encrypted, and what the network vouches for is another caller than the same number without that. Rows that say
-- nothing any more are removed.
CREATE TABLE IF NOT EXISTS cid_caller (
  caller TEXT NOT NULL PRIMARY KEY, -- the number, so encrypted that equal ones stay equal
  attested INTEGER NOT NULL, -- 1 if the network vouches for it
  era INTEGER NOT NULL, -- the name of the attempt with which counting began; another one once it was forgotten
  latest INTEGER NOT NULL, -- the name of the latest attempt
  failures INTEGER NOT NULL, -- attempts of this era that have failed or are under way
  last_at INTEGER NOT NULL, -- when the latest attempt was made
  before_at INTEGER NOT NULL, -- when the one before it was made
  locked_until INTEGER NOT NULL, -- the end of the lock-out
  known_by TEXT, -- a keyed hash of the organizer by whose ID it was let in
  known_at INTEGER NOT NULL -- when it was let in last; 0 if never
) STRICT, WITHOUT ROWID;

-- The callers that are known because of an organizer.
CREATE INDEX IF NOT EXISTS cid_caller_known ON cid_caller (known_by) WHERE known_by IS NOT NULL;

-- What each group of callers has used up, or a node has borrowed: all of it is there again at full_at.
CREATE TABLE IF NOT EXISTS cid_caller_group (
  name TEXT NOT NULL PRIMARY KEY,
  began INTEGER NOT NULL, -- from where on the latest portion was borrowed
  full_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- The key of the column caller, unless the application keeps it.
CREATE TABLE IF NOT EXISTS cid_caller_key (
  name TEXT NOT NULL PRIMARY KEY,
  secret TEXT NOT NULL
) STRICT, WITHOUT ROWID;

INSERT OR IGNORE INTO cid_schema (version) VALUES (1);
