/* user: accounts, their roles, passwords and second factors. */
#include <string.h>
#include <unistd.h>

#include "account/login.h"
#include "cli/account_door.h"
#include "cli/json_out.h"
#include "cli/list_out.h"
#include "render/csv_text.h"
#include "render/text_table.h"
#include "view/accounts.h"

enum { WIDTH = 100 };

/* ---- words ---- */

static bool role_of(const char *text, Role *out, Err *e)
{
    AUTO(buf_free) Buf all = cli_buf();

    if (role_parse(text, out))
        return true;
    for (int i = 0; i < ROLE_PUBLIC; i++)
        buf_printf(&all, i ? ", %s" : "%s", role_code((Role)i));
    return ERR(e, ERR_INVALID, "没有角色“%s”；有 %s", "there is no role \"%s\"; there are %s", text,
               buf_cstr(&all));
}

static bool spec_of(const Cli *c, const char *role, AccountSpec *out, Err *e)
{
    *out = (AccountSpec){.name = c->operands[0],
                         .display = cli_value(c, "display"),
                         .leader = cli_value(c, "leader"),
                         .areas = cli_value(c, "areas"),
                         .departments = cli_value(c, "departments"),
                         .indicators = cli_value(c, "indicators"),
                         .firms = cli_value(c, "firms"),
                         .issuer = cli_value(c, "issuer"),
                         .subject = cli_value(c, "subject")};
    return role_of(role, &out->role, e) && expires_of(c, &out->expires_at, e);
}

/* Says what was done; a one-time password is shown here and nowhere else. */
static bool tell(const Cli *c, const char *name, const char *done, const NewPassword *p, Err *e)
{
    AUTO(buf_free) Buf out = cli_buf();

    if (cli_has(c, "json")) {
        Json j = cli_json_to(&out);
        json_begin_object(&j);
        json_put_text(&j, "account", name);
        if (p && *p->once)
            json_put_text(&j, "one_time_password", p->once);
        json_end_object(&j);
        return cli_json_write(&j, e);
    }
    buf_printf(&out, "%s: %s\n", name, done);
    if (p && *p->once)
        buf_printf(&out,
                   TEXT(c->lang, "一次性密码：%s（只显示这一次；首次登录后须改）\n",
                        "one-time password: %s (shown this once; to be changed at the first login)\n"),
                   p->once);
    bool ok = cli_write(&out, e);
    secret_wipe(out.s, out.n);
    return ok;
}

/* ---- user add, passwd, role ---- */

bool run_user_add(Cli *c, Err *e)
{
    AUTO(door_close) Door d = {0};
    AUTO(new_password_forget) NewPassword p = {0};
    const char *role = cli_value(c, "role");
    AccountSpec spec;
    int64_t id;

    if (!role)
        return ERR(e, ERR_INVALID, "还要给出 --role；如：%s", "--role is needed; for example: %s",
                   c->command->example);
    TRY(spec_of(c, role, &spec, e) && door_open(c, STORE_WRITE, &d, e));
    if (spec.expires_at == EXPIRES_NOT_GIVEN)
        spec.expires_at = 0;
    /* With an external identity a password is only set when one is asked for. */
    if (!spec.subject || cli_has(c, "one-time") || cli_has(c, "password-stdin"))
        TRY(new_password(c, &p, e));
    TRY(account_add(d.s, &d.by, &spec, p.wish, &id, e));
    return tell(c, spec.name, TEXT(c->lang, "已添加", "added"), &p, e);
}

bool run_user_passwd(Cli *c, Err *e)
{
    AUTO(door_close) Door d = {0};
    AUTO(new_password_forget) NewPassword p = {0};
    const char *name = c->operands[0];
    Account account;

    TRY(door_open(c, STORE_WRITE, &d, e) && account_find(d.s, d.city.id, name, c->arena, &account, e));
    TRY(new_password(c, &p, e) && account_set_password(d.s, &d.by, name, p.wish, e));
    return tell(c, name,
                TEXT(c->lang, "密码已改，已登录的全部退出", "password changed, all its sessions ended"), &p,
                e);
}

/* What is not given stays as it is, where the new role takes it. */
static void keep(const Account *a, AccountSpec *spec)
{
    bool same = a->role == spec->role;
    const struct {
        const char **to, *from;
        bool kept;
    } fields[] = {{&spec->display, a->display, true},       {&spec->issuer, a->issuer, true},
                  {&spec->subject, a->subject, true},       {&spec->leader, a->leader, same},
                  {&spec->areas, a->areas, same},           {&spec->departments, a->departments, same},
                  {&spec->indicators, a->indicators, same}, {&spec->firms, a->firms, same}};

    for (size_t i = 0; i < COUNT(fields); i++)
        if (!*fields[i].to && fields[i].kept)
            *fields[i].to = fields[i].from;
    if (spec->expires_at == EXPIRES_NOT_GIVEN)
        spec->expires_at = a->expires_at;
}

bool run_user_role(Cli *c, Err *e)
{
    AUTO(door_close) Door d = {0};
    AccountSpec spec;
    Account account;

    TRY(spec_of(c, c->operands[1], &spec, e) && door_open(c, STORE_WRITE, &d, e));
    TRY(account_find(d.s, d.city.id, spec.name, c->arena, &account, e));
    keep(&account, &spec);
    TRY(account_change(d.s, &d.by, &spec, e));
    return tell(c, spec.name, role_name(spec.role, c->lang), NULL, e);
}

static bool set_disabled(Cli *c, bool disabled, Err *e)
{
    AUTO(door_close) Door d = {0};

    TRY(door_open(c, STORE_WRITE, &d, e) && account_disable(d.s, &d.by, c->operands[0], disabled, e));
    return tell(c, c->operands[0],
                disabled
                    ? TEXT(c->lang, "已停用，已登录的全部退出", "disabled, all its sessions ended")
                    : TEXT(c->lang, "已启用，登录失败的次数清零", "enabled, its failed logins forgotten"),
                NULL, e);
}

bool run_user_disable(Cli *c, Err *e)
{
    return set_disabled(c, true, e);
}

bool run_user_enable(Cli *c, Err *e)
{
    return set_disabled(c, false, e);
}

/* ---- user totp ---- */

/* Shows the secret, then asks for the code that proves it was taken over. */
static bool enrol(Cli *c, Door *d, const Account *account, Err *e)
{
    AUTO(buf_free) Buf out = cli_buf();
    char secret[BASE32_TEXT_MAX], code[SECRET_LINE_MAX];

    account_totp_new(d->by.chance, secret);
    buf_printf(&out, TEXT(c->lang, "密钥：%s\n地址：", "secret: %s\naddress: "), secret);
    totp_uri("Qingyu", account->name, secret, &out);
    buf_str(&out, TEXT(c->lang, "\n把密钥输入验证器应用，再输入它显示的 6 位数字。\n",
                       "\nPut the secret into an authenticator, then give the six digits that it shows.\n"));
    TRY(cli_write(&out, e));
    TRY(secret_read(&(SecretAsk){TEXT(c->lang, "验证码：", "Code: "), !isatty(STDIN_FILENO)}, code, e));
    d->by.now = cli_seconds(); /* reading it took its time */
    TRY(account_totp_set(d->s, &d->by, account->name, secret, code, e));
    return tell(c, account->name, TEXT(c->lang, "第二因素已启用", "the second factor is on"), NULL, e);
}

bool run_user_totp(Cli *c, Err *e)
{
    AUTO(door_close) Door d = {0};
    Account account;

    TRY(door_open(c, STORE_WRITE, &d, e) &&
        account_find(d.s, d.city.id, c->operands[0], c->arena, &account, e));
    if (!cli_has(c, "off"))
        return enrol(c, &d, &account, e);
    TRY(account_totp_off(d.s, &d.by, account.name, e));
    return tell(c, account.name, TEXT(c->lang, "第二因素已关闭", "the second factor is off"), NULL, e);
}

/* ---- user list ---- */

typedef struct Listed {
    Account *accounts;
    int64_t *wait_s; /* [n] what is left of a wait after failed logins */
    size_t n;
} Listed;

static bool load_list(Cli *c, Door *d, Listed *out, Err *e)
{
    TRY(account_list(d->s, d->city.id, c->arena, &out->accounts, &out->n, e));
    out->wait_s = NEW_N(c->arena, int64_t, out->n + 1);
    for (size_t i = 0; i < out->n; i++)
        TRY(login_wait(d->s, &d->by, out->accounts[i].name, &out->wait_s[i], e));
    return true;
}

/* "areas 330182001; departments *": what is about all is left out. */
static const char *scope_of(Arena *arena, const Account *a)
{
    const struct {
        const char *name, *list;
    } lists[] = {{"leader", a->leader},
                 {"areas", a->areas},
                 {"departments", a->departments},
                 {"indicators", a->indicators},
                 {"firms", a->firms}};
    const char *text = "";

    for (size_t i = 0; i < COUNT(lists); i++)
        if (*lists[i].list && strcmp(lists[i].list, "*") != 0)
            text = arena_printf(arena, "%s%s%s=%s", text, *text ? " " : "", lists[i].name, lists[i].list);
    return text;
}

static Rows list_rows(const Cli *c, const Door *d, const Listed *l)
{
    Rows rows = {.arena = c->arena};

    for (size_t i = 0; i < l->n; i++)
        account_row(&rows, &l->accounts[i], account_state(&l->accounts[i], d->by.now, l->wait_s[i], LANG_EN),
                    l->wait_s[i]);
    return rows;
}

static void list_table(Cli *c, const Door *d, const Listed *l, Buf *out)
{
    const TableColumn columns[] = {{TEXT(c->lang, "账户", "account"), ALIGN_LEFT, false},
                                   {TEXT(c->lang, "名称", "display"), ALIGN_LEFT, true},
                                   {TEXT(c->lang, "角色", "role"), ALIGN_LEFT, false},
                                   {TEXT(c->lang, "范围", "scope"), ALIGN_LEFT, true},
                                   {TEXT(c->lang, "状态", "state"), ALIGN_LEFT, false},
                                   {TEXT(c->lang, "第二因素", "2nd factor"), ALIGN_LEFT, false},
                                   {TEXT(c->lang, "到期", "expires"), ALIGN_LEFT, false}};
    TextTable *t = text_table_new(c->arena, columns, COUNT(columns));

    for (size_t i = 0; i < l->n; i++) {
        const Account *a = &l->accounts[i];
        bool good = !a->disabled && l->wait_s[i] == 0 && (!a->expires_at || d->by.now < a->expires_at);
        text_table_row(t);
        text_table_cell(t, TONE_PLAIN, a->name);
        text_table_cell(t, TONE_PLAIN, a->display);
        text_table_cell(t, TONE_PLAIN, role_name(a->role, c->lang));
        text_table_cell(t, TONE_PLAIN, scope_of(c->arena, a));
        text_table_cell(t, good ? TONE_PLAIN : TONE_BAD, account_state(a, d->by.now, l->wait_s[i], c->lang));
        text_table_cell(t, TONE_PLAIN, a->has_totp ? TEXT(c->lang, "有", "yes") : "");
        text_table_cell(t, TONE_PLAIN, moment_text(c->arena, a->expires_at));
    }
    text_table_write(t, WIDTH, c->colour, out);
}

bool run_user_list(Cli *c, Err *e)
{
    AUTO(door_close) Door d = {0};
    AUTO(buf_free) Buf out = cli_buf();
    ListFormat format;
    Listed l;

    TRY(list_format(c, &format, e) && door_open(c, STORE_READ, &d, e) && load_list(c, &d, &l, e));
    Rows rows = list_rows(c, &d, &l);
    if (format != LIST_TABLE)
        return list_write(c, format, &rows, e);
    if (l.n)
        list_table(c, &d, &l, &out);
    else
        buf_str(&out, TEXT(c->lang, "还没有账户；qingyu user add 添加\n",
                           "there is no account yet; qingyu user add makes one\n"));
    return cli_write(&out, e);
}
