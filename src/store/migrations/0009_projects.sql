-- Key projects: the numbers of their register, plans and reports, beside the rows of the files that they were read
-- from (city_row, kinds 'projects' and 'project_reports'). All append-only: of each key the last row counts, by
-- known_on, submission and line. Only what lists and lights need stands here, so that one pass is short.
-- Money in units of 10,000 yuan.
CREATE TABLE project (
  city          {{int}}  NOT NULL,
  project       {{int}}  NOT NULL,     -- dimension 'project'
  known_on      {{int}}  NOT NULL,     -- yyyymmdd
  submission    {{int}}  NOT NULL,
  line          {{int}}  NOT NULL,     -- row of the file
  code          TEXT     NOT NULL,     -- the dimension's, beside it for lists
  name          TEXT     NOT NULL,
  class         {{int}}  NOT NULL,     -- 0 industry, 1 infrastructure, 2 livelihood, 3 ecology, 4 platform
  government    {{int}}  NOT NULL,     -- 1 the government's, 0 an enterprise's
  area          TEXT     NOT NULL,
  department    TEXT     NOT NULL,     -- line department
  leader        TEXT     NOT NULL,     -- '' none
  owner         TEXT     NOT NULL,
  indicators    TEXT     NOT NULL,     -- codes separated by ';'
  sample        {{int}}  NOT NULL,
  total         {{real}} NOT NULL,
  bonds         {{real}},              -- special bonds; NULL none
  bonds_issued  {{int}}  NOT NULL,     -- yyyymmdd; 0 not yet
  dates         TEXT     NOT NULL,     -- planned: 'start:20210315 entry:20210420'
  PRIMARY KEY (city, project, known_on, submission, line),
  FOREIGN KEY (city, submission) REFERENCES submission (city, id)
) {{keyed}};

CREATE TABLE project_plan (
  city        {{int}} NOT NULL,
  year        {{int}} NOT NULL,
  project     {{int}} NOT NULL,
  known_on    {{int}} NOT NULL,
  submission  {{int}} NOT NULL,
  line        {{int}} NOT NULL,
  m01 {{real}} NOT NULL, m02 {{real}} NOT NULL, m03 {{real}} NOT NULL, m04 {{real}} NOT NULL,
  m05 {{real}} NOT NULL, m06 {{real}} NOT NULL, m07 {{real}} NOT NULL, m08 {{real}} NOT NULL,
  m09 {{real}} NOT NULL, m10 {{real}} NOT NULL, m11 {{real}} NOT NULL, m12 {{real}} NOT NULL,
  PRIMARY KEY (city, year, project, known_on, submission, line),
  FOREIGN KEY (city, submission) REFERENCES submission (city, id)
) {{keyed}};

-- Month before project: a list reads the months of one year, which then lie together.
CREATE TABLE project_report (
  city        {{int}}  NOT NULL,
  month       {{int}}  NOT NULL,       -- 20210600: June 2021
  project     {{int}}  NOT NULL,
  known_on    {{int}}  NOT NULL,
  submission  {{int}}  NOT NULL,
  line        {{int}}  NOT NULL,
  invested    {{real}} NOT NULL,       -- of the month
  to_date     {{real}} NOT NULL,       -- since the project's beginning
  entered     {{real}} NOT NULL,       -- of the month's, entered in statistics
  funds_due   {{real}},                -- to date; NULL not said
  funds_in    {{real}},
  bonds_used  {{real}},
  dates       TEXT     NOT NULL,       -- stated in this report: 'start:a20210315 entry:f20210420'; '' none
  PRIMARY KEY (city, month, project, known_on, submission, line),
  FOREIGN KEY (city, submission) REFERENCES submission (city, id)
) {{keyed}};
-- The few reports that state dates, by project: read in one pass from the index alone.
CREATE INDEX project_report_dates ON project_report (city, project, month, known_on, submission, line, dates)
  WHERE dates <> '';
CREATE INDEX project_report_of ON project_report (city, project, month);

CREATE TRIGGER project_keep BEFORE UPDATE ON project BEGIN SELECT RAISE(ABORT, 'facts are append-only'); END;
CREATE TRIGGER project_stay BEFORE DELETE ON project BEGIN SELECT RAISE(ABORT, 'facts are append-only'); END;
CREATE TRIGGER project_plan_keep BEFORE UPDATE ON project_plan BEGIN SELECT RAISE(ABORT, 'facts are append-only'); END;
CREATE TRIGGER project_plan_stay BEFORE DELETE ON project_plan BEGIN SELECT RAISE(ABORT, 'facts are append-only'); END;
CREATE TRIGGER project_report_keep BEFORE UPDATE ON project_report BEGIN SELECT RAISE(ABORT, 'facts are append-only'); END;
CREATE TRIGGER project_report_stay BEFORE DELETE ON project_report BEGIN SELECT RAISE(ABORT, 'facts are append-only'); END;
