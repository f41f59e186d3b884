/* Answers about the city's data: format, version, cache and snapshot around a handler. */
#pragma once
#include "http/call.h"

enum {
    LIST_LIMIT = 100, /* rows of a page where none is asked for */
    LIST_LIMIT_MAX = 10000,
    PACK_FROM = 4096, /* bytes from which a reply is packed for those who accept gzip */
};
void data_answer(Http *h, Passage *p);
