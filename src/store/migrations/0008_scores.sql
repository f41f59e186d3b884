-- Assessing: schemes and their versions, entries, runs with their lines, what is shown of them and what is questioned.
-- Append-only, and in the audit chain.
CREATE TABLE scheme_version (
  city       {{int}} NOT NULL,
  scheme     TEXT    NOT NULL,         -- code: 'jiande2021'
  version    {{int}} NOT NULL,         -- from 1
  sha256     TEXT    NOT NULL,         -- of the contents of its tables
  by_whom    TEXT    NOT NULL,
  at         TEXT    NOT NULL,         -- ISO 8601, UTC
  audit_seq  {{int}} NOT NULL,
  PRIMARY KEY (city, scheme, version)
) {{keyed}};
CREATE TABLE scheme_row (
  city       {{int}} NOT NULL,
  scheme     TEXT    NOT NULL,
  version    {{int}} NOT NULL,
  kind       TEXT    NOT NULL,         -- table: 'items'
  line       {{int}} NOT NULL,         -- row of the file; the header's comes first
  content    TEXT    NOT NULL,         -- cells separated by U+001F
  PRIMARY KEY (city, scheme, version, kind, line),
  FOREIGN KEY (city, scheme, version) REFERENCES scheme_version (city, scheme, version)
) {{keyed}};
-- From which day on a version is in force; the last one that has begun counts.
CREATE TABLE scheme_publication (
  city        {{int}} NOT NULL,
  id          {{int}} NOT NULL,        -- from 1
  scheme      TEXT    NOT NULL,
  version     {{int}} NOT NULL,
  valid_from  {{int}} NOT NULL,        -- yyyymmdd
  by_whom     TEXT    NOT NULL,
  at          TEXT    NOT NULL,
  audit_seq   {{int}} NOT NULL,
  PRIMARY KEY (city, id),
  FOREIGN KEY (city, scheme, version) REFERENCES scheme_version (city, scheme, version)
) {{keyed}};
CREATE TRIGGER scheme_version_keep BEFORE UPDATE ON scheme_version BEGIN SELECT RAISE(ABORT, 'facts are append-only'); END;
CREATE TRIGGER scheme_version_stay BEFORE DELETE ON scheme_version BEGIN SELECT RAISE(ABORT, 'facts are append-only'); END;
CREATE TRIGGER scheme_row_keep BEFORE UPDATE ON scheme_row BEGIN SELECT RAISE(ABORT, 'facts are append-only'); END;
CREATE TRIGGER scheme_row_stay BEFORE DELETE ON scheme_row BEGIN SELECT RAISE(ABORT, 'facts are append-only'); END;
CREATE TRIGGER scheme_publication_keep BEFORE UPDATE ON scheme_publication BEGIN SELECT RAISE(ABORT, 'facts are append-only'); END;
CREATE TRIGGER scheme_publication_stay BEFORE DELETE ON scheme_publication BEGIN SELECT RAISE(ABORT, 'facts are append-only'); END;

-- What no table of figures holds: talks, praise, joint starts. A correction replaces an earlier one.
CREATE TABLE score_entry (
  city       {{int}}  NOT NULL,
  id         {{int}}  NOT NULL,        -- from 1
  unit_kind  TEXT     NOT NULL,        -- 'department', 'area'
  unit       TEXT     NOT NULL,        -- code
  period     {{int}}  NOT NULL,        -- 20210900
  kind       TEXT     NOT NULL,        -- of entries.csv: 'talk_month'
  value      {{real}} NOT NULL,
  reason     TEXT     NOT NULL,
  evidence   TEXT     NOT NULL,
  sample     {{int}}  NOT NULL,
  replaces   {{int}}  NOT NULL,        -- id; 0 none
  by_whom    TEXT     NOT NULL,
  at         TEXT     NOT NULL,
  audit_seq  {{int}}  NOT NULL,
  PRIMARY KEY (city, id)
) {{keyed}};
CREATE TRIGGER score_entry_keep BEFORE UPDATE ON score_entry BEGIN SELECT RAISE(ABORT, 'facts are append-only'); END;
CREATE TRIGGER score_entry_stay BEFORE DELETE ON score_entry BEGIN SELECT RAISE(ABORT, 'facts are append-only'); END;

-- A scoring that is kept, and what it knew.
CREATE TABLE score_run (
  city              {{int}} NOT NULL,
  id                {{int}} NOT NULL,  -- from 1
  scheme            TEXT    NOT NULL,
  version           {{int}} NOT NULL,
  period            {{int}} NOT NULL,
  as_of             {{int}} NOT NULL,  -- yyyymmdd; 0 all that was known
  no_sample         {{int}} NOT NULL,
  until_submission  {{int}} NOT NULL,  -- the last submission that it knew
  until_entry       {{int}} NOT NULL,  -- the last entry
  kind              TEXT    NOT NULL,  -- 'first', 'correction'
  corrects          {{int}} NOT NULL,  -- run; 0 none
  appeal            {{int}} NOT NULL,  -- that led to it; 0 none
  holds_bounds      {{int}} NOT NULL,  -- 1: with the aggregates of what it corrects
  title             TEXT    NOT NULL,
  n_lines           {{int}} NOT NULL,
  lines_sha256      TEXT    NOT NULL,  -- over the canonical texts of lines and frozen numbers
  by_whom           TEXT    NOT NULL,
  at                TEXT    NOT NULL,
  audit_seq         {{int}} NOT NULL,
  PRIMARY KEY (city, id),
  FOREIGN KEY (city, scheme, version) REFERENCES scheme_version (city, scheme, version)
) {{keyed}};
CREATE TABLE score_line (
  city       {{int}}  NOT NULL,
  run        {{int}}  NOT NULL,
  line       {{int}}  NOT NULL,        -- from 1
  unit_kind  TEXT     NOT NULL,
  unit       TEXT     NOT NULL,
  class      TEXT     NOT NULL,
  line_of    TEXT     NOT NULL,        -- 'item', 'group', 'list', 'total'
  code       TEXT     NOT NULL,        -- of item, group or list; '' of the total
  state      TEXT     NOT NULL,        -- of an item: 'scored'; '' else
  raw        {{real}},                 -- NULL unknown or without meaning, here and below
  bounded    {{real}},
  points     {{real}},
  weight     {{real}},
  factor     {{real}},
  gate       TEXT     NOT NULL,        -- that struck; '' none
  note       TEXT     NOT NULL,        -- 'low', 'high': the bound that was hit; '' none
  place      {{int}}  NOT NULL,        -- of a total; 0 none
  n_unknown  {{int}}  NOT NULL,        -- of a sum: items that are not in it
  checksum   {{int}}  NOT NULL,        -- CRC-32 of the canonical text: names the line that was changed
  PRIMARY KEY (city, run, line),
  FOREIGN KEY (city, run) REFERENCES score_run (city, id)
) {{keyed}};
-- Aggregates over a class and answers of feeds, as they were.
CREATE TABLE score_frozen (
  city         {{int}}  NOT NULL,
  run          {{int}}  NOT NULL,
  line         {{int}}  NOT NULL,      -- from 1
  kind         TEXT     NOT NULL,      -- 'group', 'feed'
  table_name   TEXT     NOT NULL,      -- 'items'; of a feed 'tasks'
  code         TEXT     NOT NULL,      -- of the item; of a feed its word
  function     TEXT     NOT NULL,      -- 'max_units'; '' of a feed
  of_what      TEXT     NOT NULL,      -- class; of a feed the unit
  at_byte      {{int}}  NOT NULL,
  months_back  {{int}}  NOT NULL,
  value        {{real}},               -- NULL unknown
  checksum     {{int}}  NOT NULL,
  PRIMARY KEY (city, run, line),
  FOREIGN KEY (city, run) REFERENCES score_run (city, id)
) {{keyed}};
CREATE TRIGGER score_run_keep BEFORE UPDATE ON score_run BEGIN SELECT RAISE(ABORT, 'facts are append-only'); END;
CREATE TRIGGER score_run_stay BEFORE DELETE ON score_run BEGIN SELECT RAISE(ABORT, 'facts are append-only'); END;
CREATE TRIGGER score_line_keep BEFORE UPDATE ON score_line BEGIN SELECT RAISE(ABORT, 'facts are append-only'); END;
CREATE TRIGGER score_line_stay BEFORE DELETE ON score_line BEGIN SELECT RAISE(ABORT, 'facts are append-only'); END;
CREATE TRIGGER score_frozen_keep BEFORE UPDATE ON score_frozen BEGIN SELECT RAISE(ABORT, 'facts are append-only'); END;
CREATE TRIGGER score_frozen_stay BEFORE DELETE ON score_frozen BEGIN SELECT RAISE(ABORT, 'facts are append-only'); END;

-- A run is shown to the units from a day on. The last row of a run counts.
CREATE TABLE score_publication (
  city        {{int}} NOT NULL,
  id          {{int}} NOT NULL,
  run         {{int}} NOT NULL,
  shown_from  {{int}} NOT NULL,        -- yyyymmdd
  title       TEXT    NOT NULL,
  by_whom     TEXT    NOT NULL,
  at          TEXT    NOT NULL,
  audit_seq   {{int}} NOT NULL,
  PRIMARY KEY (city, id),
  FOREIGN KEY (city, run) REFERENCES score_run (city, id)
) {{keyed}};
-- A unit questions a line; the office answers once.
CREATE TABLE score_appeal (
  city       {{int}} NOT NULL,
  id         {{int}} NOT NULL,
  run        {{int}} NOT NULL,
  unit_kind  TEXT    NOT NULL,
  unit       TEXT    NOT NULL,
  item       TEXT    NOT NULL,
  content    TEXT    NOT NULL,
  by_whom    TEXT    NOT NULL,
  at         TEXT    NOT NULL,
  audit_seq  {{int}} NOT NULL,
  PRIMARY KEY (city, id),
  FOREIGN KEY (city, run) REFERENCES score_run (city, id)
) {{keyed}};
CREATE TABLE score_answer (
  city        {{int}} NOT NULL,
  appeal      {{int}} NOT NULL,
  decision    TEXT    NOT NULL,        -- 'accepted', 'rejected'
  content     TEXT    NOT NULL,
  correction  {{int}} NOT NULL,        -- run; 0 none
  by_whom     TEXT    NOT NULL,
  at          TEXT    NOT NULL,
  audit_seq   {{int}} NOT NULL,
  PRIMARY KEY (city, appeal),
  FOREIGN KEY (city, appeal) REFERENCES score_appeal (city, id)
) {{keyed}};
CREATE TRIGGER score_publication_keep BEFORE UPDATE ON score_publication BEGIN SELECT RAISE(ABORT, 'facts are append-only'); END;
CREATE TRIGGER score_publication_stay BEFORE DELETE ON score_publication BEGIN SELECT RAISE(ABORT, 'facts are append-only'); END;
CREATE TRIGGER score_appeal_keep BEFORE UPDATE ON score_appeal BEGIN SELECT RAISE(ABORT, 'facts are append-only'); END;
CREATE TRIGGER score_appeal_stay BEFORE DELETE ON score_appeal BEGIN SELECT RAISE(ABORT, 'facts are append-only'); END;
CREATE TRIGGER score_answer_keep BEFORE UPDATE ON score_answer BEGIN SELECT RAISE(ABORT, 'facts are append-only'); END;
CREATE TRIGGER score_answer_stay BEFORE DELETE ON score_answer BEGIN SELECT RAISE(ABORT, 'facts are append-only'); END
