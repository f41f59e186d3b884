/* The three compiled widths; only kernels.c chooses among them. */
#pragma once
#include "stats/kernels.h"

extern const Kernels kernels_sse2, kernels_avx2, kernels_avx512;
