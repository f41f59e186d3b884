/* How often one client may ask for one route: a bucket of a minute's worth that fills steadily. Shared by
 * threads; memory is bounded, the longest silent client is forgotten first. */
#pragma once
#include <stdint.h>

#include "base/err.h"

typedef struct Rates Rates;
Rates *rates_new(void);
void rates_free(Rates **r);
/* Takes one request out of the client's bucket. False when it is empty; *wait_s then tells for how long. */
bool rates_allow(Rates *r, const char *client, const void *route, int per_minute, int64_t now_us,
                 int *wait_s);
