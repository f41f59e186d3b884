/* The register of key projects, and the owners' monthly reports: reading files, one project as it is known on
 * a day, and what goes out again. Money is in 万元 (10,000 yuan) throughout; land in 亩 (mu); energy in
 * 吨标准煤 (tonnes of coal equivalent). Everything is append-only: a row of a file is a new version of a
 * project, of its plan of a year, or of its report of a month; the last known one counts, and every one is in
 * the store.
 *
 * A file is a submission: its rows stand in city_row under its kind, with receipt and audit entry, so that
 * every figure has its file, row and hash; beside them stand the numbers alone (project, project_plan,
 * project_report), which project_verify compares. */
#pragma once
#include "indicator/completeness.h"
#include "project/stage.h"

typedef enum ProjectKind {
    KIND_STAGES,   /* "stages" */
    KIND_LIGHTS,   /* "project_lights" */
    KIND_BATCHES,  /* "batches" */
    KIND_REGISTER, /* "projects": one row a project and year */
    KIND_REPORTS,  /* "project_reports": one row a project and month */
    PROJECT_KINDS,
} ProjectKind;
const char *project_kind_code(ProjectKind k);

/* Where a project is: codes, "" none. */
typedef struct ProjectPlace {
    const char *area, *department, *leader;
} ProjectPlace;
/* Who may hand in: asked of every row of the register and of reports, other tables are refused; may NULL: all
 * of it. */
typedef struct ProjectAllowed {
    bool (*may)(const void *who, const ProjectPlace *at);
    const void *who;
} ProjectAllowed;

typedef struct ProjectImport {
    Intake intake; /* city is filled in */
    bool dry_run;
    ProjectAllowed allowed;
} ProjectImport;
typedef struct ProjectFile {
    const char *path;
    ProjectKind kind;
    Receipt receipt;
    int64_t same_as; /* submission that holds these bytes already; 0 when new */
} ProjectFile;
typedef struct ProjectImported {
    Findings findings; /* of all files */
    ProjectFile *files;
    size_t n, cap;
} ProjectImported;
/* Imports a file (CSV or XLSX, Chinese or English columns; which table it is, its columns say) or a folder of
 * them, in one transaction. All faults of all files are told with their cells. A report is checked against
 * the report before it and the register: to date = before + month and at most the total, unless a reason is
 * given; no stage before its predecessor; no actual date in the future or behind the month; a second report
 * of a month needs a reason. Fails: REFUSED (findings say why), NOT_FOUND, INVALID, IO, DB; nothing is stored
 * then. */
MUST_USE bool project_import(Store *s, const char *path, const ProjectImport *spec, Arena *a,
                             ProjectImported *out, Err *e);
/* The same for a file in memory, as it came over a wire. */
typedef struct ProjectBytes {
    const char *name, *bytes;
    size_t n;
} ProjectBytes;
MUST_USE bool project_import_bytes(Store *s, const ProjectBytes *file, const ProjectImport *spec, Arena *a,
                                   ProjectImported *out, Err *e);
/* One row from a form: names of columns and their texts. kind: KIND_REGISTER or KIND_REPORTS. What is not
 * given of a project that is there stays as it is; a report is taken as given. */
typedef struct ProjectCell {
    const char *column, *text;
} ProjectCell;
typedef struct ProjectRow {
    ProjectKind kind;
    const ProjectCell *cells;
    size_t n;
} ProjectRow;
MUST_USE bool project_enter(Store *s, const ProjectRow *row, const ProjectImport *spec, Arena *a,
                            ProjectImported *out, Err *e);

/* ---- what is in the store ---- */

/* Rows of a table as they were handed in, with where they came from. */
typedef struct ProjectRecord {
    const char *const *cells; /* [table->n] */
    int64_t submission;
    int line, known_on;
    const char *by, *at, *file;
} ProjectRecord;
typedef struct ProjectRecords {
    const CityTable *table; /* its columns: records_column */
    ProjectRecord *items;
    size_t n, cap;
} ProjectRecords;
#define PROJECT_CELL(r, i, column) ((r)->items[i].cells[records_column((r)->table, (column))])

typedef struct ProjectAsk {
    Store *s;
    const City *city;
    const Stages *stages;
    int as_of;        /* 0: all that is known */
    const char *code; /* a project's; NULL: all */
    bool versions;    /* every version, oldest first; else the one that counts of each key */
} ProjectAsk;
/* The register's rows (keys: project, year) or the reports' (project, month), in the order of codes' numbers.
 */
MUST_USE bool project_records(const ProjectAsk *ask, ProjectKind kind, Arena *a, ProjectRecords *out, Err *e);
/* A table of the city's projects as it is known, key.kind being project_kind_code of KIND_STAGES, KIND_LIGHTS
 * or KIND_BATCHES. out->submission is 0 when there is none yet. */
MUST_USE bool project_table(Store *s, const RecordsKey *key, Arena *a, Records *out, Err *e);

/* Completed investment since the beginning of the project of ask->code, as last reported of a month up to
 * this one, 万元; NAN never. */
MUST_USE bool project_to_date(const ProjectAsk *ask, Period month, double *out, Err *e);

/* ---- columns ---- */

/* The columns of a kind with this city's stages: planned_<stage> in the register, actual_<stage> and
 * forecast_<stage> in a report. */
const CityTable *project_columns(ProjectKind k, const Stages *s, Arena *a);
/* "年度计划投资", "1月计划": what the column is called in a file. */
const char *project_column_name(const CityTable *t, size_t column, const Stages *s, Arena *a, Lang lang);
/* Does a file of this class need the column? A stage that its course does not have is left out. */
bool project_column_is_of(const CityTable *t, size_t column, const Stages *s, ProjectClass c);

/* Compares the numbers with the rows that they were read from. */
MUST_USE bool project_verify(Store *s, int64_t city, Verification *v, Err *e);
