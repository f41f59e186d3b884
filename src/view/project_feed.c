#include "view/project_feed.h"

#include <math.h>
#include <string.h>

/* One hundred million yuan, in 万元. */
static const double LARGE = 10000;

const ScoreWord project_score_words[] = {
    {"projects", "n", "项目数", "projects"},
    {"projects", "total", "总投资，万元", "total investment, 10,000 yuan"},
    {"projects", "plan_year", "年度计划投资，万元", "planned investment of the year, 10,000 yuan"},
    {"projects", "plan_done", "其中计划到期末完成的，万元", "of it planned to the end of the days"},
    {"projects", "done", "完成投资，万元", "completed investment of the year, 10,000 yuan"},
    {"projects", "done_pct", "完成年度计划的百分比", "share of the year's plan that is completed"},
    {"projects", "ahead_own_pp", "比月计划快几个百分点", "points ahead of the plan by month"},
    {"projects", "entered", "其中入统的，万元", "of it entered in statistics, 10,000 yuan"},
    {"projects", "started", "已开工的项目数", "projects that have started"},
    {"projects", "to_start", "今年计划开工的项目数", "projects planned to start in the year"},
    {"projects", "new_started", "其中已开工的", "of those, started"},
    {"projects", "start_pct", "今年新开工率", "share of those to start that have started"},
    {"projects", "to_end", "今年计划竣工的项目数", "projects planned to be completed in the year"},
    {"projects", "ended", "其中已竣工的", "of those, completed"},
    {"projects", "end_pct", "今年竣工率", "share of those to be completed that are"},
    {"projects", "entered_pct", "已开工项目的入库率",
     "share of started projects that are entered in statistics"},
    {"projects", "green", "绿灯项目数", "projects with a green lamp"},
    {"projects", "yellow", "黄灯项目数", "projects with a yellow lamp"},
    {"projects", "red", "红灯项目数", "projects with a red lamp"},
    {"projects", "over_100m", "总投资 1 亿元以上的项目数", "projects of 100 million yuan and more"},
    {"projects", "new_over_100m", "今年新开工的 1 亿元以上项目数",
     "projects of 100 million yuan and more that started in the year"},
};
const size_t n_project_score_words = COUNT(project_score_words);

typedef struct FedBoard {
    int as_of;
    Period month;
    bool has; /* false: there is no register yet */
    City city;
    Board board;
} FedBoard;

struct ProjectFeed {
    Store *s;
    int64_t city;
    Arena *a;
    FedBoard **boards;
    size_t n, cap;
};

ProjectFeed *project_feed_new(Store *s, int64_t city, Arena *a)
{
    ProjectFeed *f = NEW(a, ProjectFeed);

    *f = (ProjectFeed){.s = s, .city = city, .a = a};
    return f;
}

/* The last month that had ended by the day. */
static Period whole_month(int day)
{
    Period p = period_month(day / 10000, day / 100 % 100);

    return period_last_day(p) <= day ? p : period_shift(p, -1);
}

static bool open_board(ProjectFeed *f, FedBoard *x, Err *e)
{
    const View known = {.s = f->s, .city = &x->city, .as_of = x->as_of};
    Err why = {.lang = e->lang};

    TRY(city_load(f->s, x->as_of, f->a, &x->city, e));
    x->has = board_open(&(BoardSpec){.known = known, .month = x->month}, f->a, &x->board, &why);
    if (!x->has && why.kind != ERR_NOT_FOUND) {
        *e = why;
        return false;
    }
    return true;
}

static bool board_of(ProjectFeed *f, const ScoreAsk *ask, const FedBoard **out, Err *e)
{
    Period month = whole_month(ask->to);

    for (size_t i = 0; i < f->n; i++)
        if (f->boards[i]->as_of == ask->as_of && period_eq(f->boards[i]->month, month)) {
            *out = f->boards[i];
            return true;
        }
    FedBoard *x = NEW(f->a, FedBoard);
    *x = (FedBoard){.as_of = ask->as_of, .month = month};
    TRY(open_board(f, x, e));
    ARENA_PUSH(f->a, f->boards, f->n, f->cap);
    *out = f->boards[f->n++] = x;
    return true;
}

static size_t count_large(const Board *b, const BoardPart *p, bool started_this_year)
{
    size_t n = 0;

    for (size_t i = 0; i < p->n; i++) {
        const BoardProject *x = &b->projects[p->which[i]];
        n += x->total >= LARGE && (!started_this_year || x->start / 10000 == b->spec.month.year);
    }
    return n;
}

/* Counts and sums, by their names. */
static double value_of(const Board *b, const BoardPart *p, const char *what)
{
    BoardGroup g;
    board_sum(b, p, &g);
    const struct {
        const char *code;
        double v;
    } values[] = {
        {"n", (double)g.n},
        {"total", g.total},
        {"plan_year", g.plan_year},
        {"plan_done", g.plan_done},
        {"done", g.done},
        {"done_pct", g.done_pct},
        {"ahead_own_pp", g.ahead_own_pp},
        {"entered", g.entered},
        {"started", (double)g.n_started},
        {"to_start", (double)g.n_new},
        {"new_started", (double)g.n_new_started},
        {"start_pct", g.start_pct},
        {"to_end", (double)g.n_due_end},
        {"ended", (double)g.n_ended},
        {"end_pct", g.end_pct},
        {"entered_pct", g.entry_pct},
        {"green", (double)g.lamps[PROJECT_GREEN]},
        {"yellow", (double)g.lamps[PROJECT_YELLOW]},
        {"red", (double)g.lamps[PROJECT_RED]},
        {"over_100m", (double)count_large(b, p, false)},
        {"new_over_100m", (double)count_large(b, p, true)},
    };

    for (size_t i = 0; i < COUNT(values); i++)
        if (strcmp(values[i].code, what) == 0)
            return values[i].v;
    return (double)NAN;
}

bool project_feed_read(ProjectFeed *f, const ScoreAsk *ask, double *out, Err *e)
{
    const FedBoard *x;
    BoardFilter filter = {0};
    size_t *which;

    *out = (double)NAN;
    TRY(board_of(f, ask, &x, e));
    if (!x->has)
        return true;
    if (ask->unit && ask->unit->kind == UNIT_AREA)
        filter.area = unit_code(ask->unit);
    else if (ask->unit)
        filter.department = unit_code(ask->unit);
    size_t n = board_filter(&x->board, &filter, &which);
    *out = value_of(&x->board, &(BoardPart){which, n, n == x->board.n}, ask->what);
    return true;
}
