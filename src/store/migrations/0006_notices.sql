-- What somebody was told: notices, the attempts to send them, and who has seen them. Notices and attempts are
-- append-only and in the audit chain, a notice by an entry of its own, the attempts of one run by one together.
CREATE TABLE notice (
  city            {{int}} NOT NULL,
  id              {{int}} NOT NULL,    -- from 1
  at              TEXT    NOT NULL,    -- ISO 8601, UTC
  on_day          {{int}} NOT NULL,    -- yyyymmdd: contacts that hold on this day get it
  kind            TEXT    NOT NULL,    -- 'remind', 'slip'
  subject         TEXT    NOT NULL,    -- 'task 12'
  recipient_kind  TEXT    NOT NULL,    -- 'department', 'area', 'leader', 'office'
  recipient       TEXT    NOT NULL,    -- code; '' of the office
  title           TEXT    NOT NULL,    -- one line
  body            TEXT    NOT NULL,
  link            TEXT    NOT NULL,    -- '/tasks/12'; '' none
  urgent          {{int}} NOT NULL,
  by_whom         TEXT    NOT NULL,
  audit_seq       {{int}} NOT NULL,
  PRIMARY KEY (city, id)
) {{keyed}};
CREATE INDEX notice_day ON notice (city, on_day);
CREATE TRIGGER notice_keep BEFORE UPDATE ON notice BEGIN SELECT RAISE(ABORT, 'facts are append-only'); END;
CREATE TRIGGER notice_stay BEFORE DELETE ON notice BEGIN SELECT RAISE(ABORT, 'facts are append-only'); END;

CREATE TABLE notice_attempt (
  city       {{int}} NOT NULL,
  id         {{int}} NOT NULL,         -- from 1, over all notices
  notice     {{int}} NOT NULL,
  channel    TEXT    NOT NULL,         -- 'email', 'webhook'
  address    TEXT    NOT NULL,
  attempt    {{int}} NOT NULL,         -- from 1, of this notice to this address
  at         {{int}} NOT NULL,         -- seconds since 1970
  outcome    TEXT    NOT NULL,         -- 'sent', 'refused', 'failed'
  detail     TEXT    NOT NULL,         -- what the receiver said
  audit_seq  {{int}} NOT NULL,         -- of the run
  PRIMARY KEY (city, id),
  UNIQUE (city, notice, channel, address, attempt),
  FOREIGN KEY (city, notice) REFERENCES notice (city, id)
) {{keyed}};
CREATE TRIGGER notice_attempt_keep BEFORE UPDATE ON notice_attempt BEGIN SELECT RAISE(ABORT, 'facts are append-only'); END;
CREATE TRIGGER notice_attempt_stay BEFORE DELETE ON notice_attempt BEGIN SELECT RAISE(ABORT, 'facts are append-only'); END;

-- A state, not a fact: what is new to an account.
CREATE TABLE notice_seen (
  city     {{int}} NOT NULL,
  account  {{int}} NOT NULL,
  notice   {{int}} NOT NULL,
  at       TEXT    NOT NULL,           -- ISO 8601, UTC
  PRIMARY KEY (city, account, notice),
  FOREIGN KEY (city, account) REFERENCES account (city, id),
  FOREIGN KEY (city, notice) REFERENCES notice (city, id)
) {{keyed}}
