#include "http/url.h"

#include <string.h>

static int hex(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    c = (char)(c | 0x20);
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* plus: "+" stands for a blank, as in a form's query. */
static bool decode(Str s, bool plus, Arena *a, const char **out, Err *e)
{
    char *to = arena_alloc(a, s.n + 1, 1);
    size_t n = 0;

    for (size_t i = 0; i < s.n; i++) {
        unsigned char c = (unsigned char)s.s[i];
        if (c == '+' && plus)
            c = ' ';
        if (c == '%') {
            if (s.n - i < 3 || hex(s.s[i + 1]) < 0 || hex(s.s[i + 2]) < 0)
                return ERR(e, ERR_INVALID, "地址里的“%.*s”不是百分号编码；应如 %%E5",
                           "\"%.*s\" in the address is no percent escape; expected such as %%E5",
                           (int)(s.n - i < 3 ? s.n - i : 3), s.s + i);
            c = (unsigned char)(hex(s.s[i + 1]) << 4 | hex(s.s[i + 2]));
            i += 2;
        }
        if (c < 0x20 || c == 0x7F)
            return ERR(e, ERR_INVALID, "地址里有控制字符（%%%02X）",
                       "the address has a control character (%%%02X)", c);
        to[n++] = (char)c;
    }
    *out = to;
    return utf8_valid(to, n) || ERR(e, ERR_INVALID, "地址不是 UTF-8 编码", "the address is not in UTF-8");
}

static bool add_segment(Str s, Arena *a, Url *out, Err *e)
{
    if (out->n_segments == URL_SEGMENTS_MAX)
        return ERR(e, ERR_INVALID, "路径超过 %d 段", "the path has more than %d parts", URL_SEGMENTS_MAX);
    return decode(s, false, a, &out->segments[out->n_segments++], e);
}

static bool add_argument(Str s, Arena *a, Url *out, Err *e)
{
    const char *equals = memchr(s.s, '=', s.n);
    size_t n = equals ? (size_t)(equals - s.s) : s.n;
    Str value = equals ? (Str){equals + 1, s.n - n - 1} : (Str){"", 0};

    if (s.n == 0)
        return true;
    if (out->n_arguments == URL_ARGUMENTS_MAX)
        return ERR(e, ERR_INVALID, "参数超过 %d 个", "there are more than %d parameters", URL_ARGUMENTS_MAX);
    UrlArgument *x = &out->arguments[out->n_arguments++];
    return decode((Str){s.s, n}, true, a, &x->name, e) && decode(value, true, a, &x->value, e);
}

/* Cuts s at each mark. */
typedef bool Part(Str s, Arena *a, Url *out, Err *e);

static bool each_part(Str s, char mark, Part *part, Arena *a, Url *out, Err *e)
{
    for (;;) {
        const char *at = memchr(s.s, mark, s.n);
        size_t n = at ? (size_t)(at - s.s) : s.n;
        TRY(part((Str){s.s, n}, a, out, e));
        if (!at)
            return true;
        s = (Str){at + 1, s.n - n - 1};
    }
}

bool url_parse(const char *target, Arena *a, Url *out, Err *e)
{
    size_t n = strcspn(target, "?#");
    const char *query = target[n] == '?' ? target + n + 1 : "";

    *out = (Url){.path = arena_strndup(a, target, n)};
    if (target[0] != '/')
        return ERR(e, ERR_INVALID, "“%s”不是路径；应以 / 开头", "\"%s\" is no path; it begins with /",
                   out->path);
    TRY(each_part((Str){target + 1, n - 1}, '/', add_segment, a, out, e));
    return each_part((Str){query, strcspn(query, "#")}, '&', add_argument, a, out, e);
}

/* Walks path and template side by side; *found gets the segment at {name}. */
static bool walk(const Url *u, const char *template, const char *name, const char **found)
{
    size_t at = 0;

    while (*template == '/') {
        size_t n = strcspn(template + 1, "/");
        const char *part = template + 1;
        if (at == u->n_segments)
            return false;
        const char *segment = u->segments[at++];
        if (n && part[0] == '{') {
            if (!*segment)
                return false;
            if (name && strlen(name) == n - 2 && memcmp(part + 1, name, n - 2) == 0)
                *found = segment;
        } else if (strlen(segment) != n || memcmp(segment, part, n) != 0) {
            return false;
        }
        template = part + n;
    }
    return at == u->n_segments;
}

bool url_fits(const Url *u, const char *template)
{
    return walk(u, template, NULL, NULL);
}

const char *url_segment(const Url *u, const char *template, const char *name)
{
    const char *found = NULL;

    return walk(u, template, name, &found) ? found : NULL;
}
