/* The card of a task: what may stand in it, and its canonical text. For the rooms' own use and for doors that
 * show a fault beside its field. */
#pragma once
#include "base/buf.h"
#include "task/task.h"

enum { CARD_FAULTS_MAX = 16, CARD_FAULT_TEXT = 320 };

/* field: as meeting_import names its columns ("lead", "due"); code: stable, for machines. */
typedef struct CardFault {
    const char *field, *code;
    ErrKind kind; /* INVALID or NOT_FOUND */
    char text[CARD_FAULT_TEXT];
} CardFault;
typedef struct CardFaults {
    Lang lang;
    CardFault items[CARD_FAULTS_MAX];
    size_t n; /* what goes beyond CARD_FAULTS_MAX is not kept */
} CardFaults;
#define CARD_FAULT(fs, field, code, kind, zh, en, ...)                                                       \
    card_fault((fs), (field), (code), (kind), TEXT((fs)->lang, zh, en), ##__VA_ARGS__)
void card_fault(CardFaults *fs, const char *field, const char *code, ErrKind kind, const char *fmt, ...)
    PRINTF(5, 6);
/* All of them in one sentence; true when there are none. NOT_FOUND when each is that, else INVALID. */
MUST_USE bool card_faults_tell(const CardFaults *fs, Err *e);

/* What can be told of a card by itself: lengths, dates, what is needed, units named twice. */
void card_check(const TaskCard *c, CardFaults *fs);
/* What the city knows of it. *out: the same with codes where names or aliases stood, without blanks at the
 * ends, empty texts for NULL; then card_check. */
MUST_USE bool card_resolve(const TaskWorld *w, const TaskCard *c, Arena *a, TaskCard *out, CardFaults *fs,
                           Err *e);
/* A department or a part of the city by code, name or alias; else a fault of the field, with the nearest. */
const char *card_unit(const City *c, const char *field, Str text, CardFaults *fs);
/* The same of a leader, by code or title. */
const char *card_leader(const City *c, const char *text, CardFaults *fs);

/* One line a field, each "key value", so that two cards that differ in anything have different texts. */
void card_write(const TaskCard *c, Arena *a, Buf *out);
/* Reads what card_write wrote; false when it is no such text. */
bool card_read(Str text, Arena *a, TaskCard *out);

/* ---- lines of canonical texts ---- */
/* "key value\n", with \\, \n, \r in the value as two characters. */
void line_put(Buf *out, const char *key, const char *value);
void line_put_int(Buf *out, const char *key, int64_t value);
void line_put_list(Buf *out, const char *key, const char *const *codes, size_t n);
/* Takes the first line off *text; false: none is left, or it is none. */
bool line_next(Str *text, Arena *a, const char **key, const char **value);
