#include "cli/long_reader.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { COLUMN_ID, COLUMN_PERIOD, COLUMN_VALUE, COLUMNS, TEXT_MAX = 512 };

typedef struct Observation {
    Period period;
    double value;
    size_t row;
} Observation;

struct LongReader {
    TableReader *table;
    const char *path;
    Arena *arena;
    size_t column[COLUMNS];
    char id[TEXT_MAX]; /* of the row read ahead; "" when there is none */
    char last[TEXT_MAX];
    Observation ahead;
    Buf faults;
    size_t n_faults;
    uint64_t *ids; /* [LONG_IDS_REMEMBERED] fingerprints of finished series */
    Lang lang;
};

#define FAULT(r, row, zh, en, ...)                                                                           \
    do {                                                                                                     \
        if ((r)->n_faults++ < LONG_FAULTS_SHOWN)                                                             \
            buf_printf(&(r)->faults, TEXT((r)->lang, "%s 第%zu行：" zh "\n", "%s, row %zu: " en "\n"),       \
                       (r)->path, (row), ##__VA_ARGS__);                                                     \
    } while (0)

static const char *const column_names[COLUMNS][3] = {
    {"id", "编号", "序列"}, {"period", "时期", "日期"}, {"value", "数值", "值"}};

/* The place of a column in the header; SIZE_MAX when it is absent. */
static size_t column_find(const TableRow *header, int column)
{
    for (size_t k = 0; k < header->n; k++)
        for (size_t j = 0; j < COUNT(column_names[column]); j++)
            if (header->cells[k].kind != CELL_EMPTY && str_eq(header->cells[k].text, column_names[column][j]))
                return k;
    return SIZE_MAX;
}

static bool header_read(LongReader *r, Err *e)
{
    TableRow row = {0};
    bool more = false;
    TRY(table_next(r->table, &row, &more, e));
    for (int i = 0; i < COLUMNS; i++) {
        r->column[i] = more ? column_find(&row, i) : SIZE_MAX;
        if (r->column[i] == SIZE_MAX)
            return ERR(e, ERR_INVALID, "“%s”没有“%s”一列；表头应有 id,period,value",
                       "\"%s\" has no column \"%s\"; the header must have id,period,value", r->path,
                       column_names[i][0]);
    }
    return true;
}

bool long_reader_open(const char *path, LongReader **out, Err *e)
{
    LongReader *r = calloc(1, sizeof *r);
    if (!r)
        abort();
    *out = r;
    r->arena = arena_new();
    r->path = arena_strdup(r->arena, path);
    r->lang = e->lang;
    r->faults = buf_new(1 << 20);
    r->ids = NEW_N(r->arena, uint64_t, LONG_IDS_REMEMBERED);
    TRY(table_open(path, &r->table, e));
    TRY(table_select(r->table, 0, e));
    return header_read(r, e);
}

void long_reader_close(LongReader **r)
{
    if (!*r)
        return;
    table_close(&(*r)->table);
    buf_free(&(*r)->faults);
    arena_free(&(*r)->arena);
    free(*r);
    *r = NULL;
}

static Str cell_text(const TableRow *row, size_t column)
{
    return column < row->n && row->cells[column].kind != CELL_EMPTY ? row->cells[column].text : (Str){"", 0};
}

/* Empty, NA and NaN are missing values. */
static bool value_read(Str text, double *out)
{
    char number[64];
    if (text.n == 0 || str_eq(text, "NA") || str_eq(text, "NaN") || str_eq(text, "nan")) {
        *out = NAN;
        return true;
    }
    if (text.n >= sizeof number)
        return false;
    memcpy(number, text.s, text.n);
    number[text.n] = 0;
    char *end = number;
    *out = strtod(number, &end);
    return end != number && *end == 0 && isfinite(*out);
}

/* Reads one row into r->id and r->ahead; false when it has a fault, which is told. */
static bool row_read(LongReader *r, const TableRow *row)
{
    Str id = cell_text(row, r->column[COLUMN_ID]), period = cell_text(row, r->column[COLUMN_PERIOD]);
    Str value = cell_text(row, r->column[COLUMN_VALUE]);
    Basis basis = BASES;
    Err e = {.lang = r->lang};
    if (id.n == 0 || id.n >= TEXT_MAX) {
        FAULT(r, row->number, "编号为空或超过%d个字节", "the id is empty or longer than %d bytes",
              TEXT_MAX - 1);
        return false;
    }
    if (!period_parse(period, &r->ahead.period, &basis, &e)) {
        FAULT(r, row->number, "%s", "%s", e.msg);
        return false;
    }
    if (basis == BASIS_YTD) {
        FAULT(r, row->number, "时期“%.*s”是累计；请给当月、当季或全年的数值",
              "the period \"%.*s\" is cumulative; give values of single months, quarters or years",
              (int)period.n, period.s);
        return false;
    }
    if (!value_read(value, &r->ahead.value)) {
        FAULT(r, row->number, "数值“%.*s”不是数字；缺失请留空",
              "the value \"%.*s\" is no number; leave a missing one empty",
              (int)(value.n < 60 ? value.n : 60), value.s);
        return false;
    }
    memcpy(r->id, id.s, id.n);
    r->id[id.n] = 0;
    r->ahead.row = row->number;
    return true;
}

static bool read_ahead(LongReader *r, Err *e)
{
    TableRow row = {0};
    bool more = true;
    r->id[0] = 0;
    while (!r->id[0]) {
        TRY(table_next(r->table, &row, &more, e));
        if (!more)
            return true;
        if (!row_read(r, &row))
            r->id[0] = 0;
    }
    return true;
}

static long period_ordinal(Period p)
{
    switch ((Freq)p.freq) {
    case FREQ_DAY:
        return date_days(period_last_day(p));
    case FREQ_MONTH:
        return p.year * 12L + p.index;
    case FREQ_QUARTER:
        return p.year * 4L + p.index;
    case FREQ_YEAR:
        return p.year;
    }
    return 0;
}

static bool remembered(LongReader *r, const char *id)
{
    uint64_t print = 0xcbf29ce484222325u;
    for (const char *s = id; *s; s++)
        print = (print ^ (unsigned char)*s) * 0x100000001b3u;
    print = (print ^ (print >> 29)) * 0xbf58476d1ce4e5b9u; /* short ids differ in few bits: spread them */
    print = (print ^ (print >> 32)) | 1;
    uint64_t *place = &r->ids[(print >> 20) % LONG_IDS_REMEMBERED];
    bool known = *place == print;
    *place = print;
    return known;
}

/* Puts the observations in their places; gaps stay NAN. */
static bool series_place(LongReader *r, const Observation *o, size_t n, Arena *a, LongSeries *out)
{
    size_t first = 0;
    long low = period_ordinal(o[0].period), high = low;
    for (size_t i = 1; i < n; i++) {
        long at = period_ordinal(o[i].period);
        if (at < low) {
            low = at;
            first = i;
        }
        high = at > high ? at : high;
    }
    out->first = o[first].period;
    out->n = (size_t)(high - low) + 1;
    if (out->n > LONG_SERIES_ROWS_MAX) {
        FAULT(r, o[0].row, "“%s”从头到尾有%zu期，最多%d期", "\"%s\" spans %zu periods, more than %d", out->id,
              out->n, LONG_SERIES_ROWS_MAX);
        return false;
    }
    bool *taken = NEW_N(a, bool, out->n);
    out->y = NEW_N(a, double, out->n);
    for (size_t i = 0; i < out->n; i++)
        out->y[i] = NAN;
    for (size_t i = 0; i < n; i++) {
        size_t at = (size_t)(period_ordinal(o[i].period) - low);
        if (taken[at]) {
            char text[PERIOD_TEXT_MAX];
            period_text(o[i].period, text);
            FAULT(r, o[i].row, "“%s”中%s出现两次，用前一个", "in \"%s\", %s is given twice; the first counts",
                  out->id, text);
            continue;
        }
        taken[at] = true;
        out->y[at] = o[i].value;
    }
    return true;
}

/* The rows of the id read ahead, as far as they are of one frequency. */
static bool series_collect(LongReader *r, Arena *a, Observation **o, size_t *n, Err *e)
{
    size_t cap = 0;
    uint8_t freq = r->ahead.period.freq;
    while (strcmp(r->id, r->last) == 0) {
        if (r->ahead.period.freq != freq) {
            FAULT(r, r->ahead.row, "频度与这一序列前面的行不同",
                  "another frequency than the rows of this series before it%s", "");
        } else if (*n >= LONG_SERIES_ROWS_MAX) {
            FAULT(r, r->ahead.row, "一个序列最多%d行", "a series has at most %d rows", LONG_SERIES_ROWS_MAX);
        } else {
            ARENA_PUSH(a, *o, *n, cap);
            (*o)[(*n)++] = r->ahead;
        }
        TRY(read_ahead(r, e));
    }
    return true;
}

bool long_reader_next(LongReader *r, Arena *a, LongSeries *out, bool *more, Err *e)
{
    if (!r->last[0])
        TRY(read_ahead(r, e));
    for (;;) {
        Observation *o = NULL;
        size_t n = 0;
        *more = r->id[0] != 0;
        if (!*more)
            return true;
        memcpy(r->last, r->id, sizeof r->last);
        *out = (LongSeries){.id = arena_strdup(a, r->id), .row = r->ahead.row};
        bool again = remembered(r, r->id);
        TRY(series_collect(r, a, &o, &n, e));
        if (again || n == 0)
            FAULT(r, out->row, "“%s”前面已经有过；同一序列的行应连在一起",
                  "\"%s\" came before; the rows of a series must stand "
                  "together",
                  out->id);
        else if (series_place(r, o, n, a, out))
            return true;
    }
}

void long_reader_faults(LongReader *r, Buf *to)
{
    buf_add(to, buf_cstr(&r->faults), r->faults.n);
    buf_clear(&r->faults);
}

size_t long_reader_fault_count(const LongReader *r)
{
    return r->n_faults;
}
