-- Conference IDs, schema version 1, PostgreSQL 14 and later.
--
-- Times are microseconds since 1970-01-01 00:00 UTC, by this database's clock: to_timestamp(at / 1e6) shows one.
-- No table has a place for an address, a name, a language or a PIN.

CREATE TABLE IF NOT EXISTS cid_schema (
  version integer NOT NULL PRIMARY KEY
);

-- Whoever is, or was, enabled. The row is the lock for everything about the user, and stays after disabling,
-- or versions would start again.
CREATE TABLE IF NOT EXISTS cid_user (
  user_key varchar(255) COLLATE "C" NOT NULL PRIMARY KEY,
  current_id integer, -- null while disabled
  version bigint NOT NULL,
  since bigint NOT NULL -- when the version began
) WITH (fillfactor = 80); -- room for the next version beside the last one, so that no index changes

-- Active and retired IDs in one table: whether one is free is then one look at one row.
-- Free are the IDs without a row and those whose free_at has come. That nobody has two is kept by cid_user, whose row
-- each change of a user's ID locks, checks and writes: current_id is the one that counts.
CREATE TABLE IF NOT EXISTS cid_id (
  id integer NOT NULL PRIMARY KEY CHECK (id BETWEEN 1000000 AND 9999999),
  owner varchar(255) COLLATE "C", -- whom it lets in or, once it is retired, let in last; null once that user is erased
  since bigint NOT NULL, -- when it was assigned or, if it is, retired
  free_at bigint, -- the end of the quarantine, null while it is active
  CHECK (owner IS NOT NULL OR free_at IS NOT NULL)
) WITH (fillfactor = 90); -- room to retire an ID where it stands, so that no index changes

-- What happened, and the message about it: one row, so that they cannot disagree.
CREATE TABLE IF NOT EXISTS cid_audit (
  number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  user_key varchar(255) COLLATE "C" NOT NULL,
  idempotency_key varchar(100) COLLATE "C",
  kind varchar(20) NOT NULL, -- ENABLED, RESET, DISABLED, INFO_REQUESTED, NUMBERS_CHANGED, ID_REVEALED
  version bigint NOT NULL,
  at bigint NOT NULL,
  actor varchar(255),
  reason varchar(500), -- for administrators alone
  public_reason varchar(500), -- for the organizer to read
  old_id integer,
  new_id integer,
  mail_state varchar(20) NOT NULL, -- OFF, PENDING, LEASED, SENT, SUPERSEDED, FAILED
  mail_due bigint, -- pending: when it is due, 0 at once; leased: when the lease ends; else null
  mail_turn bigint, -- when a claim looks at it: when it is due, or later while an earlier one of the user waits
  mail_key varchar(32), -- 128 random bits in hexadecimal, the message's name at every attempt; null if none was wanted
  mail_attempts integer NOT NULL DEFAULT 0, -- how often it was taken
  mail_excused integer NOT NULL DEFAULT 0, -- those of them that ended because nothing was taken from us at all
  mail_unconfirmed integer NOT NULL DEFAULT 0, -- those of them that may have sent it
  mail_fence bigint NOT NULL DEFAULT 0, -- grows with every lease
  mail_worker varchar(255), -- who had the last lease
  mail_problem varchar(500), -- why the last attempt failed
  CHECK ((mail_due IS NOT NULL) = (mail_state IN ('PENDING', 'LEASED'))),
  CHECK ((mail_turn IS NOT NULL) = (mail_due IS NOT NULL))
);

-- A repetition is found by it, and all that was done under a key. An entry without a key costs nothing.
CREATE UNIQUE INDEX IF NOT EXISTS cid_audit_key ON cid_audit (idempotency_key, user_key)
  WHERE idempotency_key IS NOT NULL;

-- A user's history.
CREATE INDEX IF NOT EXISTS cid_audit_user ON cid_audit (user_key);

-- What happened at a time. New entries stand at its end, and so on one page.
CREATE INDEX IF NOT EXISTS cid_audit_at ON cid_audit (at);

-- What is on its way to a user, without a look at the user's history.
CREATE INDEX IF NOT EXISTS cid_audit_open ON cid_audit (user_key) WHERE mail_due IS NOT NULL;

-- Claims read it from the beginning, and stop when they have enough.
CREATE INDEX IF NOT EXISTS cid_audit_turn ON cid_audit (mail_turn, number) WHERE mail_turn IS NOT NULL;

-- What somebody has to look at. What is open is found by its turn.
CREATE INDEX IF NOT EXISTS cid_audit_failed ON cid_audit (number) WHERE mail_state = 'FAILED';

-- Up to which version of a user the meetings are updated, or are to be. Made by the first claim that finds work.
CREATE TABLE IF NOT EXISTS cid_meetings (
  user_key varchar(255) COLLATE "C" NOT NULL PRIMARY KEY,
  version bigint NOT NULL, -- what the rest of the row is about
  state varchar(20) NOT NULL, -- PENDING, IN_PROGRESS, DONE, FAILED
  due bigint, -- pending: when it is due, 0 at once; in progress: when the lease ends; else null
  attempts integer NOT NULL,
  lease_key varchar(32), -- 128 random bits in hexadecimal, the last lease's name
  worker varchar(255), -- who had the last lease
  updated integer NOT NULL,
  in_part integer NOT NULL,
  untouched integer NOT NULL,
  failed integer NOT NULL,
  problem varchar(500), -- why the last attempt failed
  CHECK ((due IS NOT NULL) = (state IN ('PENDING', 'IN_PROGRESS')))
);

-- Claims read it from the beginning, and stop when they have enough.
CREATE INDEX IF NOT EXISTS cid_meetings_due ON cid_meetings (due, user_key) WHERE due IS NOT NULL;

-- What somebody has to look at.
CREATE INDEX IF NOT EXISTS cid_meetings_failed ON cid_meetings (user_key) WHERE state = 'FAILED';

-- Failed attempts of callers, and who was let in not long ago, for a JdbcGuessLimiter. A row is a telephone number,
-- encrypted, and what the network vouches for is another caller than the same number without that. Rows that say
-- nothing any more are removed.
CREATE TABLE IF NOT EXISTS cid_caller (
  caller varchar(44) COLLATE "C" NOT NULL PRIMARY KEY, -- the number, so encrypted that equal ones stay equal
  attested integer NOT NULL, -- 1 if the network vouches for it
  era bigint NOT NULL, -- the name of the attempt with which counting began; another one once it was forgotten
  latest bigint NOT NULL, -- the name of the latest attempt
  failures integer NOT NULL, -- attempts of this era that have failed or are under way
  last_at bigint NOT NULL, -- when the latest attempt was made
  before_at bigint NOT NULL, -- when the one before it was made
  locked_until bigint NOT NULL, -- the end of the lock-out
  known_by varchar(44) COLLATE "C", -- a keyed hash of the organizer by whose ID it was let in
  known_at bigint NOT NULL -- when it was let in last; 0 if never
) WITH (fillfactor = 70); -- room for the next state of a row beside the last one, so that no index changes

-- The callers that are known because of an organizer.
CREATE INDEX IF NOT EXISTS cid_caller_known ON cid_caller (known_by) WHERE known_by IS NOT NULL;

-- What each group of callers has used up, or a node has borrowed: all of it is there again at full_at.
CREATE TABLE IF NOT EXISTS cid_caller_group (
  name varchar(30) COLLATE "C" NOT NULL PRIMARY KEY,
  began bigint NOT NULL, -- from where on the latest portion was borrowed
  full_at bigint NOT NULL
);

-- The key of the column caller, unless the application keeps it.
CREATE TABLE IF NOT EXISTS cid_caller_key (
  name varchar(30) COLLATE "C" NOT NULL PRIMARY KEY,
  secret varchar(60) COLLATE "C" NOT NULL
);

INSERT INTO cid_schema (version) VALUES (1) ON CONFLICT DO NOTHING;
