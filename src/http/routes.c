/* The tables. */
#include <string.h>

#include "http/handlers.h"
#include "http/route.h"

static const Param params[] = {
    {"area", PARAM_TEXT, NULL, "地区代码或名称，默认本市", "an area's code or name; the city by default",
     "330182"},
    {"period", PARAM_PERIOD, NULL, "时期，如 2021-06、2021年1-6月、2021Q2；默认最近一期",
     "a period such as 2021-06 or 2021Q2; the latest by default", "2021-06"},
    {"code", PARAM_TEXT, NULL, "指标代码或名称", "an indicator's code or name", "IVA"},
    {"basis", PARAM_CHOICE, "month quarter ytd year point", "口径", "the basis", "ytd"},
    {"since", PARAM_DATE, NULL, "从这一天起得知的", "known from that day on", "2021-07-01"},
    {"as_of", PARAM_DATE, NULL, "按这一天所知的数据", "as known on that day", "2021-07-20"},
    {"sample", PARAM_CHOICE, "yes no", "no：不用样本数据", "no: leave sample figures out", "no"},
    {"lang", PARAM_CHOICE, "zh en", "语言，默认看 Accept-Language", "language; by Accept-Language by default",
     "en"},
    {"format", PARAM_CHOICE, "json csv xlsx", "格式，默认看 Accept", "format; by Accept by default", "csv"},
    {"limit", PARAM_COUNT, NULL, "最多几行，默认 100，至多 10000；存为文件时默认全部",
     "most rows; 100 by default, at most 10000; all by default in a file to save", "20"},
    {"offset", PARAM_COUNT, NULL, "跳过几行", "rows to skip", "0"},
    {"sort", PARAM_TEXT, NULL, "按哪个字段排序，前加 - 为倒序",
     "field to sort by, - before it for descending", "-id"},
    {"seconds", PARAM_COUNT, NULL, "多少秒后结束，默认 600", "how long, in seconds; 600 by default", "1"},
    {"kind", PARAM_FILTER, NULL, "只要这一类", "only this kind", "observations"},
    {"department", PARAM_FILTER, NULL, "只要这个部门（代码）", "only this department (code)", "tjj"},
    {"indicator", PARAM_FILTER, NULL, "只要这个指标（代码）", "only this indicator (code)", "IVA"},
    {"group", PARAM_FILTER, NULL, "只要这一组", "only this group", "工业"},
    {"measure", PARAM_FILTER, NULL, "只要这种度量", "only this measure", "yoy"},
    {"parent", PARAM_FILTER, NULL, "只要这个地区的下级（代码）", "only areas of this one (code)", "330182"},
    {"by", PARAM_FILTER, NULL, "只要这个人报的", "only handed in by this one", "local"},
};
static const char of_data[] = "as_of sample lang", of_table[] = "format",
                  of_list[] = "limit offset sort format";

static const Route routes[] = {
    {METHOD_GET, "/livez", PERMIT_PUBLIC, ANSWER_PLAIN, "", "text/plain", "服务活着", "the server is alive",
     get_livez, 0, 0, NULL},
    {METHOD_GET, "/readyz", PERMIT_PUBLIC, ANSWER_PLAIN, "", "text/plain", "服务可用：库能打开、结构最新",
     "the server is ready: the store opens and has the newest schema", get_readyz, 0, 600, NULL},
    {METHOD_GET, "/metrics", PERMIT_READ, ANSWER_PLAIN, "", "text/plain", "计数，Prometheus 文本格式",
     "counts, in the text format of Prometheus", get_metrics, 0, 120, NULL},
    {METHOD_GET, "/api/", PERMIT_PUBLIC, ANSWER_PLAIN, "lang", "text/html", "本页：接口说明",
     "this page: the reference", get_reference, 0, 0, NULL},
    {METHOD_GET, "/api/openapi.json", PERMIT_PUBLIC, ANSWER_PLAIN, "lang", "application/json",
     "接口说明，OpenAPI 3.1", "the reference as OpenAPI 3.1", get_openapi, 0, 0, NULL},
    {METHOD_GET, "/api/v1/city", PERMIT_READ, ANSWER_JSON, "", "City", "本市：名称、已有的时期、数据的版本",
     "the city: names, periods that are there, version of the data", get_city, 0, 0, NULL},
    {METHOD_GET, "/api/v1/areas", PERMIT_READ, ANSWER_LIST, "parent kind", "Area",
     "地区：本市、镇街、园区、兄弟县市", "areas: the city, its towns and parks, its peers", get_areas, 0, 0,
     NULL},
    {METHOD_GET, "/api/v1/indicators", PERMIT_READ, ANSWER_LIST, "group department kind", "Indicator",
     "指标目录", "the catalogue of indicators", get_indicators, 0, 0, NULL},
    {METHOD_GET, "/api/v1/card", PERMIT_READ, ANSWER_TABLE, "area period", "Card",
     "报告卡：各项指标、目标、进度、位次、预计全年",
     "the report card: figures, targets, progress, ranks, year-end", get_card, 0, 0, "CardRow"},
    {METHOD_GET, "/api/v1/indicators/{code}", PERMIT_READ, ANSWER_TABLE, "code area period", "Situation",
     "一项指标：数值、目标、位次、其余月份、全年预计的分布",
     "one indicator: figures, target, rank, the rest of the year, the distribution of the year's end",
     get_indicator, 0, 0, "CardRow"},
    {METHOD_GET, "/api/v1/indicators/{code}/history", PERMIT_READ, ANSWER_LIST, "code area basis measure",
     "Fact", "一项指标的历史", "the history of one indicator", get_history, 0, 0, NULL},
    {METHOD_GET, "/api/v1/indicators/{code}/why", PERMIT_READ, ANSWER_JSON, "code area period", "Why",
     "一个数是怎么来的：来源、规则、算式", "where a number comes from: facts, rules, arithmetic", get_why, 0,
     0, NULL},
    {METHOD_GET, "/api/v1/indicators/{code}/towns", PERMIT_READ, ANSWER_TABLE, "code period", "Towns",
     "各镇街的一项指标和全年预计，预计之和等于全市",
     "one indicator in every town, with year-ends that add up to the city's", get_towns, 0, 0, "Town"},
    {METHOD_GET, "/api/v1/indicators/{code}/peers", PERMIT_READ, ANSWER_LIST, "code area period", "Peer",
     "同类地区的增速和位次", "growth and places of the peers", get_peers, 0, 0, NULL},
    {METHOD_GET, "/api/v1/missing", PERMIT_READ, ANSWER_LIST, "period department indicator", "Missing",
     "哪个单位还欠哪个数", "which unit still owes which figure", get_missing, 0, 0, NULL},
    {METHOD_GET, "/api/v1/revisions", PERMIT_READ, ANSWER_LIST, "since indicator", "Revision",
     "哪些数改过：从多少到多少、谁报的", "what changed: from what, to what, by whom", get_revisions, 0, 0,
     NULL},
    {METHOD_GET, "/api/v1/submissions", PERMIT_READ, ANSWER_LIST, "kind by", "Submission",
     "已收到的文件和回执", "files received, with their receipts", get_submissions, 0, 0, NULL},
    {METHOD_GET, "/api/v1/record", PERMIT_READ, ANSWER_TABLE, "", "Record",
     "过去的判断对了多少：概率、区间、误差", "how right past judgements were: probabilities, ranges, errors",
     get_record, 0, 0, "Judgement"},
    {METHOD_GET, "/api/v1/events", PERMIT_READ, ANSWER_PLAIN, "seconds", "text/event-stream",
     "数据一变就告知：服务器推送事件（SSE）", "tells whenever the data changes: server-sent events",
     get_events, 0, 120, NULL},
    {METHOD_GET, "/api/v1/audit", PERMIT_AUDIT, ANSWER_LIST, "by", "AuditEntry", "审计链：谁在何时做了什么",
     "the audit chain: who did what, when", get_audit, 0, 0, NULL},
};

const Route *route_all(size_t *n)
{
    *n = COUNT(routes);
    return routes;
}

const Param *param_all(size_t *n)
{
    *n = COUNT(params);
    return params;
}

const Param *param_named(const char *name)
{
    for (size_t i = 0; i < COUNT(params); i++)
        if (strcmp(params[i].name, name) == 0)
            return &params[i];
    return NULL;
}

bool route_is_data(const Route *r)
{
    return r->answer != ANSWER_PLAIN;
}

static bool in_path(const Route *r, const char *name)
{
    size_t n = strlen(name);

    for (const char *at = r->path; (at = strchr(at, '{')); at++)
        if (strncmp(at + 1, name, n) == 0 && at[1 + n] == '}')
            return true;
    return false;
}

static size_t add_names(const Route *r, const char *list, RouteParam *out, size_t n)
{
    char name[32];

    while (*list && n < ROUTE_PARAMS_MAX) {
        size_t k = strcspn(list, " "), bare = strcspn(list, " !");
        snprintf(name, sizeof name, "%.*s", (int)bare, list);
        out[n] = (RouteParam){param_named(name), bare < k, in_path(r, name)};
        n += out[n].param != NULL;
        list += k + (list[k] == ' ');
    }
    return n;
}

size_t route_params(const Route *r, RouteParam out[ROUTE_PARAMS_MAX])
{
    size_t n = add_names(r, r->params, out, 0);

    if (r->answer == ANSWER_LIST)
        n = add_names(r, of_list, out, n);
    if (r->answer == ANSWER_TABLE)
        n = add_names(r, of_table, out, n);
    return route_is_data(r) ? add_names(r, of_data, out, n) : n;
}

const Route *route_find(const Url *u, Method m, unsigned *methods)
{
    Method wanted = m == METHOD_HEAD ? METHOD_GET : m;

    *methods = 0;
    for (size_t i = 0; i < COUNT(routes); i++) {
        if (!url_fits(u, routes[i].path))
            continue;
        if (routes[i].method == wanted)
            return &routes[i];
        *methods |= 1u << routes[i].method;
    }
    return NULL;
}
