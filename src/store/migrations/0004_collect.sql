-- Collecting: what was said of a submission, and which periods are closed. Both append-only and in the audit
-- chain; of each submission, and of each period and department, the last row counts.
CREATE TABLE review (
  city        {{int}} NOT NULL,
  id          {{int}} NOT NULL,        -- from 1
  submission  {{int}} NOT NULL,
  decision    TEXT    NOT NULL,        -- 'approve', 'return'
  reason      TEXT    NOT NULL,        -- '' is allowed for 'approve' alone
  by_whom     TEXT    NOT NULL,        -- never the one who handed it in
  at          TEXT    NOT NULL,        -- ISO 8601, UTC
  audit_seq   {{int}} NOT NULL,
  PRIMARY KEY (city, id),
  FOREIGN KEY (city, submission) REFERENCES submission (city, id)
) {{keyed}};
CREATE INDEX review_submission ON review (city, submission, id);
CREATE TRIGGER review_keep BEFORE UPDATE ON review BEGIN SELECT RAISE(ABORT, 'facts are append-only'); END;
CREATE TRIGGER review_stay BEFORE DELETE ON review BEGIN SELECT RAISE(ABORT, 'facts are append-only'); END;

CREATE TABLE period_lock (
  city        {{int}} NOT NULL,
  id          {{int}} NOT NULL,        -- from 1
  period      {{int}} NOT NULL,        -- the month of collecting: 20210600
  department  TEXT    NOT NULL,        -- code; '' all of them
  locked      {{int}} NOT NULL,        -- 1 closed, 0 opened again
  reason      TEXT    NOT NULL,
  by_whom     TEXT    NOT NULL,
  at          TEXT    NOT NULL,        -- ISO 8601, UTC
  audit_seq   {{int}} NOT NULL,
  PRIMARY KEY (city, id)
) {{keyed}};
CREATE TRIGGER period_lock_keep BEFORE UPDATE ON period_lock BEGIN SELECT RAISE(ABORT, 'facts are append-only'); END;
CREATE TRIGGER period_lock_stay BEFORE DELETE ON period_lock BEGIN SELECT RAISE(ABORT, 'facts are append-only'); END;
