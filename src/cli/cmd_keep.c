/* backup, restore and doctor: keeping the store. */
#include <string.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include "account/account.h"
#include "base/text.h"
#include "cli/command.h"
#include "indicator/observation.h"
#include "outlook/scenario.h"

bool run_backup(Cli *c, Err *e)
{
    AUTO(store_close) Store *s = NULL;
    AUTO(buf_free) Buf out = cli_buf();

    TRY(store_open(c->store, STORE_READ, &s, e) && store_backup(s, c->operands[0], e));
    buf_printf(&out, TEXT(c->lang, "已备份 %s 到 %s\n", "copied %s to %s\n"), c->store, c->operands[0]);
    const char *key = arena_printf(c->arena, "%s.key", c->store);
    if (access(key, F_OK) == 0)
        buf_printf(&out,
                   TEXT(c->lang, "第二因素的密钥 %s 不在备份里；请另处保存一份\n",
                        "the key of second factors, %s, is not in the copy; keep one apart from it\n"),
                   key);
    return cli_write(&out, e);
}

static bool verified(Store *s, Arena *a, Verification *v, Err *e)
{
    City city;

    *v = (Verification){.arena = a, .lang = e->lang};
    TRY(city_load(s, 0, a, &city, e) && ledger_verify(s, city.id, v, e) && account_verify(s, city.id, v, e) &&
        scenario_verify(s, city.id, v, e));
    return true;
}

/* The backup is checked before it is put in place, and the copy after. */
bool run_restore(Cli *c, Err *e)
{
    AUTO(store_close) Store *from = NULL;
    AUTO(store_close) Store *to = NULL;
    AUTO(buf_free) Buf out = cli_buf();
    Verification v;

    if (access(c->store, F_OK) == 0)
        return ERR(
            e, ERR_CONFLICT, "“%s”已经存在；恢复只写到空位置，请用 --store 另给一个名字",
            "\"%s\" is there already; a backup is restored to an empty place only, name one with --store",
            c->store);
    TRY(store_open(c->operands[0], STORE_READ, &from, e) && verified(from, c->arena, &v, e));
    if (v.n)
        return ERR(e, ERR_DB, "备份“%s”不完好：%s", "the backup \"%s\" is damaged: %s", c->operands[0],
                   v.wrong[0]);
    TRY(store_backup(from, c->store, e) && store_open(c->store, STORE_READ, &to, e));
    TRY(verified(to, c->arena, &v, e));
    if (v.n)
        return ERR(e, ERR_DB, "恢复出来的“%s”不完好：%s", "the restored \"%s\" is damaged: %s", c->store,
                   v.wrong[0]);
    buf_printf(&out,
               TEXT(c->lang, "已从 %s 恢复到 %s：%lld 次提交、%lld 行数据，核对完好\n",
                    "restored %s to %s: %lld submissions, %lld rows, all sound\n"),
               c->operands[0], c->store, (long long)v.n_submissions, (long long)v.n_rows);
    return cli_write(&out, e);
}

/* ---- doctor ---- */

static void line(const Cli *c, Buf *out, bool ok, const char *what)
{
    buf_printf(out, "%s  %s\n", ok ? TEXT(c->lang, "正常", "ok   ") : TEXT(c->lang, "注意", "look "), what);
}

static bool check_store(Cli *c, Buf *out, bool *well, Err *e)
{
    AUTO(store_close) Store *s = NULL;
    StoreInfo info;
    Verification v;

    *well = store_open(c->store, STORE_READ, &s, e);
    if (!*well) {
        line(c, out, false, e->msg);
        return true;
    }
    TRY(store_info(s, &info, e));
    line(c, out, true,
         arena_printf(c->arena, TEXT(c->lang, "%s：%s，模式第 %d 版，%.1f MB", "%s: %s, schema %d, %.1f MB"),
                      c->store, info.engine, info.schema, (double)info.bytes / 1e6));
    TRY(store_prepare_all(s, e));
    *well = verified(s, c->arena, &v, e);
    line(c, out, *well && !v.n,
         !*well ? e->msg
         : v.n  ? v.wrong[0]
                : arena_printf(c->arena, TEXT(c->lang, "核对完好：%lld 行", "verified: %lld rows"),
                               (long long)v.n_rows));
    *well = *well && !v.n;
    return true;
}

static void check_disk(Cli *c, Buf *out)
{
    struct statvfs fs;
    const char *slash = strrchr(c->store, '/');
    const char *folder = slash ? arena_strndup(c->arena, c->store, (size_t)(slash - c->store) + 1) : ".";

    if (statvfs(folder, &fs) != 0)
        return;
    double free_mb = (double)fs.f_bavail * (double)fs.f_frsize / 1e6;
    line(c, out, free_mb > 200,
         arena_printf(c->arena, TEXT(c->lang, "磁盘还有 %.0f MB", "%.0f MB free on disk"), free_mb));
}

/* Opening it to write brings the schema up to date. */
static bool bring_up_to_date(Cli *c, Err *e)
{
    AUTO(store_close) Store *s = NULL;

    return store_open(c->store, STORE_WRITE, &s, e);
}

bool run_doctor(Cli *c, Err *e)
{
    AUTO(buf_free) Buf out = cli_buf();
    bool well;
    int today = cli_today();
    char date[16];

    if (cli_has(c, "migrate"))
        TRY(bring_up_to_date(c, e));
    snprintf(date, sizeof date, "%04d-%02d-%02d", today / 10000, today / 100 % 100, today % 100);
    line(c, &out, today > 20200101,
         arena_printf(c->arena, TEXT(c->lang, "本机日期 %s", "this machine's date is %s"), date));
    check_disk(c, &out);
    TRY(check_store(c, &out, &well, e));
    c->exit_code = well ? 0 : err_exit_code(e->kind == ERR_NONE ? ERR_DB : e->kind);
    return cli_write(&out, e);
}
