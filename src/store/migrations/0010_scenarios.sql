-- Scenarios: what-ifs that were saved. Append-only and in the audit chain; never among the observations.
CREATE TABLE scenario (
  city        {{int}} NOT NULL,
  id          {{int}} NOT NULL,        -- from 1
  name        TEXT    NOT NULL,
  tree        TEXT    NOT NULL,        -- code in drivers.csv
  area        TEXT    NOT NULL,        -- code
  period      {{int}} NOT NULL,        -- 20210600
  year_end    {{int}} NOT NULL,        -- 1: on the growth foreseen of the year, 0: on the present one
  as_of       {{int}} NOT NULL,        -- yyyymmdd of the knowledge it rests on; 0: all that there was
  sample      {{int}} NOT NULL,        -- 1: rests on sample figures
  changes     TEXT    NOT NULL,        -- one a line: 'IVA=+1'
  results     TEXT    NOT NULL,        -- a line a node: code, share, growth before and after, points, residual
  note        TEXT    NOT NULL,
  by_whom     TEXT    NOT NULL,
  at          TEXT    NOT NULL,        -- ISO 8601, UTC
  audit_seq   {{int}} NOT NULL,
  PRIMARY KEY (city, id),
  UNIQUE (city, name)
) {{keyed}};
CREATE TRIGGER scenario_keep BEFORE UPDATE ON scenario BEGIN SELECT RAISE(ABORT, 'facts are append-only'); END;
CREATE TRIGGER scenario_stay BEFORE DELETE ON scenario BEGIN SELECT RAISE(ABORT, 'facts are append-only'); END;
