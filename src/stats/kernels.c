#include "stats/kernels.h"

#include <string.h>

#include "stats/kernels_levels.h"

const Kernels *kernels_of(SimdLevel level)
{
#if defined(__x86_64__)
    if ((level == SIMD_BEST || level == SIMD_AVX512) && __builtin_cpu_supports("avx512f"))
        return &kernels_avx512;
    if (level != SIMD_SSE2 && __builtin_cpu_supports("avx2"))
        return &kernels_avx2;
#else
    (void)level;
#endif
    return &kernels_sse2;
}

SimdLevel kernels_level(const char *name)
{
    for (int i = SIMD_SSE2; name && i < SIMD_LEVELS; i++)
        if (strcmp(name, kernels_of((SimdLevel)i)->name) == 0)
            return (SimdLevel)i;
    return SIMD_BEST;
}
