/* Judgements put on record. */
#include "http/handlers.h"
#include "http/write.h"
#include "outlook/record.h"
#include "view/import_report.h"

static bool asked_card(Call *c, Card *card, Err *e)
{
    const char *text = body_text(c->body, "period"), *name = body_text(c->body, "area");
    const Area *area = c->city.self;
    Basis basis = BASES;
    Period p;

    TRY(!*name || city_find_area(&c->city, str_of(name), &area, e));
    TRY(*text ? period_parse(str_of(text), &p, &basis, e) : card_latest_period(&c->outlook, area, &p, e));
    return card_of(&c->outlook, area, p, card, e);
}

bool post_judgement(Call *c, Err *e)
{
    const Intake intake = call_intake(c);
    const Findings none = {.arena = c->viewer.arena, .lang = c->viewer.lang};
    SubmissionRow *all;
    Judged *rows;
    Receipt receipt;
    Card card;
    size_t n, n_all;

    TRY(write_state(c, e) && asked_card(c, &card, e));
    TRY(submission_list(c->s, c->city.id, c->viewer.arena, &all, &n_all, e));
    record_of_card(&c->outlook, &card, intake.known_on, n_all ? all[n_all - 1].id : 0, &rows, &n);
    if (!n)
        return ERR(e, ERR_NOT_FOUND, "这一时期没有可以判断的目标；先导入目标和数据",
                   "no target can be judged for this period; import targets and figures first");
    TRY(record_add(&c->outlook, &(RecordAdd){&intake, rows, n}, &receipt, e));
    receipt_json(&receipt, 0, &none, &c->json);
    return true;
}
