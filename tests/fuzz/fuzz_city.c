/* Any bytes as a file of a city folder or as observations of a city: refused with findings, or stored whole.
 * The first byte says which file it is. */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "city/records.h"
#include "indicator/import.h"
#include "indicator/observation.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

static char folder[] = "/tmp/qingyu-fuzz-XXXXXX";
static Store *store;

static const char *const base[][2] = {
    {"city.csv", "code,name_zh,name_en,peer_set\n330182,建德市,Jiande,hangzhou\n"},
    {"areas.csv",
     "code,name_zh,name_en,kind,parent\n330182,建德市,Jiande,city,\n330182001,新安江街道,X,town,330182\n"},
    {"departments.csv", "code,name_zh,name_en\ntjj,统计局,Statistics\n"},
    {"indicators.csv",
     "code,name_zh,name_en,unit,kind,frequency,bases,measures,jan_feb,direction,decimals,department,group,"
     "adds_up,growth_at,may_fall,towns\nIVA,工业增加值,IVA,亿元,flow,month,ytd;year,value;yoy,merged,up,2,"
     "tjj,工业,sum,current,no,yes\n"},
    {"peers.csv", "set,name_zh,name_en,area\nhangzhou,杭州,Hangzhou,330182\n"},
};

static void must(bool ok)
{
    if (!ok)
        abort();
}

static const char *path_of(const char *name)
{
    static char path[256];

    snprintf(path, sizeof path, "%s/%s", folder, name);
    return path;
}

static void write_file(const char *name, const void *bytes, size_t n)
{
    FILE *f = fopen(path_of(name), "wb");

    must(f && fwrite(bytes, 1, n, f) == n && fclose(f) == 0);
}

static bool import(const char *name, Err *e)
{
    AUTO(arena_free) Arena *a = arena_new();
    ImportSpec spec = {.intake = {.by = "fuzz", .received_at = "2021-07-20T00:00:00Z", .known_on = 20210720},
                       .dry_run = store != NULL,
                       .accept_warnings = true};
    ImportReport r;

    bool ok = import_path(store, name, &spec, a, &r, e);
    must(ok == r.accepted && ok == (r.findings.n_faults == 0 && e->kind == ERR_NONE));
    must(ok || *e->msg);
    return ok;
}

static void begin(void)
{
    Err e = {.lang = LANG_ZH};

    must(mkdtemp(folder) != NULL);
    must(store_open(path_of("fuzz.db"), STORE_CREATE, &store, &e));
    for (size_t i = 0; i < COUNT(base); i++) {
        AUTO(arena_free) Arena *a = arena_new();
        ImportReport r;
        ImportSpec spec = {
            .intake = {.by = "fuzz", .received_at = "2021-07-20T00:00:00Z", .known_on = 20210720}};
        write_file(base[i][0], base[i][1], strlen(base[i][1]));
        must(import_path(store, path_of(base[i][0]), &spec, a, &r, &e));
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    size_t n_tables;
    const CityTable *tables = city_tables(&n_tables);
    char name[64] = "figures.csv";
    Err e = {.lang = LANG_ZH};

    if (!store)
        begin();
    if (!n)
        return 0;
    size_t which = data[0] % (n_tables + 4);
    if (which < n_tables)
        snprintf(name, sizeof name, "%s.csv", tables[which].kind);
    write_file(name, data + 1, n - 1);
    (void)import(path_of(name), &e);
    return 0;
}
