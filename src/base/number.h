/* Numbers to text and back, the same on every machine. */
#pragma once
#include "base/text.h"

enum { NUM_TEXT_MAX = 40 };
/* Shortest decimal text that reads back as v: "5.3", "1e+20", "nan". Returns its length. */
size_t num_to_text(double v, char out[NUM_TEXT_MAX]);
/* v with a fixed number of decimals (0..15), rounded half to even on the exact binary value as printf does;
 * no "-0.0". */
size_t num_to_fixed(double v, int decimals, char out[NUM_TEXT_MAX]);

typedef struct Decimal {
    double value;
    int decimals; /* digits written after the point, 0..15 */
    int digits;   /* significant digits written */
    bool percent; /* a % sign followed */
} Decimal;
/* Reads a decimal number as people write it: sign, thousands separators (1,234.5; groups of three only),
 * full-width digits, a trailing %, surrounding blanks. Refuses NaN, inf, hex, and more than 15 significant
 * digits (they would be lost). Exponents are accepted. Is false and leaves *out alone when it is not such a
 * number; *lossy then says whether digits were the reason. */
bool decimal_parse(Str s, Decimal *out, bool *lossy);
