/* The learnt tables of the combination; only pool.c reads them. Rows rise by season length. */
#pragma once
#include "stats/pool.h"

enum { POOL_ROWS = 3, POOL_FULL_ROWS = 2 };
extern const PoolRow pool_table[POOL_ROWS], pool_full_table[POOL_FULL_ROWS];
