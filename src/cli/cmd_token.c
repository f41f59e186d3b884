/* token: what machines log in with. */
#include "account/token.h"

#include <string.h>

#include "cli/account_door.h"
#include "cli/json_out.h"
#include "cli/list_out.h"
#include "render/csv_text.h"
#include "render/text_table.h"
#include "view/accounts.h"

enum { WIDTH = 100, DAY_S = 24 * 3600 };

bool run_token_add(Cli *c, Err *e)
{
    AUTO(door_close) Door d = {0};
    AUTO(buf_free) Buf out = cli_buf();
    const char *label = cli_value(c, "label"), *scope = cli_value(c, "scope");
    TokenSpec spec = {.account = c->operands[0], .label = label ? label : "", .scope = scope ? scope : ""};
    char text[TOKEN_TEXT_MAX];
    int64_t id;

    TRY(expires_of(c, &spec.expires_at, e) && door_open(c, STORE_WRITE, &d, e));
    if (spec.expires_at == EXPIRES_NOT_GIVEN)
        spec.expires_at = d.by.now + (int64_t)TOKEN_DAYS * DAY_S;
    TRY(token_add(d.s, &d.by, &spec, text, &id, e));
    if (cli_has(c, "json")) {
        Json j = cli_json_to(&out);
        json_begin_object(&j);
        json_put_int(&j, "id", id);
        json_put_text(&j, "token", text);
        json_end_object(&j);
        return cli_json_write(&j, e);
    }
    buf_printf(&out,
               TEXT(c->lang, "%s\n第 %lld 号令牌，到 %s；只显示这一次，请交给程序保管\n",
                    "%s\ntoken %lld, until %s; shown this once, hand it to the program that will use it\n"),
               text, (long long)id, moment_text(c->arena, spec.expires_at));
    bool ok = cli_write(&out, e);
    secret_wipe(out.s, out.n);
    return ok;
}

bool run_token_revoke(Cli *c, Err *e)
{
    AUTO(door_close) Door d = {0};
    AUTO(buf_free) Buf out = cli_buf();
    char *end;
    long long id = strtoll(c->operands[0], &end, 10);

    if (*end || id <= 0)
        return ERR(e, ERR_INVALID, "“%s”不是令牌编号；qingyu token list 列出编号",
                   "\"%s\" is no number of a token; qingyu token list shows them", c->operands[0]);
    TRY(door_open(c, STORE_WRITE, &d, e) && token_revoke(d.s, &d.by, id, e));
    buf_printf(&out, TEXT(c->lang, "第 %lld 号令牌已吊销\n", "token %lld is revoked\n"), id);
    return cli_write(&out, e);
}

/* ---- token list ---- */

typedef struct Listed {
    const Door *d;
    Token *tokens;
    const char **owners; /* [n] names of accounts */
    size_t n;
} Listed;

static bool load_list(Cli *c, const Door *d, Listed *out, Err *e)
{
    Account *accounts;
    size_t n;

    *out = (Listed){.d = d};
    TRY(token_list(d->s, d->city.id, c->arena, &out->tokens, &out->n, e));
    TRY(account_list(d->s, d->city.id, c->arena, &accounts, &n, e));
    out->owners = NEW_N(c->arena, const char *, out->n + 1);
    for (size_t i = 0; i < out->n; i++)
        for (size_t k = 0; k < n; k++)
            if (accounts[k].id == out->tokens[i].account)
                out->owners[i] = accounts[k].name;
    return true;
}

static Rows list_rows(const Cli *c, const Listed *l)
{
    Rows rows = {.arena = c->arena};

    for (size_t i = 0; i < l->n; i++)
        token_row(&rows, &l->tokens[i], l->owners[i], token_state(&l->tokens[i], l->d->by.now, LANG_EN));
    return rows;
}

static void list_table(Cli *c, const Listed *l, Buf *out)
{
    const TableColumn columns[] = {{TEXT(c->lang, "编号", "no."), ALIGN_RIGHT, false},
                                   {TEXT(c->lang, "账户", "account"), ALIGN_LEFT, false},
                                   {TEXT(c->lang, "用途", "label"), ALIGN_LEFT, true},
                                   {TEXT(c->lang, "开头", "begins"), ALIGN_LEFT, false},
                                   {TEXT(c->lang, "权限", "scope"), ALIGN_LEFT, true},
                                   {TEXT(c->lang, "状态", "state"), ALIGN_LEFT, false},
                                   {TEXT(c->lang, "到期", "expires"), ALIGN_LEFT, false},
                                   {TEXT(c->lang, "最近使用", "last used"), ALIGN_LEFT, false}};
    TextTable *t = text_table_new(c->arena, columns, COUNT(columns));

    for (size_t i = 0; i < l->n; i++) {
        const Token *x = &l->tokens[i];
        bool good = !x->revoked_at && l->d->by.now < x->expires_at;
        text_table_row(t);
        text_table_cellf(t, TONE_PLAIN, "%lld", (long long)x->id);
        text_table_cell(t, TONE_PLAIN, l->owners[i]);
        text_table_cell(t, TONE_PLAIN, x->label);
        text_table_cell(t, TONE_PLAIN, x->prefix);
        text_table_cell(t, TONE_PLAIN, x->scope);
        text_table_cell(t, good ? TONE_PLAIN : TONE_DIM, token_state(x, l->d->by.now, c->lang));
        text_table_cell(t, TONE_PLAIN, moment_text(c->arena, x->expires_at));
        text_table_cell(t, TONE_PLAIN, moment_text(c->arena, x->used_at));
    }
    text_table_write(t, WIDTH, c->colour, out);
}

bool run_token_list(Cli *c, Err *e)
{
    AUTO(door_close) Door d = {0};
    AUTO(buf_free) Buf out = cli_buf();
    ListFormat format;
    Listed l;

    TRY(list_format(c, &format, e) && door_open(c, STORE_READ, &d, e) && load_list(c, &d, &l, e));
    Rows rows = list_rows(c, &l);
    if (format != LIST_TABLE)
        return list_write(c, format, &rows, e);
    if (l.n)
        list_table(c, &l, &out);
    else
        buf_str(&out, TEXT(c->lang, "还没有令牌；qingyu token add 添加\n",
                           "there is no token yet; qingyu token add makes one\n"));
    return cli_write(&out, e);
}
