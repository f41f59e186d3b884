/* An arena for all tests of a program: give begin and end to cmocka_run_group_tests. */
#pragma once
#include "base/arena.h"

static Arena *arena;

static int begin(void **state)
{
    (void)state;
    arena = arena_new();
    return 0;
}

static int end(void **state)
{
    (void)state;
    arena_free(&arena);
    return 0;
}
