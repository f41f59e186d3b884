#include "notice/secrets.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "base/text.h"

const char *secrets_value(const Secrets *s, const char *name)
{
    for (size_t i = 0; i < s->n; i++)
        if (strcmp(s->items[i].name, name) == 0)
            return s->items[i].value;
    return NULL;
}

/* Is false for what is neither a secret nor passed over. */
static bool read_line(Secrets *out, size_t *cap, Str line, Arena *a)
{
    line = str_trim(line);
    if (!line.n || *line.s == '#')
        return true;
    const char *sign = memchr(line.s, '=', line.n);
    if (!sign)
        return false;
    Str name = str_trim((Str){line.s, (size_t)(sign - line.s)});
    Str value = str_trim((Str){sign + 1, line.n - (size_t)(sign + 1 - line.s)});
    const char *as = str_dup(a, name);
    if (!name.n || !value.n || secrets_value(out, as))
        return false;
    ARENA_PUSH(a, out->items, out->n, *cap);
    out->items[out->n++] = (NamedSecret){as, str_dup(a, value)};
    return true;
}

static bool parse(Secrets *out, const char *text, Arena *a, Err *e)
{
    size_t cap = 0, row = 0;
    const char *wrong = "";

    while (*text) {
        size_t n = strcspn(text, "\n");
        row++;
        if (!read_line(out, &cap, (Str){text, n}, a))
            wrong = arena_printf(a, "%s%s%zu", wrong, *wrong ? ", " : "", row);
        text += n + (text[n] == '\n');
    }
    return !*wrong || ERR(e, ERR_INVALID, "“%s”第 %s 行应为 名称 = 密钥，名称不重复",
                          "\"%s\" line %s must be name = value, each name once", out->path, wrong);
}

static bool guarded(FILE *f, const char *path, Err *e)
{
    struct stat st;

    if (fstat(fileno(f), &st) != 0)
        return ERR(e, ERR_IO, "不能读“%s”：%s", "cannot read \"%s\": %s", path, strerror(errno));
    return !(st.st_mode & 077) || ERR(e, ERR_FORBIDDEN, "“%1$s”别人也能读；请先运行 chmod 600 %1$s",
                                      "others may read \"%1$s\"; run chmod 600 %1$s first", path);
}

bool secrets_load(const char *store, Arena *a, Secrets *out, Err *e)
{
    char *text = arena_alloc(a, SECRETS_FILE_MAX + 1, 1);

    *out = (Secrets){.path = arena_printf(a, "%s.secrets", store)};
    FILE *f = fopen(out->path, "rbe");
    if (!f && errno == ENOENT)
        return true;
    if (!f)
        return ERR(e, ERR_IO, "不能读“%s”：%s", "cannot read \"%s\": %s", out->path, strerror(errno));
    bool ok = guarded(f, out->path, e);
    size_t n = ok ? fread(text, 1, SECRETS_FILE_MAX + 1, f) : 0;
    bool broken = ok && ferror(f);
    fclose(f);
    TRY(ok);
    if (broken)
        return ERR(e, ERR_IO, "读“%s”出错", "reading \"%s\" failed", out->path);
    if (n > SECRETS_FILE_MAX)
        return ERR(e, ERR_INVALID, "“%s”超过 %d 字节", "\"%s\" is longer than %d bytes", out->path,
                   SECRETS_FILE_MAX);
    text[n] = '\0';
    return parse(out, text, a, e);
}
