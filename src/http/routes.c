/* The parameters, and how routes are found. The rows are in route_table.c. */
#include <assert.h>
#include <string.h>

#include "http/route.h"

static const Param params[] = {
    {"area", PARAM_TEXT, NULL, "地区代码或名称，默认本市", "an area's code or name; the city by default",
     "330182", NULL},
    {"period", PARAM_PERIOD, NULL, "时期，如 2021-06、2021年1-6月、2021Q2；默认最近一期",
     "a period such as 2021-06 or 2021Q2; the latest by default", "2021-06", NULL},
    {"code", PARAM_TEXT, NULL, "指标代码或名称", "an indicator's code or name", "IVA", NULL},
    {"basis", PARAM_CHOICE, "month quarter ytd year point", "口径", "the basis", "ytd", NULL},
    {"since", PARAM_DATE, NULL, "从这一天起得知的", "known from that day on", "2021-07-01", NULL},
    {"as_of", PARAM_DATE, NULL, "按这一天所知的数据", "as known on that day", "2021-07-20", NULL},
    {"sample", PARAM_CHOICE, "yes no", "no：不用样本数据", "no: leave sample figures out", "no", NULL},
    {"lang", PARAM_CHOICE, "zh en", "语言，默认看 Accept-Language", "language; by Accept-Language by default",
     "en", NULL},
    {"format", PARAM_CHOICE, "json csv xlsx", "格式，默认看 Accept", "format; by Accept by default", "csv",
     NULL},
    {"limit", PARAM_COUNT, NULL, "最多几行，默认 100，至多 10000；存为文件时默认全部",
     "most rows; 100 by default, at most 10000; all by default in a file to save", "20", NULL},
    {"offset", PARAM_COUNT, NULL, "跳过几行", "rows to skip", "0", NULL},
    {"sort", PARAM_TEXT, NULL, "按哪个字段排序，前加 - 为倒序",
     "field to sort by, - before it for descending", "-id", NULL},
    {"kind", PARAM_FILTER, NULL, "只要这一类", "only this kind", "observations", NULL},
    {"department", PARAM_FILTER, NULL, "只要这个部门（代码）", "only this department (code)", "tjj", NULL},
    {"indicator", PARAM_FILTER, NULL, "只要这个指标（代码）", "only this indicator (code)", "IVA", NULL},
    {"group", PARAM_FILTER, NULL, "只要这一组", "only this group", "工业", NULL},
    {"measure", PARAM_FILTER, NULL, "只要这种度量", "only this measure", "yoy", NULL},
    {"measure", PARAM_CHOICE, "yoy value completion", "按什么排位，默认 yoy",
     "what places are taken by; yoy by default", "yoy", "rank_by"},
    {"leader", PARAM_TEXT, NULL, "分管领导（leaders.csv 的代码），默认本人",
     "a leader (code in leaders.csv); oneself by default", "L03", NULL},
    {"file", PARAM_TEXT, NULL, "文件名，回执上用", "name of the file, for the receipt", "iva-2021-06.csv",
     NULL},
    {"check", PARAM_CHOICE, "yes no", "yes：只检查，不存入", "yes: checked only, nothing is stored", "yes",
     NULL},
    {"accept_warnings", PARAM_CHOICE, "yes no", "yes：有警告也存入", "yes: stored in spite of warnings",
     "yes", NULL},
    {"name", PARAM_TEXT, NULL, "账户名", "an account's name", "admin", NULL},
    {"id", PARAM_COUNT, NULL, "编号", "number", "1", NULL},
    {"id", PARAM_TEXT, NULL, "作业编号", "a job's number", "1626768000-1", "job"},
    {"kind", PARAM_TEXT, NULL, "表名", "kind of the table", "targets", "table"},
    {"kind", PARAM_CHOICE, "department area", "部门或镇街", "a department or an area", "department",
     "unit_kind"},
    {"unit", PARAM_TEXT, NULL, "部门或镇街的代码", "code of the department or area", "jxj", NULL},
    {"parent", PARAM_FILTER, NULL, "只要这个地区的下级（代码）", "only areas of this one (code)", "330182",
     NULL},
    {"scheme", PARAM_TEXT, NULL, "考核办法的代码", "code of a scheme", "jiande2021", NULL},
    {"version", PARAM_COUNT, NULL, "第几版，默认最后一版", "which version; the last by default", "1", NULL},
    {"item", PARAM_TEXT, NULL, "考核项的代码或名称", "code or name of an item", "iva", NULL},
    {"with", PARAM_COUNT, NULL, "和哪一次比（较早的）", "the earlier run to compare with", "1", NULL},
    {"sha256", PARAM_TEXT, NULL, "文件的 SHA-256", "SHA-256 of the file",
     "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", NULL},
    {"open", PARAM_CHOICE, "yes no", "yes：只要在办的", "yes: only what is under way", "yes", NULL},
    {"late", PARAM_CHOICE, "yes no", "yes：只要逾期的", "yes: only what is late", "yes", NULL},
    {"unseen", PARAM_CHOICE, "yes no", "yes：只要本账户没看过的", "yes: only what the caller has not seen",
     "yes", NULL},
    {"mine", PARAM_CHOICE, "yes no", "yes：只要本账户要办的", "yes: only what the caller has to work on",
     "yes", NULL},
    {"q", PARAM_TEXT, NULL, "标题或原话里有这些字", "words of the title or the sentence", "工业", NULL},
    {"state", PARAM_FILTER, NULL, "只要这个状态", "only this state", "underway", NULL},
    {"lamp", PARAM_FILTER, NULL, "只要这种灯：red、yellow、green、none",
     "only this light: red, yellow, green or none", "red", NULL},
    {"leader", PARAM_FILTER, NULL, "只要这位分管领导的（代码）",
     "only what this leader is in charge of (code)", "L03", "task_leader"},
    {"urgency", PARAM_FILTER, NULL, "只要这种缓急：normal、urgent", "only normal or urgent ones", "urgent",
     NULL},
    {"serves", PARAM_FILTER, NULL, "只要服务于这一类的", "only those that serve this kind", "indicator",
     NULL},
    {"meeting", PARAM_FILTER, NULL, "只要这次会议的", "only those of this meeting", "1", NULL},
    {"lead", PARAM_FILTER, NULL, "只要这个牵头单位的（代码）", "only those that this unit leads (code)",
     "jxj", NULL},
    {"by", PARAM_FILTER, NULL, "只要这个人报的", "only handed in by this one", "local", NULL},
    {"code", PARAM_TEXT, NULL, "项目代码或名称", "a project's code or name", "S13", "project"},
    {"period", PARAM_PERIOD, NULL, "月份，默认最近有月报的", "a month; by default the last that was reported",
     "2021-10", "project_month"},
    {"area", PARAM_TEXT, NULL, "只要这个地区和它下级的（代码或名称）",
     "only those of this area and of those in it (code or name)", "330182104", "project_area"},
    {"class", PARAM_FILTER, NULL, "只要这一类：industry、infrastructure、livelihood、ecology、platform",
     "only industry, infrastructure, livelihood, ecology or platform", "industry", NULL},
    {"class", PARAM_CHOICE, "industry infrastructure livelihood ecology platform", "项目类别",
     "the class of projects", "industry", "project_class"},
    {"stage", PARAM_FILTER, NULL, "只要到了这个阶段的（代码）", "only those at this stage (code)", "entry",
     NULL},
    {"by", PARAM_CHOICE, "area department class leader", "按什么排，默认 area",
     "what is compared; area by default", "department", "league_by"},
    {"list", PARAM_FILTER, NULL, "只要这个名单", "only this list", "snail", NULL},
    {"tree", PARAM_TEXT, NULL, "驱动树的代码，默认第一棵", "code of a driver tree; the first by default",
     "GDP", NULL},
    {"set", PARAM_TEXT, NULL,
     "假设，以分号隔开：IVA=+1 提高 1 个百分点，IVA=12 增长 12%，IVA==-3 下降 3%（加号写作 %2B）",
     "assumptions separated by semicolons: IVA=+1 a point more, IVA=12 growth of 12 %, IVA==-3 of -3 % (a "
     "plus "
     "sign is written %2B)",
     "IVA=12", NULL},
    {"solve", PARAM_TEXT, NULL, "为达到目标，这一项要增长多少（代码或名称）",
     "what this one must grow for the target (code or name)", "IVA", NULL},
    {"target", PARAM_TEXT, NULL, "总量的目标增速，%，默认年度目标",
     "growth that the total is to reach, %; the year's target by default", "9.5", NULL},
    {"year_end", PARAM_CHOICE, "yes no", "yes：按全年预计的增速", "yes: on growth as foreseen for the year",
     "yes", NULL},
    {"own_moves", PARAM_CHOICE, "yes no", "yes：各驱动按自己过去变动的一个标准差来动",
     "yes: each driver moves by a standard deviation of its own past moves", "yes", NULL},
    {"from", PARAM_PERIOD, NULL, "和这一期比，拉动变了多少", "how contributions changed since that period",
     "2021-03", NULL},
    {"barometer", PARAM_TEXT, NULL, "晴雨表的代码，默认第一个", "code of a barometer; the first by default",
     "INVEST", NULL},
    {"names", PARAM_TEXT, NULL, "情景的名称或编号，以分号隔开",
     "names or numbers of scenarios, separated by "
     "semicolons",
     "1;2", NULL},
};
static const char of_state[] = "lang", of_data[] = "as_of sample lang", of_table[] = "format",
                  of_list[] = "limit offset sort format";

const Param *param_all(size_t *n)
{
    *n = COUNT(params);
    return params;
}

const Param *param_named(const char *name)
{
    for (size_t i = 0; i < COUNT(params); i++)
        if (strcmp(params[i].id ? params[i].id : params[i].name, name) == 0)
            return &params[i];
    return NULL;
}

bool route_is_data(const Route *r)
{
    return r->answer == ANSWER_JSON || r->answer == ANSWER_TABLE || r->answer == ANSWER_LIST ||
           r->answer == ANSWER_FILE;
}

bool route_has_schema(const Route *r)
{
    return r->answer != ANSWER_PLAIN && r->answer != ANSWER_FILE;
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
        out[n] = (RouteParam){param_named(name), bare < k, false};
        assert(out[n].param);
        out[n].in_path = in_path(r, out[n].param->name);
        n++;
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
    if (r->answer == ANSWER_STATE || r->answer == ANSWER_WRITE || r->fresh)
        return add_names(r, of_state, out, n);
    return route_is_data(r) ? add_names(r, of_data, out, n) : n;
}

const Route *route_find(const Url *u, Method m, unsigned *methods)
{
    Method wanted = m == METHOD_HEAD ? METHOD_GET : m;

    size_t n;
    const Route *routes = route_all(&n);

    *methods = 0;
    for (size_t i = 0; i < n; i++) {
        if (!url_fits(u, routes[i].path))
            continue;
        if (routes[i].method == wanted)
            return &routes[i];
        *methods |= 1u << routes[i].method;
    }
    return NULL;
}
