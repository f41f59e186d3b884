/* The learnt table of the combination; only pool.c reads it. */
#pragma once
#include "stats/pool.h"

enum { POOL_ROWS = 3 };
extern const PoolRow pool_table[POOL_ROWS];
