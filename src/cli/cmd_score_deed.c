/* score: entries, what is shown, appeals and answers. */
#include <stdlib.h>

#include "base/number.h"
#include "cli/acting.h"
#include "cli/list_out.h"
#include "cli/reading.h"
#include "view/score.h"

/* ---- entries ---- */

static bool entry_of(const Cli *c, const City *city, ScoreEntry *x, Err *e)
{
    const char *replaces = cli_value(c, "replaces");
    Decimal d;
    bool given, lossy;

    *x = (ScoreEntry){.kind = c->operands[1],
                      .reason = cli_value(c, "reason"),
                      .evidence = cli_value(c, "evidence"),
                      .sample = cli_has(c, "sample")};
    TRY(unit_find(city, str_of(c->operands[0]), &x->unit, e) && reading_period(c, &x->period, &given, e) &&
        (!replaces || cli_number(replaces, &x->replaces, e)));
    if (!given)
        return ERR(e, ERR_INVALID, "请用 --period 指明时期；如：%s",
                   "name a period with --period; for example: %s", c->command->example);
    if (!decimal_parse(str_of(c->operands[2]), &d, &lossy) || d.percent)
        return ERR(e, ERR_INVALID, "“%s”不是数", "\"%s\" is no number", c->operands[2]);
    x->value = d.value;
    return true;
}

bool run_score_enter(Cli *c, Err *e)
{
    AUTO(acting_close) Acting a = {0};
    Rows rows = {.arena = c->arena};
    ScoreEntry x;

    TRY(acting_open(c, &a, e) && entry_of(c, &a.city, &x, e) && entry_add(a.s, &a.city, &a.intake, &x, e));
    score_entry_rows(VIEWER(c), &(ScoreEntries){&x, 1, 1, &(bool){false}}, &rows);
    return cli_tell(
        c, &rows,
        arena_printf(c->arena,
                     TEXT(c->lang, "登记 %lld：%s，审计第 %lld 条\n", "entry %lld: %s, audit entry %lld\n"),
                     (long long)x.id, unit_name(&x.unit, c->lang), (long long)x.audit_seq),
        e);
}

bool run_score_entries(Cli *c, Err *e)
{
    static const ListColumn columns[] = {{"entry", "号", "no.", ALIGN_RIGHT, false},
                                         {"name", "单位", "unit", ALIGN_LEFT, true},
                                         {"kind", "种类", "kind", ALIGN_LEFT, false},
                                         {"period", "时期", "period", ALIGN_LEFT, false},
                                         {"value", "数", "value", ALIGN_RIGHT, false},
                                         {"reason", "理由", "reason", ALIGN_LEFT, true},
                                         {"replaced", "已更正", "replaced", ALIGN_LEFT, false},
                                         {"by", "谁", "by", ALIGN_LEFT, true},
                                         {"sample", "样本", "sample", ALIGN_LEFT, false}};
    AUTO(reading_close) Reading r = {0};
    Rows rows = {.arena = c->arena};
    ScoreEntries all;

    TRY(reading_open(c, &r, e) &&
        entry_load(r.s, &(EntryKey){&r.city, r.known.as_of, 0, r.known.no_sample}, c->arena, &all, e));
    score_entry_rows(VIEWER(c), &all, &rows);
    const ListTable table = {columns, COUNT(columns),
                             TEXT(c->lang, "还没有登记", "nothing was put on record yet")};
    return list_show(c, &rows, &table, e);
}

/* ---- publishing ---- */

bool run_score_publish(Cli *c, Err *e)
{
    AUTO(acting_close) Acting a = {0};
    RunPublication p = {.title = cli_value(c, "title")};
    Rows rows = {.arena = c->arena};

    TRY(cli_number(c->operands[0], &p.run, e) && cli_date(c, "from", &p.from, e) && acting_open(c, &a, e) &&
        publication_add(a.s, &a.intake, &p, e));
    rows_begin(&rows);
    rows_int(&rows, "run", p.run);
    rows_text(&rows, "from", show_date(c->arena, p.from));
    rows_text(&rows, "title", p.title);
    rows_int(&rows, "audit", p.audit_seq);
    return cli_tell(c, &rows,
                    arena_printf(c->arena,
                                 TEXT(c->lang, "第 %lld 次考核自 %s 起晾晒，审计第 %lld 条\n",
                                      "run %lld is shown from %s, audit entry %lld\n"),
                                 (long long)p.run, show_date(c->arena, p.from), (long long)p.audit_seq),
                    e);
}

/* ---- appeals ---- */

/* Codes of the unit and the item that people may have named. */
static bool name_line(const Cli *c, const Acting *a, ScoreAppeal *x, Err *e)
{
    RunContext *run = NEW(c->arena, RunContext);
    ScoreRun kept;
    size_t unit, item;

    TRY(run_find(a->s, a->city.id, x->run, c->arena, &kept, e) &&
        score_recompute(a->s, &kept, c->arena, run, e) &&
        score_find_unit(&run->result, str_of(c->operands[1]), &unit, e));
    x->unit = unit_code(&run->result.units[unit].unit->unit);
    if (c->n < 3)
        return true;
    TRY(scheme_find_item(&run->scheme, str_of(c->operands[2]), &item, e));
    x->item = run->scheme.items[item].name.code;
    return true;
}

bool run_score_appeal(Cli *c, Err *e)
{
    AUTO(acting_close) Acting a = {0};
    ScoreAppeal x = {.item = "", .text = cli_value(c, "reason")};
    Rows rows = {.arena = c->arena};

    TRY(cli_number(c->operands[0], &x.run, e) && acting_open(c, &a, e) && name_line(c, &a, &x, e) &&
        appeal_add(a.s, &a.intake, cli_today(), &x, e));
    score_appeal_rows(VIEWER(c), &(ScoreNames){&a.city, NULL}, &x, 1, &rows);
    return cli_tell(
        c, &rows,
        arena_printf(c->arena,
                     TEXT(c->lang, "申诉 %lld，审计第 %lld 条\n", "appeal %lld, audit entry %lld\n"),
                     (long long)x.id, (long long)x.audit_seq),
        e);
}

bool run_score_answer(Cli *c, Err *e)
{
    AUTO(acting_close) Acting a = {0};
    ScoreAppeal x = {.answer_text = cli_value(c, "reason")};
    const char *correction = cli_value(c, "correction");
    Rows rows = {.arena = c->arena};

    TRY(cli_number(c->operands[0], &x.id, e) && (!correction || cli_number(correction, &x.correction, e)));
    if (!appeal_parse(str_of(c->operands[1]), &x.answer))
        return ERR(e, ERR_INVALID, "答复应为 accepted 或 rejected，而不是“%s”",
                   "the answer must be accepted or rejected, not \"%s\"", c->operands[1]);
    TRY(acting_open(c, &a, e) && appeal_answer(a.s, &a.intake, &x, c->arena, e));
    score_appeal_rows(VIEWER(c), &(ScoreNames){&a.city, NULL}, &x, 1, &rows);
    return cli_tell(
        c, &rows,
        arena_printf(c->arena,
                     TEXT(c->lang, "申诉 %lld：%s，审计第 %lld 条\n", "appeal %lld: %s, audit entry %lld\n"),
                     (long long)x.id, appeal_name(x.answer, c->lang), (long long)x.answer_seq),
        e);
}

bool run_score_appeals(Cli *c, Err *e)
{
    static const ListColumn columns[] = {{"appeal", "号", "no.", ALIGN_RIGHT, false},
                                         {"run", "次", "run", ALIGN_RIGHT, false},
                                         {"unit", "单位", "unit", ALIGN_LEFT, false},
                                         {"item", "项", "item", ALIGN_LEFT, false},
                                         {"text", "理由", "text", ALIGN_LEFT, true},
                                         {"answer_name", "答复", "answer", ALIGN_LEFT, false},
                                         {"answer_text", "说明", "because", ALIGN_LEFT, true},
                                         {"correction", "更正", "correction", ALIGN_RIGHT, false}};
    AUTO(reading_close) Reading r = {0};
    Rows rows = {.arena = c->arena};
    ScoreAppeal *items;
    size_t n;

    TRY(reading_open(c, &r, e) && appeal_list(r.s, r.city.id, c->arena, &items, &n, e));
    score_appeal_rows(VIEWER(c), &(ScoreNames){&r.city, NULL}, items, n, &rows);
    const ListTable table = {columns, COUNT(columns), TEXT(c->lang, "还没有申诉", "there is no appeal yet")};
    return list_show(c, &rows, &table, e);
}
