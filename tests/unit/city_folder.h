/* A small city in a temporary folder, and its store: what the tests of the rooms above the store begin with.
 */
#pragma once
#include <sys/stat.h>

#include "indicator/import.h"
#include "tmp.h"

static const char *const small_city[][2] = {
    {"city.csv", "code,name_zh,name_en,peer_set\n330182,建德市,Jiande,hangzhou\n"},
    {"areas.csv",
     "code,name_zh,name_en,kind,parent,valid_from,valid_to,aliases\n330182,建德市,Jiande,city,,,,建德\n"
     "330182001,新安江街道,Xin'anjiang,subdistrict,330182,,,新安江\n"
     "330182002,洋溪街道,Yangxi,subdistrict,330182,,,洋溪\n330101,甲区,A,district,,,,\n330102,乙区,B,"
     "district,,,,\n"
     "330103,丙区,C,district,,,,\n330104,江干区,Jianggan,district,,,2021-04-08,\n"},
    {"departments.csv", "code,name_zh,name_en\ntjj,统计局,Statistics\nczj,财政局,Finance\n"},
    {"indicators.csv",
     "code,name_zh,name_en,aliases,unit,kind,frequency,bases,measures,jan_feb,direction,decimals,department,"
     "group,"
     "adds_up,part_of,growth_at,may_fall,towns\n"
     "GDP,地区生产总值,GDP,,亿元,flow,quarter,ytd;year,value;yoy,separate,up,2,tjj,综合,none,,comparable,no,"
     "no\n"
     "VA1,第一产业增加值,Primary,,亿元,flow,quarter,ytd;year,value;yoy,separate,up,2,tjj,综合,none,GDP,"
     "comparable,no,no\n"
     "VA2,第二产业增加值,Secondary,,亿元,flow,quarter,ytd;year,value;yoy,separate,up,2,tjj,综合,none,GDP,"
     "comparable,no,no\n"
     "IVA,规模以上工业增加值,Industry,规上工业增加值,亿元,flow,month,ytd;year,value;yoy,merged,up,2,tjj,工业,"
     "sum,,"
     "comparable,no,yes\n"
     "TREV,财政总收入,Revenue,,亿元,flow,month,month;ytd;year,value;yoy,separate,up,2,czj,财政,sum,,current,"
     "no,yes\n"
     "PROFIT,利润总额,Profit,,亿元,flow,month,ytd;year,value;yoy,merged,up,2,tjj,工业,sum,,current,yes,no\n"
     "LOAN,贷款余额,Loans,,亿元,stock,month,point,value;yoy,separate,up,1,czj,财政,none,,current,yes,no\n"},
    {"targets.csv", "year,area,indicator,measure,relation,value,binding,status,known_on,source\n"
                    "2021,330182,IVA,yoy,at_least,10,anticipatory,published,2021-03-01,report\n"
                    "2021,330182,TREV,value,at_least,62,anticipatory,sample,2021-03-01,report\n"},
    {"peers.csv", "set,name_zh,name_en,area\nhangzhou,杭州,Hangzhou,330182\nhangzhou,杭州,Hangzhou,330101\n"
                  "hangzhou,杭州,Hangzhou,330102\nhangzhou,杭州,Hangzhou,330103\n"},
    {"lights.csv", "rule,valid_from,valid_to,target,indicator,green_at_least,yellow_at_least,source\n"
                   "V,2000-01-01,,value,*,0,-5,r\nY,2000-01-01,,yoy,*,0,-1,r\nY2,2022-01-01,,yoy,*,3,1,r\n"},
};

typedef struct CityFixture {
    Tmp tmp;
    Store *s;
    Arena *arena;
    Err e;
    ImportReport report; /* of the last import */
} CityFixture;

static inline void fixture_write(CityFixture *f, const char *name, const char *text)
{
    FILE *file = fopen(tmp_file(&f->tmp, name), "wb");

    assert_non_null(file);
    assert_int_equal(fwrite(text, 1, strlen(text), file), strlen(text));
    assert_int_equal(fclose(file), 0);
}

static inline bool fixture_import_spec(CityFixture *f, const char *name, const char *text, ImportSpec spec)
{
    f->e = (Err){.lang = LANG_EN};
    if (!spec.intake.by)
        spec.intake = (Intake){.by = "tester", .received_at = "2021-07-20T08:00:00Z", .known_on = 20210720};
    fixture_write(f, name, text);
    return import_path(f->s, tmp_file(&f->tmp, name), &spec, f->arena, &f->report, &f->e);
}

static inline bool fixture_import(CityFixture *f, const char *name, const char *text)
{
    return fixture_import_spec(f, name, text, (ImportSpec){0});
}

static inline CityFixture *fixture_new(void)
{
    CityFixture *f = calloc(1, sizeof *f);

    f->tmp = tmp_new();
    f->arena = arena_new();
    f->e.lang = LANG_EN;
    assert_true(store_open(tmp_file(&f->tmp, "q.db"), STORE_CREATE, &f->s, &f->e));
    for (size_t i = 0; i < COUNT(small_city); i++)
        if (!fixture_import(f, small_city[i][0], small_city[i][1]))
            fail_msg("%s", f->e.msg);
    return f;
}

static inline void fixture_free(CityFixture **f)
{
    if (!*f)
        return;
    store_close(&(*f)->s);
    arena_free(&(*f)->arena);
    tmp_remove(&(*f)->tmp);
    free(*f);
    *f = NULL;
}

/* Is there a finding of this code in the last report, in that row and column (0: anywhere)? */
static inline bool fixture_found(const CityFixture *f, const char *code, size_t row, size_t col)
{
    const Findings *fs = &f->report.findings;

    for (size_t i = 0; i < fs->n; i++)
        if (strcmp(fs->items[i].code, code) == 0 && (!row || fs->items[i].at.row == row) &&
            (!col || fs->items[i].at.col == col))
            return true;
    return false;
}
