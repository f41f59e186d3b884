/* Text: UTF-8, display width (East Asian), full-width forms, nearest name. */
#pragma once
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"

/* A run of bytes inside somebody else's memory; not NUL-terminated. For parsers. */
typedef struct Str {
    const char *s;
    size_t n;
} Str;

#define STR(lit) ((Str){(lit), sizeof(lit) - 1})
Str str_of(const char *s);
bool str_eq(Str a, const char *b);
Str str_trim(Str s); /* without ASCII blanks, NBSP and the ideographic space at both ends */
char *str_dup(Arena *a, Str s);
/* Cuts "a;b;c" into its trimmed parts, in the arena; empty ones are left out. Returns their number. */
size_t text_split(Arena *a, const char *list, const char ***out);

/* ---- UTF-8 ---- */
bool utf8_valid(const char *s, size_t n); /* no overlong forms, no surrogates, no bytes above U+10FFFF */
/* Decodes one code point at *p (p < end), moves *p behind it; U+FFFD and one byte for a broken one. */
uint32_t utf8_next(const char **p, const char *end);
size_t utf8_encode(uint32_t cp, char out[4]);
void utf8_trim_broken_tail(char *s); /* cuts a last character that a size limit broke */

/* Columns a terminal gives the text: 2 for East Asian wide and full-width characters, 0 for combining ones.
 */
size_t text_width(const char *s);
/* The text with full-width ASCII forms (，１２．３％ and the ideographic space) made half-width; in the
 * arena. */
char *text_halfwidth(Arena *a, Str s);
/* Bytes of the longest prefix that fits the given number of columns. */
size_t text_fit(const char *s, size_t columns);

/* Edit distance in code points (insert, delete, replace, swap of neighbours); bounded: returns limit + 1 when
 * farther. */
size_t text_distance(const char *a, const char *b, size_t limit);
