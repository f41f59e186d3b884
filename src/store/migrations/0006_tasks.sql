-- Following up: what was decided at meetings, the tasks that came of it, and the files given as proof. All append-only
-- and in the audit chain; a task's state is computed from its events alone.
CREATE TABLE task_event (
  city        {{int}}  NOT NULL,
  id          {{int}}  NOT NULL,       -- from 1, over all tasks of the city
  task        {{int}}  NOT NULL,       -- from 1
  at          TEXT     NOT NULL,       -- ISO 8601, UTC: when it was entered
  on_day      {{int}}  NOT NULL,       -- yyyymmdd: the day on which it was done
  by_whom     TEXT     NOT NULL,       -- account, or 'clock'
  verb        TEXT     NOT NULL,       -- 'register', 'issue', ...
  unit        TEXT     NOT NULL,       -- code of the unit or leader who spoke; '' the office
  content     TEXT     NOT NULL,       -- what was said
  date        {{int}}  NOT NULL,       -- of an extension; 0 none
  value       {{real}},                -- a figure given with a feedback; NULL none
  value_unit  TEXT     NOT NULL,
  files       TEXT     NOT NULL,       -- one a line: SHA-256, bytes, name
  other       {{int}}  NOT NULL,       -- the task merged into; 0 none
  parts       TEXT     NOT NULL,       -- numbers of the parts of a split, separated by ';'
  card        TEXT     NOT NULL,       -- of register and amend: one field a line; '' none
  rule        TEXT     NOT NULL,       -- of a deed of the clock: rule of supervision.csv; '' none
  colour      TEXT     NOT NULL,       -- of a slip
  base_on     {{int}}  NOT NULL,       -- the date that a deed of the clock is about; 0 none
  audit_seq   {{int}}  NOT NULL,
  PRIMARY KEY (city, id)
) {{keyed}};
CREATE INDEX task_event_task ON task_event (city, task, id);
-- What the clock does, it does once for ever.
CREATE UNIQUE INDEX task_event_clock ON task_event (city, task, rule, base_on, verb) WHERE rule <> '';
CREATE TRIGGER task_event_keep BEFORE UPDATE ON task_event BEGIN SELECT RAISE(ABORT, 'facts are append-only'); END;
CREATE TRIGGER task_event_stay BEFORE DELETE ON task_event BEGIN SELECT RAISE(ABORT, 'facts are append-only'); END;

CREATE TABLE evidence (
  city       {{int}}   NOT NULL,
  sha256     TEXT      NOT NULL,       -- of the content
  bytes      {{int}}   NOT NULL,
  at         TEXT      NOT NULL,       -- ISO 8601, UTC: when it came first
  by_whom    TEXT      NOT NULL,
  audit_seq  {{int}}   NOT NULL,
  content    {{bytes}} NOT NULL,
  PRIMARY KEY (city, sha256)
) {{strict}};
CREATE TRIGGER evidence_keep BEFORE UPDATE ON evidence BEGIN SELECT RAISE(ABORT, 'facts are append-only'); END;
CREATE TRIGGER evidence_stay BEFORE DELETE ON evidence BEGIN SELECT RAISE(ABORT, 'facts are append-only'); END;

-- Each row is the whole state of a meeting; of each meeting the last row counts.
CREATE TABLE meeting_event (
  city       {{int}} NOT NULL,
  id         {{int}} NOT NULL,         -- from 1, over all meetings of the city
  meeting    {{int}} NOT NULL,         -- from 1
  at         TEXT    NOT NULL,         -- ISO 8601, UTC
  by_whom    TEXT    NOT NULL,
  kind       TEXT    NOT NULL,         -- 'analysis', 'executive', 'special', 'other'
  title      TEXT    NOT NULL,
  period     TEXT    NOT NULL,         -- '2021-09'; '' none
  held_on    {{int}} NOT NULL,         -- yyyymmdd
  agenda     TEXT    NOT NULL,
  minutes    TEXT    NOT NULL,
  sample     {{int}} NOT NULL,         -- 1: made up to show the program
  audit_seq  {{int}} NOT NULL,
  PRIMARY KEY (city, id)
) {{keyed}};
CREATE INDEX meeting_event_meeting ON meeting_event (city, meeting, id);
CREATE TRIGGER meeting_event_keep BEFORE UPDATE ON meeting_event BEGIN SELECT RAISE(ABORT, 'facts are append-only'); END;
CREATE TRIGGER meeting_event_stay BEFORE DELETE ON meeting_event BEGIN SELECT RAISE(ABORT, 'facts are append-only'); END
