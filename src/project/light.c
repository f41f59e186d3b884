#include "project/light.h"

#include <math.h>
#include <string.h>

#include "project/light_what.h"

static const double EQUAL = 1e-9;

bool bound_holds(LightBound b, double v)
{
    switch (b.is) {
    case BOUND_AT_LEAST:
        return v >= b.than - EQUAL;
    case BOUND_ABOVE:
        return v > b.than + EQUAL;
    case BOUND_AT_MOST:
        return v <= b.than + EQUAL;
    case BOUND_BELOW:
        return v < b.than - EQUAL;
    case BOUND_NONE:
        break;
    }
    return false;
}

/* ---- time ---- */

static int days_of_month(int year, int month)
{
    return period_last_day(period_month(year, month)) % 100;
}

/* The day so many months later, the month's last where it is shorter. */
static int months_later(int day, int n)
{
    int month = day / 10000 * 12 + day / 100 % 100 - 1 + n, year = month / 12, days;

    month = month % 12 + 1;
    days = days_of_month(year, month);
    return date_make(year, month, day % 100 < days ? day % 100 : days);
}

double months_between(int from, int to)
{
    if (to < from)
        return -months_between(to, from);
    int n = (to / 10000 - from / 10000) * 12 + to / 100 % 100 - from / 100 % 100;
    if (months_later(from, n) > to)
        n--;
    return n + (date_days(to) - date_days(months_later(from, n))) / 31.0;
}

static int month_number(int day)
{
    return day / 10000 * 12 + day / 100 % 100;
}

/* ---- measures ---- */

static LightValue off(void)
{
    return (LightValue){LIGHT_OFF, (double)NAN};
}

static LightValue known(double v)
{
    return isnan(v) ? (LightValue){LIGHT_UNKNOWN, v} : (LightValue){LIGHT_KNOWN, v};
}

static LightValue start_months_late(const ProjectRule *r, const LightFacts *f)
{
    int day = period_last_day(f->month);

    (void)r;
    if (!f->planned_start || f->planned_start > day)
        return off();
    int until = f->start ? f->start : day;
    return (LightValue){f->start ? LIGHT_MET : LIGHT_KNOWN,
                        month_number(until) - month_number(f->planned_start)};
}

static LightValue entry_months_late(const ProjectRule *r, const LightFacts *f)
{
    (void)r;
    if (!f->start)
        return off();
    int until = f->entry ? f->entry : period_last_day(f->month);
    return (LightValue){f->entry ? LIGHT_MET : LIGHT_KNOWN, months_between(f->start, until)};
}

static LightValue completion_months_late(const ProjectRule *r, const LightFacts *f)
{
    int day = period_last_day(f->month);

    (void)r;
    if (!f->planned_end || f->planned_end > day)
        return off();
    int until = f->end ? f->end : day;
    return (LightValue){f->end ? LIGHT_MET : LIGHT_KNOWN, months_between(f->planned_end, until)};
}

static double milestone(const ProjectRule *r, Period month)
{
    int quarter = month.index / 3;

    return quarter ? r->quarters[quarter - 1] / 100 : 0;
}

double light_scheduled(const ProjectRule *r, const LightFacts *f)
{
    switch (r->base) {
    case BASE_TIME:
        return period_year_share(f->month);
    case BASE_OWN:
        return f->plan_year > 0 ? f->plan_done / f->plan_year : (double)NAN;
    case BASE_QUARTERS:
        return milestone(r, f->month);
    case BASE_NONE:
    case BASE_MONTHS:
    case BASE_INDICATOR:
        break;
    }
    return (double)NAN;
}

static LightValue progress_behind_pp(const ProjectRule *r, const LightFacts *f)
{
    if (!(f->plan_year > 0))
        return off();
    return known((light_scheduled(r, f) - f->done / f->plan_year) * 100);
}

static LightValue progress_ratio_pct(const ProjectRule *r, const LightFacts *f)
{
    double scheduled = f->plan_year > 0 ? light_scheduled(r, f) * f->plan_year : 0;

    return scheduled > 0 ? known(f->done / scheduled * 100) : off();
}

static LightValue shortfall_pct(const ProjectRule *r, const LightFacts *f)
{
    double scheduled = f->plan_year > 0 ? light_scheduled(r, f) * f->plan_year : 0;

    return scheduled > 0 ? known((scheduled - f->done) / scheduled * 100) : off();
}

static LightValue funds_pct(const ProjectRule *r, const LightFacts *f)
{
    (void)r;
    return f->funds_due > 0 ? known(f->funds_in / f->funds_due * 100) : off();
}

/* Use is expected in equal parts over the months after the one of issue. */
static LightValue bonds_short_pct(const ProjectRule *r, const LightFacts *f)
{
    int day = period_last_day(f->month);

    if (!(f->bonds > 0) || !f->bonds_issued || f->bonds_issued > day)
        return off();
    double share = (double)(month_number(day) - month_number(f->bonds_issued)) / r->months;
    double expected = f->bonds * (share < 1 ? share : 1);
    return expected > 0 ? known((expected - f->bonds_used) / expected * 100) : off();
}

static LightValue report_months_missing(const ProjectRule *r, const LightFacts *f)
{
    (void)r;
    return f->end ? off() : known(f->months_missing);
}

static LightValue missed_months(const ProjectRule *r, const LightFacts *f)
{
    (void)r;
    return f->plan_year > 0 ? known(f->missed_months) : off();
}

static LightValue red_months(const ProjectRule *r, const LightFacts *f)
{
    (void)r;
    return known(f->red_months);
}

static LightValue start_share_behind_pp(const ProjectRule *r, const LightFacts *f)
{
    if (!(f->new_starts > 0) || r->base == BASE_OWN)
        return off();
    return known((light_scheduled(r, f) - f->new_started / f->new_starts) * 100);
}

static LightValue growth_pct(const ProjectRule *r, const LightFacts *f)
{
    (void)r;
    return known(f->growth_pct);
}

static LightValue growth_short_pp(const ProjectRule *r, const LightFacts *f)
{
    (void)r;
    return known(fmax(f->growth_plan_pct, f->growth_city_pct) - f->growth_pct);
}

static LightValue place_over(const ProjectRule *r, const LightFacts *f)
{
    (void)r;
    return f->place_over ? known(f->place_over) : off();
}

static LightValue place_under(const ProjectRule *r, const LightFacts *f)
{
    (void)r;
    return f->place_under ? known(f->place_under) : off();
}

#define PLAIN     (1u << BASE_NONE)
#define PROGRESS  (1u << BASE_TIME | 1u << BASE_OWN | 1u << BASE_QUARTERS)
#define MONTHS    (1u << BASE_MONTHS)
#define INDICATOR (1u << BASE_INDICATOR)
const LightWhatRow light_whats[LIGHT_WHATS] = {
    [WHAT_START_MONTHS_LATE] = {"start_months_late", PLAIN, true, false, start_months_late,
                                "计划开工月份已到，超期 %s 个月未开工",
                                "planned to start, not started, %s months after the planned month", 0,
                                "已开工，迟 %s 个月，记录在案",
                                "started, %s months late, which stays on record"},
    [WHAT_ENTRY_MONTHS_LATE] = {"entry_months_late", PLAIN, true, false, entry_months_late,
                                "开工 %s 个月仍未入库纳统", "not in statistics %s months after its start", 1,
                                "开工 %s 个月后入库，记录在案",
                                "entered in statistics %s months after its start, which stays on record"},
    [WHAT_COMPLETION_MONTHS_LATE] = {"completion_months_late", PLAIN, true, false, completion_months_late,
                                     "超过计划竣工日期 %s 个月未竣工",
                                     "not completed %s months after the planned day", 1,
                                     "已竣工，迟 %s 个月，记录在案",
                                     "completed, %s months late, which stays on record"},
    [WHAT_PROGRESS_BEHIND_PP] = {"progress_behind_pp", PROGRESS, true, true, progress_behind_pp,
                                 "投资进度落后 %s 个百分点", "investment is %s points behind schedule", 1,
                                 "投资进度领先 %s 个百分点", "investment is %s points ahead of schedule"},
    [WHAT_PROGRESS_RATIO_PCT] = {"progress_ratio_pct", PROGRESS, true, true, progress_ratio_pct,
                                 "完成投资为应完成数的 %s%%", "%s%% of the scheduled investment is completed",
                                 1, "", ""},
    [WHAT_SHORTFALL_PCT] = {"shortfall_pct", PROGRESS, true, true, shortfall_pct, "完成投资比应完成数差 %s%%",
                            "completed investment is %s%% short of schedule", 1, "完成投资比应完成数多 %s%%",
                            "completed investment is %s%% above schedule"},
    [WHAT_FUNDS_PCT] = {"funds_pct", PLAIN, true, false, funds_pct, "资金到位为应到位的 %s%%",
                        "%s%% of the funds required are in place", 1, "", ""},
    [WHAT_BONDS_SHORT_PCT] = {"bonds_short_pct", MONTHS, true, true, bonds_short_pct,
                              "专项债券使用比预期差 %s%%", "special bonds used are %s%% short of expectation",
                              1, "专项债券使用比预期多 %s%%",
                              "special bonds used are %s%% above expectation"},
    [WHAT_REPORT_MONTHS_MISSING] = {"report_months_missing", PLAIN, true, false, report_months_missing,
                                    "已有 %s 个月没有报月报", "no report for %s months", 0,
                                    "本月已报，缺报 %s 个月", "reported; %s months are missing"},
    [WHAT_MISSED_MONTHS] = {"missed_months", PLAIN, true, true, missed_months, "连续 %s 个月没有完成当月计划",
                            "the month's plan was missed %s months running", 0,
                            "完成当月计划，连续未完成 %s 个月",
                            "the month's plan was met; missed %s months running"},
    [WHAT_RED_MONTHS] = {"red_months", PLAIN, true, false, red_months, "连续 %s 个月红灯",
                         "red for %s months running", 0, "", ""},
    [WHAT_START_SHARE_BEHIND_PP] = {"start_share_behind_pp", 1u << BASE_TIME | 1u << BASE_QUARTERS, false,
                                    true, start_share_behind_pp, "新开工率比要求低 %s 个百分点",
                                    "the share of new projects started is %s points behind", 1,
                                    "新开工率比要求高 %s 个百分点",
                                    "the share of new projects started is %s points ahead"},
    [WHAT_GROWTH_PCT] = {"growth_pct", INDICATOR, false, true, growth_pct, "投资累计增速 %s%%",
                         "investment grew by %s%% on the year", 1, "", ""},
    [WHAT_GROWTH_SHORT_PP] = {"growth_short_pp", INDICATOR, false, true, growth_short_pp,
                              "投资增速比计划或全市增速低 %s 个百分点",
                              "growth is %s points below the plan or the city's", 1,
                              "投资增速比计划和全市增速高 %s 个百分点",
                              "growth is %s points above the plan and the city's"},
    [WHAT_PLACE_OVER] = {"place_over", PROGRESS, false, true, place_over, "超额完成，列第 %s 位",
                         "above schedule, place %s from the top", 0, "", ""},
    [WHAT_PLACE_UNDER] = {"place_under", PROGRESS, false, true, place_under, "未完成，列倒数第 %s 位",
                          "below schedule, place %s from the bottom", 0, "", ""},
};

LightValue light_measure(const ProjectRule *r, const LightFacts *f)
{
    return light_whats[r->what].measure(r, f);
}

/* ---- lamps ---- */

static ProjectLamp lamp_of(const ProjectRule *r, LightValue v)
{
    if (v.state == LIGHT_OFF || v.state == LIGHT_UNKNOWN)
        return PROJECT_UNLIT;
    if (v.state == LIGHT_MET)
        return PROJECT_GREEN;
    if (bound_holds(r->red, v.v))
        return PROJECT_RED;
    return bound_holds(r->yellow, v.v) ? PROJECT_YELLOW : PROJECT_GREEN;
}

/* Was the light red at the end of the months? Yellow keeps what it follows: red is not made good by getting
 * better, only by getting green. */
static bool was_red(const ProjectRule *r, const LightFacts *months, size_t n)
{
    while (n-- > 0) {
        ProjectLamp l = lamp_of(r, light_measure(r, &months[n]));
        if (l != PROJECT_YELLOW)
            return l == PROJECT_RED;
    }
    return false;
}

void light_judge(const ProjectRule *r, const LightFacts *months, size_t n, ProjectLight *out)
{
    const LightFacts *now = &months[n - 1];

    *out = (ProjectLight){.rule = r, .value = light_measure(r, now), .scheduled = light_scheduled(r, now)};
    out->raw = out->lamp = lamp_of(r, out->value);
    bool keeps = r->memory && (out->raw == PROJECT_YELLOW || out->raw == PROJECT_GREEN);
    if (!keeps || n < 2 || !was_red(r, months, n - 1))
        return;
    out->made_good = out->raw == PROJECT_GREEN;
    out->lamp = out->made_good ? PROJECT_YELLOW : PROJECT_RED;
}

ProjectLamp light_worst(const ProjectLight *lights, size_t n)
{
    ProjectLamp worst = PROJECT_UNLIT;

    for (size_t i = 0; i < n; i++)
        if (lights[i].rule->counts && strcmp(lights[i].rule->list, "lamp") == 0 && lights[i].lamp > worst)
            worst = lights[i].lamp;
    return worst;
}
