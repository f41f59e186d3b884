/* The canonical text of a fact: what its checksum and the digest of its submission are taken over. Codes and
 * texts, not the store's numbers, so that it outlives any one store. */
#pragma once
#include "base/buf.h"
#include "base/limits.h"
#include "base/text.h"

enum { CANONICAL_MAX = 4 * FIELD_MAX };

typedef struct Canonical {
    Str indicator, area, against, source, note;
    int basis, measure, period, known_on;
    int64_t submission;
    double value;
    int decimals, status, sheet, line, cell;
} Canonical;

void canonical_text(const Canonical *c, Buf *b);
