/* The server's own clock: does what the rules of supervision ask for when the day or the data have changed,
 * and sends the notices that are due. A thread beside the requests, with a connection of its own; nothing of
 * it is kept but what it enters in the store, so it may die at any moment. */
#pragma once
#include "http/http.h"

enum {
    CLOCK_SECONDS = 60, /* between two looks */
    CLOCK_FIRST_S = 3,  /* until the first */
};

Clock *clock_new(Http *h);
/* Waits for what it is doing: sending takes at most POST_TIMEOUT_MS. */
void clock_free(Clock **c);
