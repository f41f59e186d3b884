#include <string.h>
#include <uchar.h>

#include "base/number.h"
#include "formula/syntax.h"

/* A character, full-width forms narrowed, and its first byte. */
typedef struct Char {
    char32_t c;
    size_t at;
} Char;

typedef struct Lexer {
    Str text;
    Lang lang;
    Arena *arena;
    const Char *chars; /* [n + 1], the last one 0 */
    size_t n, i;
    Token *tokens;
    size_t n_tokens, cap;
} Lexer;

/* Longer ones first. */
static const struct {
    const char32_t *written;
    const char *means;
} signs[] = {{U"==", "="},  {U"<>", "<>"}, {U"!=", "<>"}, {U"<=", "<="}, {U">=", ">="}, {U"=", "="},
             {U"<", "<"},   {U">", ">"},   {U"≠", "<>"},  {U"≤", "<="},  {U"≥", ">="},  {U"+", "+"},
             {U"-", "-"},   {U"−", "-"},   {U"*", "*"},   {U"×", "*"},   {U"/", "/"},   {U"÷", "/"},
             {U"^", "^"},   {U"(", "("},   {U")", ")"},   {U",", ","},   {U"%", "%"},   {U"且", "and"},
             {U"或", "or"}, {U"非", "not"}};

static const char32_t *const quotes[] = {U"\"“”", U"'‘’"};

static bool is_one_of(char32_t c, const char32_t *list)
{
    while (*list && *list != c)
        list++;
    return c && *list;
}

static bool is_blank(char32_t c)
{
    return is_one_of(c, U" \t\r\n\u00A0\u3000\uFEFF");
}

static bool is_digit(char32_t c)
{
    return c >= '0' && c <= '9';
}

/* Length of the sign at a place; 0 for none. */
static size_t sign_at(const Char *c, const char **means)
{
    for (size_t k = 0; k < COUNT(signs); k++) {
        size_t n = 0;
        while (signs[k].written[n] && signs[k].written[n] == c[n].c)
            n++;
        if (signs[k].written[n])
            continue;
        *means = signs[k].means;
        return n;
    }
    return 0;
}

static const char32_t *quote_at(const Char *c)
{
    for (size_t k = 0; k < COUNT(quotes); k++)
        if (is_one_of(c->c, quotes[k]))
            return quotes[k];
    return NULL;
}

/* Letters of every script, digits, underscore, and the signs that units are written with: ‰ ℃ ². */
static bool is_name(const Char *c)
{
    const char *means;

    if (c->c < 0x80)
        return (c->c >= 'a' && c->c <= 'z') || (c->c >= 'A' && c->c <= 'Z') || is_digit(c->c) || c->c == '_';
    return c->c > 0xA0 && c->c != 0xFFFD && !is_blank(c->c) && !quote_at(c) && !sign_at(c, &means);
}

/* The place of the characters from..to. */
static FormulaSpan span_of(const Lexer *l, size_t from, size_t to)
{
    return (FormulaSpan){l->chars[from].at, l->chars[to].at - l->chars[from].at, from + 1};
}

/* Adds the token that began at `from` and ends before l->i. */
static Token *push(Lexer *l, TokenKind kind, size_t from, const char *text)
{
    ARENA_PUSH(l->arena, l->tokens, l->n_tokens, l->cap);
    Token *t = &l->tokens[l->n_tokens++];
    *t = (Token){.kind = kind, .text = text, .where = span_of(l, from, l->i)};
    return t;
}

static char *narrowed(const Lexer *l, size_t from, size_t to)
{
    char *s = arena_alloc(l->arena, (to - from) * 4 + 1, 1), *o = s;

    for (; from < to; from++)
        o += utf8_encode(l->chars[from].c, o);
    return s;
}

static bool number(Lexer *l)
{
    const Char *c = l->chars;
    size_t from = l->i, k;
    Decimal d;
    bool lossy;

    while (is_digit(c[l->i].c))
        l->i++;
    if (c[l->i].c == '.')
        l->i++;
    while (is_digit(c[l->i].c))
        l->i++;
    k = l->i;
    if (c[k].c == 'e' || c[k].c == 'E') {
        k++;
        k += c[k].c == '+' || c[k].c == '-';
        while (is_digit(c[k].c))
            l->i = ++k;
    }
    const char *text = narrowed(l, from, l->i);
    if (decimal_parse(str_of(text), &d, &lossy)) {
        push(l, TOKEN_NUMBER, from, text)->number = d.value;
        return true;
    }
    push(l, TOKEN_BAD, from,
         arena_printf(l->arena,
                      TEXT(l->lang, "数 %.40s 太大或位数太多；最多写 15 位有效数字",
                           "the number %.40s is too great or has too many digits; write at most 15 of them"),
                      text));
    return false;
}

/* Control characters and what is no UTF-8. */
static bool is_strange(char32_t c)
{
    return c < ' ' || c == 0xFFFD;
}

static bool strange(Lexer *l)
{
    size_t from = l->i++;
    FormulaSpan w = span_of(l, from, l->i);

    if (is_strange(l->chars[from].c))
        push(l, TOKEN_BAD, from,
             TEXT(l->lang, "这里不是文字（控制字符或坏的 UTF-8）；请删去",
                  "this is no text (a control character or broken UTF-8); delete it"));
    else
        push(l, TOKEN_BAD, from,
             arena_printf(
                 l->arena,
                 TEXT(l->lang, "公式里没有“%.*s”这个符号；运算符有 + - * / ^ = <> < <= > >= and or not",
                      "formulas have no sign %.*s; operators are + - * / ^ = <> < <= > >= and or not"),
                 (int)w.n, l->text.s + w.at));
    return false;
}

static bool text(Lexer *l, const char32_t *marks)
{
    size_t from = l->i++, first = l->i;

    while (l->i < l->n && !is_one_of(l->chars[l->i].c, marks) && !is_strange(l->chars[l->i].c))
        l->i++;
    if (l->chars[l->i].c == 0xFFFD)
        return strange(l);
    if (!is_one_of(l->chars[l->i].c, marks)) {
        push(l, TOKEN_BAD, from,
             TEXT(l->lang, "这里开始的文字没有结束；请补上后引号",
                  "the text that begins here has no end; "
                  "close it with a quotation mark"));
        return false;
    }
    FormulaSpan inside = span_of(l, first, l->i++);
    push(l, TOKEN_TEXT, from, arena_strndup(l->arena, l->text.s + inside.at, inside.n));
    return true;
}

static void name(Lexer *l)
{
    static const char *const words[] = {"and", "or", "not"};
    size_t from = l->i;

    while (is_name(&l->chars[l->i]))
        l->i++;
    const char *word = narrowed(l, from, l->i);
    for (size_t k = 0; k < COUNT(words); k++)
        if (strcasecmp(word, words[k]) == 0) {
            push(l, TOKEN_SIGN, from, words[k]);
            return;
        }
    push(l, TOKEN_NAME, from, word);
}

static bool next(Lexer *l)
{
    const Char *c = &l->chars[l->i];
    const char32_t *marks = quote_at(c);
    const char *means;
    size_t from = l->i, n = sign_at(c, &means);

    if (n) {
        l->i += n;
        push(l, TOKEN_SIGN, from, means);
        return true;
    }
    if (marks)
        return text(l, marks);
    if (is_digit(c->c) || (c->c == '.' && is_digit(c[1].c)))
        return number(l);
    if (!is_name(c))
        return strange(l);
    name(l);
    return true;
}

const Token *formula_tokens(Str s, Lang lang, Arena *a)
{
    Lexer l = {.text = s, .lang = lang, .arena = a};
    Char *chars = NEW_N(a, Char, s.n + 2);
    const char *p = s.s, *end = s.s + s.n;

    while (p < end) {
        size_t at = (size_t)(p - s.s);
        char32_t c = utf8_next(&p, end);
        chars[l.n++] = (Char){c >= 0xFF01 && c <= 0xFF5E ? c - 0xFF01 + '!' : c, at};
    }
    chars[l.n].at = s.n;
    l.chars = chars;
    for (;;) {
        while (is_blank(chars[l.i].c))
            l.i++;
        if (l.i == l.n) {
            push(&l, TOKEN_END, l.i, "");
            return l.tokens;
        }
        if (!next(&l))
            return l.tokens;
    }
}
