#include "indicator/history.h"

static const struct {
    const char *code, *zh, *en;
} status_table[STATUSES] = {
    [STATUS_PUBLISHED] = {"published", "公布", "published"},
    [STATUS_PRELIMINARY] = {"preliminary", "初步核算", "preliminary"},
    [STATUS_VERIFIED] = {"verified", "核实", "verified"},
    [STATUS_FINAL] = {"final", "最终核实", "final"},
    [STATUS_FORECAST] = {"forecast", "预计", "forecast"},
    [STATUS_SAMPLE] = {"sample", "样本", "sample"},
};

const char *status_code(Status s)
{
    return status_table[s].code;
}

const char *status_name(Status s, Lang lang)
{
    return TEXT(lang, status_table[s].zh, status_table[s].en);
}

bool status_parse(Str s, Status *out)
{
    for (int i = 0; i < STATUSES; i++) {
        if (!str_eq(s, status_table[i].code) && !str_eq(s, status_table[i].zh))
            continue;
        *out = (Status)i;
        return true;
    }
    return false;
}
