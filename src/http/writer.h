/* The store that writes: one connection behind a lock, so that the writes of all threads queue here and not
 * in each other's way. What is given back was committed or rolled back: a reply is sent after the commit. */
#pragma once
#include "store/store.h"

enum { WRITER_WAIT_S = 20 /* how long a write waits for its turn */ };

typedef struct Writer Writer;
Writer *writer_new(const char *store);
void writer_free(Writer **w);
/* The turn of this thread; *s is its alone until writer_give. Fails: BUSY (the wait was too long), as
 * store_open. */
MUST_USE bool writer_take(Writer *w, Store **s, Err *e);
/* The same without waiting: false when another has its turn. */
bool writer_try(Writer *w, Store **s);
/* broken: the store failed; it is opened anew for the next one. */
void writer_give(Writer *w, bool broken);
