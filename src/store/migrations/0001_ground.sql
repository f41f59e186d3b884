-- The ground floor: who submitted what, the facts, the city's own tables, and the audit chain.
-- Tokens: {{int}} 64-bit integer, {{real}} double precision, {{strict}} and {{keyed}} table options of the engine.
-- Every table leads with the city, so that an engine that shards can distribute by it.

-- Codes get numbers once and for ever, so that a fact is small and a renamed indicator keeps its history.
CREATE TABLE dimension (
  city  {{int}} NOT NULL,              -- GB/T 2260 code of the city as a number: 330182
  kind  TEXT    NOT NULL,              -- 'area', 'indicator', 'peer_set'
  id    {{int}} NOT NULL,
  code  TEXT    NOT NULL,
  PRIMARY KEY (city, kind, id),
  UNIQUE (city, kind, code)
) {{keyed}};

-- Sources and notes of facts, each text once.
CREATE TABLE remark (
  city     {{int}} NOT NULL,
  id       {{int}} NOT NULL,
  content  TEXT    NOT NULL,
  PRIMARY KEY (city, id),
  UNIQUE (city, content)
) {{keyed}};

-- One accepted file: one submission, one transaction, one entry of the audit chain.
CREATE TABLE submission (
  city         {{int}} NOT NULL,
  id           {{int}} NOT NULL,       -- the receipt's number, from 1
  kind         TEXT    NOT NULL,       -- 'observations', or the city table that it replaces: 'areas'
  file         TEXT    NOT NULL,       -- name as given
  known_on     {{int}} NOT NULL,       -- yyyymmdd: the day of knowledge of rows that state none
  received_at  TEXT    NOT NULL,       -- ISO 8601, UTC
  received_by  TEXT    NOT NULL,       -- name of the account or the role
  PRIMARY KEY (city, id)
) {{keyed}};

-- What is only known when the whole file was read. Every submission has one.
CREATE TABLE receipt (
  city         {{int}} NOT NULL,
  submission   {{int}} NOT NULL,
  file_sha256  TEXT    NOT NULL,
  n_rows       {{int}} NOT NULL,       -- rows stored
  findings     TEXT    NOT NULL,       -- accepted warnings and flags, one a line
  rows_sha256  TEXT    NOT NULL,       -- over the canonical texts of the rows, in the order of the file
  audit_seq    {{int}} NOT NULL,       -- its entry of the audit chain
  PRIMARY KEY (city, submission),
  FOREIGN KEY (city, submission) REFERENCES submission (city, id)
) {{keyed}};

CREATE TABLE submission_sheet (
  city        {{int}} NOT NULL,
  submission  {{int}} NOT NULL,
  sheet       {{int}} NOT NULL,        -- from 1; a CSV file has none
  name        TEXT    NOT NULL,
  PRIMARY KEY (city, submission, sheet),
  FOREIGN KEY (city, submission) REFERENCES submission (city, id)
) {{keyed}};

-- The facts. Append-only: a correction is a new row with a later known_on or submission.
CREATE TABLE observation (
  city        {{int}}  NOT NULL,
  indicator   {{int}}  NOT NULL,       -- dimension 'indicator'
  area        {{int}}  NOT NULL,       -- dimension 'area'
  basis       {{int}}  NOT NULL,       -- 0 month, 1 quarter, 2 year to date, 3 year, 4 point in time
  measure     {{int}}  NOT NULL,       -- 0 value, 1 growth on the year, 2 two-year average growth, 3 rank by growth, 4 rank by value
  against     {{int}}  NOT NULL,       -- dimension 'peer_set' of a rank; 0 none
  period      {{int}}  NOT NULL,       -- 20210000 year, 20212200 second quarter, 20210600 June, 20210630 a day
  known_on    {{int}}  NOT NULL,       -- yyyymmdd
  submission  {{int}}  NOT NULL,
  value       {{real}} NOT NULL,
  decimals    {{int}}  NOT NULL,       -- digits after the point, as published
  status      {{int}}  NOT NULL,       -- 0 published, 1 preliminary, 2 verified, 3 final, 4 forecast, 5 sample
  sheet       {{int}}  NOT NULL,       -- cell of the file: sheet (0 for CSV), row, column, from 1
  line        {{int}}  NOT NULL,
  cell        {{int}}  NOT NULL,
  source      {{int}}  NOT NULL,       -- remark; 0 none
  note        {{int}}  NOT NULL,       -- remark; 0 none
  checksum    {{int}}  NOT NULL,       -- CRC-32 of the row's canonical text: names the row that was damaged
  PRIMARY KEY (city, indicator, area, basis, measure, against, period, known_on, submission),
  FOREIGN KEY (city, submission) REFERENCES submission (city, id)
) {{keyed}};

-- The city's own tables (areas, indicators, targets, ...): a submission replaces one table whole; earlier states stay.
CREATE TABLE city_row (
  city        {{int}} NOT NULL,
  kind        TEXT    NOT NULL,        -- 'areas'
  submission  {{int}} NOT NULL,
  line        {{int}} NOT NULL,        -- row of the file; the header's row comes first
  content     TEXT    NOT NULL,        -- cells separated by U+001F
  PRIMARY KEY (city, kind, submission, line),
  FOREIGN KEY (city, submission) REFERENCES submission (city, id)
) {{keyed}};

-- The audit chain: entry n holds the SHA-256 of entry n - 1 and of its own content.
CREATE TABLE audit (
  city      {{int}} NOT NULL,
  seq       {{int}} NOT NULL,          -- from 1, without gaps
  at        TEXT    NOT NULL,
  by_whom   TEXT    NOT NULL,
  action    TEXT    NOT NULL,          -- 'submit'
  subject   TEXT    NOT NULL,          -- 'submission 12'
  content   TEXT    NOT NULL,          -- canonical text of what was done
  previous  TEXT    NOT NULL,          -- sha256 of entry seq - 1; 64 zeros for the first
  sha256    TEXT    NOT NULL,
  PRIMARY KEY (city, seq)
) {{keyed}};
