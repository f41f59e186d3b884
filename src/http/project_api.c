/* Projects: the board, one of them, leagues and lists, investment. Who has a part sees its own projects, and
 * of the others what leagues and lists of units sum up. */
#include "http/project_api.h"

#include <string.h>

bool call_allows_project(const Call *c, Permission p, const BoardProject *x)
{
    const Scope asked = {.unit = true, .area = x->area, .department = x->department, .leader = x->leader};

    return call_allows(c, p, NULL) || call_allows(c, p, &asked);
}

static bool open_board(Call *c, Board *out, Err *e)
{
    const char *text = call_value(c, "period");
    const View *v = &c->outlook.known;
    Basis basis = BASES;
    Period p;

    TRY(text ? period_parse(str_of(text), &p, &basis, e) : board_latest_month(v, &p, e));
    return board_open(&(BoardSpec){*v, &c->catalogue, period_month(p.year, period_end_month(p))},
                      c->viewer.arena, out, e);
}

bool call_forecasts(Call *c, Forecasts *out, Err *e)
{
    Board *b = NEW(c->viewer.arena, Board);

    return open_board(c, b, e) && forecasts_open(b, out, e);
}

BoardPart call_projects(Call *c, const Board *b, const BoardFilter *filter)
{
    size_t *which, n = 0, asked = board_filter(b, filter, &which);

    for (size_t i = 0; i < asked; i++)
        if (call_allows_project(c, READ_ALL, &b->projects[which[i]]))
            which[n++] = which[i];
    return (BoardPart){which, n, n == b->n};
}

bool get_projects(Call *c, Err *e)
{
    BoardFilter filter = {0};
    const Area *area;
    Forecasts f;

    TRY(call_area(c, &area, e) && call_forecasts(c, &f, e));
    filter.area = call_value(c, "area") ? area->code : NULL;
    BoardPart p = call_projects(c, f.board, &filter);
    return project_rows(&c->viewer, &f, p.which, p.n, &c->rows, e);
}

bool get_project(Call *c, Err *e)
{
    Forecasts f;
    ProjectShown x;
    size_t project;

    TRY(call_forecasts(c, &f, e) && board_find(f.board, str_of(call_value(c, "code")), &project, e));
    const BoardProject *p = &f.board->projects[project];
    if (!call_allows_project(c, READ_ALL, p))
        return ERR(e, ERR_FORBIDDEN, "项目“%s”不在本账户的范围内",
                   "the project \"%s\" is not in the reach of this account", p->code);
    return project_shown(&f, project, &x, e) && project_json(&c->viewer, &x, &c->json, e);
}

/* ---- leagues and lists ---- */

static LightScope scope_of(const char *text)
{
    for (size_t s = SCOPE_AREA; text && s < LIGHT_SCOPES; s++)
        if (strcmp(text, light_scope_code((LightScope)s)) == 0)
            return (LightScope)s;
    return SCOPE_AREA;
}

bool get_project_league(Call *c, Err *e)
{
    LightScope by = scope_of(call_value(c, "by"));
    BoardGroup *groups, all;
    size_t n;
    Board b;

    TRY(open_board(c, &b, e) && board_league(&b, by, &groups, &n, &all, e));
    project_league_rows(&c->viewer, &(LeagueShown){&b, by, groups, n, &all}, &c->rows);
    return true;
}

/* Units are there for everybody; projects for those whose they are. */
static size_t visible(const Call *c, const Board *b, BoardEntry *items, size_t n)
{
    size_t kept = 0;

    for (size_t i = 0; i < n; i++)
        if (items[i].project == STAGE_NONE ||
            call_allows_project(c, READ_ALL, &b->projects[items[i].project]))
            items[kept++] = items[i];
    return kept;
}

static bool is_new_list(const Board *b, size_t rule)
{
    const char *list = b->rules.items[rule].list;

    for (size_t i = 0; i < rule; i++)
        if (strcmp(b->rules.items[i].list, list) == 0)
            return false;
    return strcmp(list, "lamp") != 0;
}

bool get_project_lists(Call *c, Err *e)
{
    BoardEntry *items;
    size_t n;
    Board b;

    TRY(open_board(c, &b, e));
    for (size_t i = 0; i < b.rules.n; i++) {
        const char *list = b.rules.items[i].list;
        if (!is_new_list(&b, i))
            continue;
        TRY(board_list(&b, list, &items, &n, e));
        project_entry_rows(&c->viewer, &(ListShown){&b, list, items, visible(c, &b, items, n)}, &c->rows);
    }
    return true;
}

static bool load_table(Call *c, ProjectKind k, Records *out, Err *e)
{
    const RecordsKey key = {c->city.id, project_kind_code(k), call_date(c, "as_of"), 0};

    return project_table(c->reader->s, &key, c->viewer.arena, out, e);
}

bool get_project_batches(Call *c, Err *e)
{
    const Principal *p = &c->passage->who.principal;
    Records batches;

    TRY(load_table(c, KIND_BATCHES, &batches, e));
    project_batch_rows(&c->viewer, &batches, &c->rows);
    if (c->outlook.known.no_sample || !access_begins(p, READ_ALL, ABOUT_ROWS))
        rows_keep(&c->rows, "status", "published");
    return true;
}

bool get_stages(Call *c, Err *e)
{
    Records stages;

    TRY(load_table(c, KIND_STAGES, &stages, e));
    project_table_rows(&stages, &c->rows);
    return true;
}

/* ---- investment ---- */

bool get_invest(Call *c, Err *e)
{
    Forecasts f;
    InvestShown x;

    TRY(call_forecasts(c, &f, e));
    BoardPart p = call_projects(c, f.board, &(BoardFilter){0});
    TRY(invest_shown(&f, &p, &x, e));
    invest_json(&c->viewer, &x, &c->json);
    return true;
}

/* ---- forms ---- */

/* Of the month's form only the projects that the caller reports of. */
static void keep_own(const Call *c, Board *b)
{
    BoardProject *own = NEW_N(b->arena, BoardProject, b->n + 1);
    size_t n = 0;

    for (size_t i = 0; i < b->n; i++)
        if (call_allows_project(c, READ_ALL, &b->projects[i]))
            own[n++] = b->projects[i];
    b->projects = own;
    b->n = n;
}

bool get_project_template(Call *c, Err *e)
{
    const char *text = call_value(c, "class");
    Stages *stages = NEW(c->viewer.arena, Stages);
    ProjectForm f = {.stages = stages};
    Board b;

    if (!project_class_parse(str_of(text), &f.of))
        return ERR(e, ERR_INVALID, "没有项目类别“%.40s”", "there is no class of projects \"%.40s\"", text);
    if (call_value(c, "period")) {
        TRY(open_board(c, &b, e));
        keep_own(c, &b);
        f.month = b.spec.month;
        f.board = &b;
        f.stages = &b.stages;
    } else {
        TRY(stages_load(c->reader->s, c->city.id, call_date(c, "as_of"), c->viewer.arena, stages, e));
    }
    c->file_name =
        arena_printf(c->viewer.arena, "projects-%s%s%s.xlsx", project_class_code(f.of),
                     f.month.year ? "-" : "", f.month.year ? show_period(c->viewer.arena, f.month) : "");
    return project_template(&c->viewer, &f, c->file, e);
}
