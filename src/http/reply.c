#include "http/reply.h"

#include <string.h>
#include <strings.h>

static void secure(Reply *r, const char *policy)
{
    reply_header(r, "Content-Security-Policy", policy);
    reply_header(r, "X-Content-Type-Options", "nosniff");
    reply_header(r, "X-Frame-Options", "DENY");
    reply_header(r, "Referrer-Policy", "no-referrer");
    reply_header(r, "Cross-Origin-Resource-Policy", "same-origin");
    reply_header(r, "Vary", "Accept, Accept-Encoding, Accept-Language, Cookie, Authorization");
}

void reply_common(Passage *p, const char *type, bool own)
{
    secure(&p->reply, "default-src 'none'; frame-ancestors 'none'");
    reply_header(&p->reply, "Content-Type", type);
    reply_header(&p->reply, "X-Request-Id", p->request->id);
    if (own || p->reply.status >= 400)
        reply_header(&p->reply, "Cache-Control", "no-store");
}

void reply_page(Passage *p, const char *type)
{
    secure(&p->reply,
           "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; connect-src "
           "'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'");
    reply_header(&p->reply, "Cross-Origin-Opener-Policy", "same-origin");
    reply_header(&p->reply, "Content-Type", type);
}

/* ---- what the caller asked for ---- */

/* Takes "token;q=0.5" off the list. The weight is in thousandths. */
static bool next_item(const char **list, Str *token, int *weight)
{
    const char *s = *list;

    s += strspn(s, " \t,");
    if (!*s)
        return false;
    size_t n = strcspn(s, ",");
    size_t word = strcspn(s, ",; \t");
    const char *q = memmem(s, n, "q=", 2);
    *token = (Str){s, word};
    *weight = 1000;
    if (q) {
        *weight = q[2] == '1' ? 1000 : 0;
        for (int i = 0, unit = 100; q[2] == '0' && q[3] == '.' && i < 3; i++, unit /= 10)
            if (q[4 + i] >= '0' && q[4 + i] <= '9')
                *weight += unit * (q[4 + i] - '0');
            else
                break;
    }
    *list = s + n;
    return true;
}

static bool same(Str s, const char *text)
{
    return s.n == strlen(text) && strncasecmp(s.s, text, s.n) == 0;
}

/* "text/\*" for "text/csv". */
static bool same_family(Str s, const char *token)
{
    const char *slash = strchr(token, '/');
    size_t n = slash ? (size_t)(slash - token) + 1 : 0;

    return n && s.n == n + 1 && strncasecmp(s.s, token, n) == 0 && s.s[n] == '*';
}

bool accepts(const char *list, const char *token, bool exact)
{
    int weight, wild = -1;
    Str item;

    if (!list)
        return !exact;
    while (next_item(&list, &item, &weight)) {
        if (same(item, token))
            return weight > 0;
        if (same(item, "*/*") || same(item, "*") || same_family(item, token))
            wild = wild > weight ? wild : weight;
    }
    return !exact && wild > 0;
}

/* Looked for before the address is understood, so that what is wrong with it can be told. */
static const char *language_argument(const char *uri)
{
    const char *at = strchr(uri, '?');

    while (at && strncmp(at + 1, "lang=", 5) != 0)
        at = strchr(at + 1, '&');
    return at ? at + 6 : NULL;
}

Lang reply_language(const Request *r)
{
    const char *list = request_header(r, "Accept-Language"), *argument = language_argument(r->uri);
    int weight, best = 0;
    Lang lang = LANG_ZH;
    Str item;

    if (argument)
        return strncmp(argument, "en", 2) == 0 ? LANG_EN : LANG_ZH;
    while (list && next_item(&list, &item, &weight)) {
        bool zh = item.n >= 2 && strncasecmp(item.s, "zh", 2) == 0;
        bool en = item.n >= 2 && strncasecmp(item.s, "en", 2) == 0;
        if ((zh || en) && weight > best) {
            best = weight;
            lang = en ? LANG_EN : LANG_ZH;
        }
    }
    return lang;
}

bool tag_matches(const char *list, const char *tag)
{
    size_t n = strlen(tag);

    if (!list)
        return false;
    if (strcmp(list, "*") == 0)
        return true;
    for (const char *at = list; (at = strstr(at, tag)); at += n)
        if (at[n] == '\0' || at[n] == ',' || at[n] == ' ')
            return true;
    return false;
}
