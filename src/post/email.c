/* E-mail: the message (RFC 5322, RFC 2045, RFC 2047) and what a mail server answers (RFC 5321). */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "post/sending.h"

enum {
    MESSAGE_MAX = 256 * 1024,
    LOCAL_MAX = 64,    /* RFC 5321, 4.5.3.1.1 */
    ADDRESS_MAX = 254, /* path of 256 less its brackets */
    WORD_BYTES = 39,   /* of an encoded word: with "Subject: " the line stays within 76 columns */
    LINE_BYTES = 57,   /* of the body: 76 columns */
};

/* ---- addresses ---- */

static bool is_atext(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           (c && strchr("!#$%&'*+-/=?^_`{|}~", c));
}

/* A dot-atom: parts of allowed characters with single dots between them. */
static bool dot_atom(const char *s, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (s[i] == '.' ? i == 0 || i + 1 == n || s[i - 1] == '.' : !is_atext(s[i]))
            return false;
    return n > 0;
}

static bool domain_ok(const char *s)
{
    for (size_t label = strcspn(s, "."); *s; label = strcspn(s, ".")) {
        if (label == 0 || label > 63 || *s == '-' || s[label - 1] == '-')
            return false;
        if (strspn(s, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-") < label)
            return false;
        s += label;
        if (!*s)
            return true;
        s++;
    }
    return false;
}

bool email_address_ok(const char *s)
{
    const char *at = strchr(s, '@');

    return at && strlen(s) <= ADDRESS_MAX && at - s <= LOCAL_MAX && dot_atom(s, (size_t)(at - s)) &&
           domain_ok(at + 1);
}

bool post_server_check(const PostServer *m, Err *e)
{
    const char *url = m->smtp ? m->smtp : "";
    bool plain = strncmp(url, "smtp://", 7) == 0, over_tls = strncmp(url, "smtps://", 8) == 0;
    const char *host = url + (over_tls ? 8 : 7);

    if ((!plain && !over_tls) || !*host || !post_text_ok(url, POST_URL_MAX, false) || strpbrk(host, "/@ ?#"))
        return ERR(
            e, ERR_INVALID, "“%.200s”不是邮件服务器；应如 smtp://127.0.0.1:25 或 smtps://mail.jiande.example",
            "\"%.200s\" is no mail server; expected smtp://127.0.0.1:25 or smtps://mail.jiande.example", url);
    if (!m->from || !email_address_ok(m->from))
        return ERR(e, ERR_INVALID, "发件地址“%.200s”不是邮箱；应如 qingyu@jiande.example",
                   "the sender's address \"%.200s\" is no mailbox; expected qingyu@jiande.example",
                   m->from ? m->from : "");
    return true;
}

/* ---- the message ---- */

static void base64(const char *s, size_t n, Buf *out)
{
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    const unsigned char *p = (const unsigned char *)s;

    for (size_t i = 0; i < n; i += 3) {
        unsigned b = i + 1 < n ? p[i + 1] : 0, c = i + 2 < n ? p[i + 2] : 0;
        unsigned v = (unsigned)p[i] << 16 | b << 8 | c;
        buf_char(out, digits[v >> 18]);
        buf_char(out, digits[v >> 12 & 63]);
        buf_char(out, i + 1 < n ? digits[v >> 6 & 63] : '=');
        buf_char(out, i + 2 < n ? digits[v & 63] : '=');
    }
}

/* Bytes of the longest prefix of at most so many that ends with a whole character. */
static size_t whole_characters(const char *s, size_t most)
{
    size_t n = strlen(s);

    if (n <= most)
        return n;
    n = most;
    while (n && ((unsigned char)s[n] & 0xC0) == 0x80)
        n--;
    return n;
}

static void subject_line(const char *subject, Buf *out)
{
    buf_str(out, "Subject:");
    for (const char *s = subject; *s;) {
        size_t n = whole_characters(s, WORD_BYTES);
        buf_str(out, s == subject ? " =?UTF-8?B?" : "\r\n =?UTF-8?B?");
        base64(s, n, out);
        buf_str(out, "?=");
        s += n;
    }
    buf_str(out, "\r\n");
}

/* Day and month by name, as RFC 5322 has them in every locale. */
static void date_line(int64_t at, Buf *out)
{
    static const char days[] = "SunMonTueWedThuFriSat", months[] = "JanFebMarAprMayJunJulAugSepOctNovDec";
    time_t t = (time_t)at;
    struct tm tm = {0};

    gmtime_r(&t, &tm);
    buf_printf(out, "Date: %.3s, %02d %.3s %04d %02d:%02d:%02d +0000\r\n", days + 3 * tm.tm_wday, tm.tm_mday,
               months + 3 * tm.tm_mon, tm.tm_year + 1900, tm.tm_hour, tm.tm_min, tm.tm_sec);
}

/* The text with CRLF at the end of each line, and the link. */
static void plain_text(const PostJob *j, Buf *out)
{
    for (const char *s = j->text; *s; s++) {
        if (*s == '\n' || *s == '\r')
            buf_str(out, "\r\n");
        else
            buf_char(out, *s);
        s += *s == '\r' && s[1] == '\n';
    }
    if (*j->link)
        buf_printf(out, "\r\n\r\n%s", j->link);
    buf_str(out, "\r\n");
}

static void message(const PostJob *j, const PostServer *m, Buf *out)
{
    AUTO(buf_free) Buf text = buf_new(MESSAGE_MAX);

    date_line(j->at, out);
    buf_printf(out, "From: <%s>\r\nTo: <%s>\r\nMessage-ID: <qingyu.%s%s>\r\n", m->from, j->address, j->id,
               strchr(m->from, '@'));
    subject_line(j->subject, out);
    buf_printf(out,
               "MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: "
               "base64\r\nAuto-Submitted: auto-generated\r\nX-Qingyu-Id: %s\r\n\r\n",
               j->id);
    plain_text(j, &text);
    for (size_t i = 0; i < text.n; i += LINE_BYTES) {
        base64(text.s + i, text.n - i < LINE_BYTES ? text.n - i : LINE_BYTES, out);
        buf_str(out, "\r\n");
    }
}

/* ---- sending ---- */

static size_t read_body(char *to, size_t size, size_t n, void *who)
{
    Sending *s = who;
    size_t left = s->body.n - s->given, k = size * n < left ? size * n : left;

    memcpy(to, s->body.s + s->given, k);
    s->given += k;
    return k;
}

/* The first word of a command. */
static void remember_verb(Sending *s, const char *command, size_t n)
{
    size_t k = 0;

    while (k < n && k + 1 < sizeof s->verb && command[k] > ' ')
        k++;
    if (k == 4 && memcmp(command, "QUIT", 4) == 0)
        s->over = true;
    else
        snprintf(s->verb, sizeof s->verb, "%.*s", (int)k, command);
}

/* A stranger's bytes: of its line, ASCII is kept. */
static void remember_answer(Sending *s, const char *line, size_t n)
{
    while (n && (unsigned char)line[n - 1] <= ' ')
        n--;
    snprintf(s->said, sizeof s->said, "%.*s", (int)n, line);
    for (char *c = s->said; *c; c++)
        *c = *c >= ' ' && *c < 0x7F ? *c : '?';
    s->code = (int)strtol(s->said, NULL, 10);
}

/* Remembers what the server was asked last and what it said; QUIT and its answer come after all is decided.
 */
static int listen_in(CURL *easy, curl_infotype type, char *data, size_t n, void *who)
{
    Sending *s = who;

    (void)easy;
    if (s->over)
        return 0;
    if (type == CURLINFO_HEADER_OUT)
        remember_verb(s, data, n);
    else if (type == CURLINFO_DATA_OUT)
        snprintf(s->verb, sizeof s->verb, "BODY");
    else if (type == CURLINFO_HEADER_IN)
        remember_answer(s, data, n);
    return 0;
}

bool email_prepare(Sending *s)
{
    const PostServer *m = &s->spec->mail;
    const PostJob *j = s->job;

    if (!email_address_ok(j->address))
        return OUTCOME(s, POST_REFUSED, "“%.200s”不是邮箱；应如 office@jiande.example",
                       "\"%.200s\" is no mailbox; expected office@jiande.example", j->address);
    s->body = buf_new(MESSAGE_MAX);
    message(j, m, &s->body);
    s->to = curl_slist_append(NULL, arena_printf(s->arena, "<%s>", j->address));
    SET(s, CURLOPT_URL, m->smtp);
    SET(s, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
    SET(s, CURLOPT_MAIL_FROM, arena_printf(s->arena, "<%s>", m->from));
    SET(s, CURLOPT_MAIL_RCPT, s->to);
    SET(s, CURLOPT_UPLOAD, 1L);
    SET(s, CURLOPT_READFUNCTION, read_body);
    SET(s, CURLOPT_READDATA, s);
    SET(s, CURLOPT_INFILESIZE_LARGE, (curl_off_t)s->body.n);
    bool secret = m->user && *m->user;
    SET(s, CURLOPT_USE_SSL, (long)(m->tls || secret ? CURLUSESSL_ALL : CURLUSESSL_TRY));
    if (secret) {
        SET(s, CURLOPT_USERNAME, m->user);
        SET(s, CURLOPT_PASSWORD, m->password ? m->password : "");
    }
    SET(s, CURLOPT_VERBOSE, 1L);
    SET(s, CURLOPT_DEBUGFUNCTION, listen_in);
    SET(s, CURLOPT_DEBUGDATA, s);
    return buf_ok(&s->body) || OUTCOME(s, POST_REFUSED, "邮件太长", "the mail is too long");
}

static bool verb_is(const Sending *s, const char *verbs)
{
    return *s->verb && strstr(verbs, s->verb) != NULL;
}

bool email_ended(Sending *s, CURLcode rc)
{
    if (rc == CURLE_OK) {
        (void)OUTCOME(s, POST_SENT, "%s", "%s", s->said);
        return false;
    }
    bool about_it = verb_is(s, "RCPT DATA BODY"), answered = s->code >= 400;
    if (answered && s->code >= 500 && about_it && !strstr(s->said, " 5.7."))
        (void)OUTCOME(s, POST_REFUSED, "邮件服务器拒绝：%s", "the mail server refuses it: %s", s->said);
    else if (answered)
        (void)OUTCOME(s, POST_FAILED, "邮件服务器说：%s", "the mail server said: %s", s->said);
    else
        sending_broken(s, rc);
    return !about_it && !verb_is(s, "MAIL");
}
