/* Any bytes as a file whose content says what it is: no crash, and cells that lie inside the row. */
#include <stdint.h>
#include <stdlib.h>

#include "exchange/table.h"
#include "fuzz_table.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    fuzz_table("fuzz.csv", (const char *)data, n);
    return 0;
}
