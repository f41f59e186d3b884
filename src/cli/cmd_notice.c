/* notice list, notice deliver: who was told what, and sending it. */
#include <string.h>

#include "cli/import_text.h"
#include "cli/json_out.h"
#include "cli/list_out.h"
#include "cli/mail_door.h"
#include "render/text_table.h"
#include "view/notices.h"

enum { WIDTH = 110 };

/* ---- notice list ---- */

typedef struct Recipient {
    NoticeTo to;
    const char *code;
} Recipient;

static bool is_to(const void *who, const Notice *n)
{
    const Recipient *r = who;

    return n->to == r->to && strcmp(n->recipient, r->code) == 0;
}

static void notice_table(const Cli *c, const Rows *rows, Buf *out)
{
    const TableColumn columns[] = {{TEXT(c->lang, "编号", "no."), ALIGN_RIGHT, false},
                                   {TEXT(c->lang, "日期", "day"), ALIGN_LEFT, false},
                                   {TEXT(c->lang, "给谁", "to"), ALIGN_LEFT, true},
                                   {TEXT(c->lang, "标题", "title"), ALIGN_LEFT, true},
                                   {TEXT(c->lang, "发送", "delivery"), ALIGN_LEFT, false},
                                   {TEXT(c->lang, "说明", "what was said"), ALIGN_LEFT, true}};
    static const char *const fields[] = {"id", "on", "recipient_name", "title", "delivery", "detail"};
    TextTable *t = text_table_new(c->arena, columns, COUNT(columns));

    for (size_t i = 0; i < rows->n; i++) {
        text_table_row(t);
        for (size_t k = 0; k < COUNT(fields); k++) {
            const char *text = row_field(&rows->items[i], fields[k])->text;
            bool state = strcmp(fields[k], "delivery") == 0;
            bool bad = strcmp(text, "given_up") == 0 || strcmp(text, "lapsed") == 0;
            text_table_cell(t, state && bad ? TONE_BAD : TONE_PLAIN,
                            state ? delivery_name(text, c->lang) : text);
        }
    }
    text_table_write(t, WIDTH, c->colour, out);
}

static bool find_notices(const Cli *c, Store *s, const City *city, Rows *rows, Err *e)
{
    const char *to = cli_value(c, "to");
    NoticeQuery q = {.city = city->id};
    DeliveryPlan plan;
    NoticeRow *items;
    Recipient r;
    size_t n;

    TRY(cli_date(c, "since", &q.since, e));
    if (to) {
        TRY(notice_recipient_find(city, str_of(to), &r.to, &r.code, e));
        q.mine = is_to;
        q.who = &r;
    }
    TRY(notice_list(s, &q, c->arena, &items, &n, e) &&
        delivery_plan(s, &(DeliveryOf){city->id, cli_seconds(), items, n}, c->arena, &plan, e));
    notice_rows(VIEWER(c), &(NoticesShown){city, items, n, &plan, false}, rows);
    return true;
}

bool run_notice_list(Cli *c, Err *e)
{
    AUTO(store_close) Store *s = NULL;
    AUTO(buf_free) Buf out = cli_buf();
    Rows rows = {.arena = c->arena};
    ListFormat format;
    City city;

    TRY(list_format(c, &format, e) && store_open(c->store, STORE_READ, &s, e) &&
        city_load(s, 0, c->arena, &city, e) && find_notices(c, s, &city, &rows, e));
    if (format != LIST_TABLE)
        return list_write(c, format, &rows, e);
    if (rows.n)
        notice_table(c, &rows, &out);
    else
        buf_str(&out, TEXT(c->lang, "没有通知\n", "there are no notices\n"));
    return cli_write_to(c, &out, e);
}

/* ---- notice deliver ---- */

static void delivery_text(const Cli *c, const Delivery *d, Buf *out)
{
    for (size_t i = 0; i < d->n; i++)
        if (d->jobs[i].outcome != POST_SENT)
            buf_printf(out, TEXT(c->lang, "通知 %lld → %s：%s\n", "notice %lld to %s: %s\n"),
                       (long long)d->attempts[i].notice, d->attempts[i].address, d->attempts[i].detail);
    if (d->n_held)
        buf_printf(out, TEXT(c->lang, "%zu 条发不了：%s\n", "%zu cannot be sent: %s\n"), d->n_held, d->held);
    buf_printf(
        out,
        TEXT(c->lang, "已发 %zu 条，拒收 %zu 条，失败 %zu 条；待重发 %zu 条，以前未送达 %zu 条\n",
             "%zu sent, %zu refused, %zu failed; %zu wait to be tried again, %zu were given up before\n"),
        delivery_count(d, POST_SENT), delivery_count(d, POST_REFUSED), delivery_count(d, POST_FAILED),
        d->n_waiting, d->n_given_up);
}

bool run_notice_deliver(Cli *c, Err *e)
{
    AUTO(store_close) Store *s = NULL;
    AUTO(buf_free) Buf out = cli_buf();
    Intake in;
    Secrets secrets;
    Delivery d;
    City city;
    DeliverSpec spec = {.intake = &in,
                        .post = {.mail = cli_mail_server(c), .now = cli_seconds()},
                        .secrets = &secrets,
                        .site = cli_site(c)};

    TRY(cli_intake(c, &in, e) && store_open(c->store, STORE_WRITE, &s, e) &&
        city_load(s, 0, c->arena, &city, e) && secrets_load(c->store, c->arena, &secrets, e));
    in.city = city.id;
    TRY(notice_deliver(s, &spec, c->arena, &d, e));
    if (cli_has(c, "json")) {
        Json j = cli_json_to(&out);
        delivery_json(VIEWER(c), &d, &j);
        return cli_json_write(&j, e);
    }
    delivery_text(c, &d, &out);
    return cli_write(&out, e);
}
