-- Conference IDs, schema version 1, MariaDB 10.11 and later.
--
-- Times are microseconds since 1970-01-01 00:00 UTC, by this database's clock: from_unixtime(at / 1e6) shows one.
-- No table has a place for an address, a name, a language or a PIN.
-- Keys are compared exactly: the collation is binary, and does not ignore spaces at the end.

CREATE TABLE IF NOT EXISTS cid_schema (
  version int NOT NULL PRIMARY KEY
) ENGINE = InnoDB;

-- Whoever is, or was, enabled. The row is the lock for everything about the user, and stays after disabling,
-- or versions would start again.
CREATE TABLE IF NOT EXISTS cid_user (
  user_key varchar(255) NOT NULL PRIMARY KEY,
  current_id int, -- null while disabled
  version bigint NOT NULL,
  since bigint NOT NULL -- when the version began
) ENGINE = InnoDB, CHARACTER SET utf8mb4, COLLATE utf8mb4_nopad_bin, ROW_FORMAT = DYNAMIC;

-- Active and retired IDs in one table: whether one is free is then one look at one row.
-- Free are the IDs without a row and those whose free_at has come. That nobody has two is kept by cid_user, whose row
-- each change of a user's ID locks, checks and writes: current_id is the one that counts.
CREATE TABLE IF NOT EXISTS cid_id (
  id int NOT NULL PRIMARY KEY CHECK (id BETWEEN 1000000 AND 9999999),
  owner varchar(255), -- whom it lets in or, once it is retired, let in last; null once that user is erased
  since bigint NOT NULL, -- when it was assigned or, if it is, retired
  free_at bigint, -- the end of the quarantine, null while it is active
  CHECK (owner IS NOT NULL OR free_at IS NOT NULL)
) ENGINE = InnoDB, CHARACTER SET utf8mb4, COLLATE utf8mb4_nopad_bin, ROW_FORMAT = DYNAMIC;

-- What happened, and the message about it: one row, so that they cannot disagree.
CREATE TABLE IF NOT EXISTS cid_audit (
  number bigint NOT NULL AUTO_INCREMENT PRIMARY KEY,
  user_key varchar(255) NOT NULL,
  idempotency_key varchar(100),
  kind varchar(20) NOT NULL, -- ENABLED, RESET, DISABLED, INFO_REQUESTED, NUMBERS_CHANGED, ID_REVEALED
  version bigint NOT NULL,
  at bigint NOT NULL,
  actor varchar(255),
  reason varchar(500), -- for administrators alone
  public_reason varchar(500), -- for the organizer to read
  old_id int,
  new_id int,
  mail_state varchar(20) NOT NULL, -- OFF, PENDING, LEASED, SENT, SUPERSEDED, FAILED
  mail_due bigint, -- pending: when it is due, 0 at once; leased: when the lease ends; else null
  mail_turn bigint, -- when a claim looks at it: when it is due, or later while an earlier one of the user waits
  mail_key varchar(32), -- 128 random bits in hexadecimal, the message's name at every attempt; null if none was wanted
  mail_attempts int NOT NULL DEFAULT 0, -- how often it was taken
  mail_excused int NOT NULL DEFAULT 0, -- those of them that ended because nothing was taken from us at all
  mail_unconfirmed int NOT NULL DEFAULT 0, -- those of them that may have sent it
  mail_fence bigint NOT NULL DEFAULT 0, -- grows with every lease
  mail_worker varchar(255), -- who had the last lease
  mail_problem varchar(500), -- why the last attempt failed
  CHECK ((mail_due IS NOT NULL) = (mail_state IN ('PENDING', 'LEASED'))),
  CHECK ((mail_turn IS NOT NULL) = (mail_due IS NOT NULL)),
  UNIQUE KEY cid_audit_key (idempotency_key, user_key), -- a repetition, and all that was done under a key
  KEY cid_audit_open (user_key, mail_due), -- what is on its way to a user, and the user's history
  KEY cid_audit_at (at), -- what happened at a time
  KEY cid_audit_turn (mail_turn, number), -- claims read it from the first turn, and stop when they have enough
  KEY cid_audit_mail (mail_state, number)
) ENGINE = InnoDB, CHARACTER SET utf8mb4, COLLATE utf8mb4_nopad_bin, ROW_FORMAT = DYNAMIC;

-- Up to which version of a user the meetings are updated, or are to be. Made by the first claim that finds work.
CREATE TABLE IF NOT EXISTS cid_meetings (
  user_key varchar(255) NOT NULL PRIMARY KEY,
  version bigint NOT NULL, -- what the rest of the row is about
  state varchar(20) NOT NULL, -- PENDING, IN_PROGRESS, DONE, FAILED
  due bigint, -- pending: when it is due, 0 at once; in progress: when the lease ends; else null
  attempts int NOT NULL,
  lease_key varchar(32), -- 128 random bits in hexadecimal, the last lease's name
  worker varchar(255), -- who had the last lease
  updated int NOT NULL,
  in_part int NOT NULL,
  untouched int NOT NULL,
  failed int NOT NULL,
  problem varchar(500), -- why the last attempt failed
  CHECK ((due IS NOT NULL) = (state IN ('PENDING', 'IN_PROGRESS'))),
  KEY cid_meetings_due (due, user_key), -- claims read it from the beginning, and stop when they have enough
  KEY cid_meetings_state (state, user_key)
) ENGINE = InnoDB, CHARACTER SET utf8mb4, COLLATE utf8mb4_nopad_bin, ROW_FORMAT = DYNAMIC;

-- Failed attempts of callers, and who was let in not long ago, for a JdbcGuessLimiter. A row is a telephone number,
-- encrypted, and what the network vouches for is another caller than the same number without that. Rows that say
-- nothing any more are removed.
CREATE TABLE IF NOT EXISTS cid_caller (
  caller varchar(44) NOT NULL PRIMARY KEY, -- the number, so encrypted that equal ones stay equal
  attested int NOT NULL, -- 1 if the network vouches for it
  era bigint NOT NULL, -- the name of the attempt with which counting began; another one once it was forgotten
  latest bigint NOT NULL, -- the name of the latest attempt
  failures int NOT NULL, -- attempts of this era that have failed or are under way
  last_at bigint NOT NULL, -- when the latest attempt was made
  before_at bigint NOT NULL, -- when the one before it was made
  locked_until bigint NOT NULL, -- the end of the lock-out
  known_by varchar(44), -- a keyed hash of the organizer by whose ID it was let in
  known_at bigint NOT NULL, -- when it was let in last; 0 if never
  KEY cid_caller_known (known_by) -- the callers that are known because of an organizer
) ENGINE = InnoDB, CHARACTER SET utf8mb4, COLLATE utf8mb4_nopad_bin, ROW_FORMAT = DYNAMIC;

-- What each group of callers has used up, or a node has borrowed: all of it is there again at full_at.
CREATE TABLE IF NOT EXISTS cid_caller_group (
  name varchar(30) NOT NULL PRIMARY KEY,
  began bigint NOT NULL, -- from where on the latest portion was borrowed
  full_at bigint NOT NULL
) ENGINE = InnoDB, CHARACTER SET utf8mb4, COLLATE utf8mb4_nopad_bin, ROW_FORMAT = DYNAMIC;

-- The key of the column caller, unless the application keeps it.
CREATE TABLE IF NOT EXISTS cid_caller_key (
  name varchar(30) NOT NULL PRIMARY KEY,
  secret varchar(60) NOT NULL
) ENGINE = InnoDB, CHARACTER SET utf8mb4, COLLATE utf8mb4_nopad_bin, ROW_FORMAT = DYNAMIC;

INSERT IGNORE INTO cid_schema (version) VALUES (1);
