#include "account/access.h"

#include <string.h>

static const struct {
    const char *code, *zh, *en;
} roles[ROLES] = {
    [ROLE_ADMINISTRATOR] = {"administrator", "管理员", "administrator"},
    [ROLE_ANALYST] = {"analyst", "分析员", "analyst"},
    [ROLE_LEADER] = {"leader", "分管领导", "leader"},
    [ROLE_DEPARTMENT] = {"department", "部门", "department"},
    [ROLE_AREA] = {"area", "镇街园区", "area"},
    [ROLE_SUPERVISION] = {"supervision", "督查考评", "supervision"},
    [ROLE_AUDITOR] = {"auditor", "审计员", "auditor"},
    [ROLE_FIRM] = {"firm", "企业", "firm"},
    [ROLE_PUBLIC] = {"public", "公众", "public"},
};

/* The one table. A: the whole city; o: its own; '.': never. Columns in the order of Role: administrator,
 * analyst, leader, department, area, supervision, auditor, firm, public. */
static const struct {
    const char *code, *zh, *en, *reach;
} permissions[PERMISSIONS] = {
    [READ_PUBLISHED] = {"read_published", "看已公布数据", "read what is published", "AAAAAAAAA"},
    [READ_ALL] = {"read_all", "看全部数据", "read all figures", "AAoooAA.."},
    [READ_TARGETS] = {"read_targets", "看目标与进度", "read targets", "AAoooAA.."},
    [READ_FORMS] = {"read_forms", "看报表", "read forms", "AAoooAAo."},
    [READ_AUDIT] = {"read_audit", "看审计链", "read the audit chain", "A.....A.."},
    [READ_ACCOUNTS] = {"read_accounts", "看账户", "read accounts", "A.....A.."},
    [SUBMIT] = {"submit", "报送", "hand in figures", ".A.oo..o."},
    [APPROVE] = {"approve", "审核与退回", "approve or return", ".A......."},
    [LOCK] = {"lock", "锁定与解锁", "lock a period", ".A......."},
    [JUDGE] = {"judge", "研判存档", "put judgements on record", ".A......."},
    [READ_TASKS] = {"read_tasks", "看督查事项", "read tasks", "AAoooAA.."},
    [DEPLOY] = {"deploy", "部署交办与督查", "deploy and supervise", ".....A..."},
    [REPORT] = {"report", "签收与反馈", "report on tasks", "..ooo...."},
    [READ_SCORES] = {"read_scores", "看考核结果", "read scores", "AAAAAAA.."},
    [ASSESS] = {"assess", "考核评价", "assess", ".....A..."},
    [APPEAL] = {"appeal", "申诉", "appeal", "...oo...."},
    [MANAGE_ACCOUNTS] = {"manage_accounts", "管理账户", "manage accounts", "A........"},
    [MANAGE_CITY] = {"manage_city", "管理城市表", "manage the city's tables", "A........"},
    [OPERATE] = {"operate", "运行维护", "operate", "A........"},
    [OWN_ACCOUNT] = {"own_account", "管理本人账户", "one's own account", "AAAAAAAA."},
};

Reach access_reach(Role role, Permission permission)
{
    if (role >= ROLES || permission >= PERMISSIONS)
        return REACH_NONE;
    char c = permissions[permission].reach[role];
    return c == 'A' ? REACH_ALL : c == 'o' ? REACH_OWN : REACH_NONE;
}

bool grant_has(const Grant *g, const char *code)
{
    if (g->all)
        return true;
    for (size_t i = 0; code && i < g->n; i++)
        if (strcmp(g->codes[i], code) == 0)
            return true;
    return false;
}

/* A portfolio is a union: whatever touches one of its codes. Nothing asked touches nothing. */
static bool touches(const Grant *g, const char *code)
{
    return code && grant_has(g, code);
}

static bool is_own_unit(const Principal *p, const Scope *asked)
{
    bool area = touches(&p->areas, asked->area), department = touches(&p->departments, asked->department);

    if (p->role == ROLE_LEADER)
        return area || department ||
               (asked->leader && p->leader && *p->leader && strcmp(asked->leader, p->leader) == 0);
    return p->role == ROLE_DEPARTMENT ? department : p->role == ROLE_AREA && area;
}

static bool is_own(const Principal *p, const Scope *asked)
{
    if (asked->unit)
        return is_own_unit(p, asked);
    if (p->role == ROLE_FIRM)
        return touches(&p->firms, asked->firm);
    if (asked->firm)
        return false;
    if (p->role == ROLE_LEADER)
        return touches(&p->areas, asked->area) || touches(&p->departments, asked->department) ||
               touches(&p->indicators, asked->indicator) || touches(&p->groups, asked->group);
    return grant_has(&p->areas, asked->area) && grant_has(&p->departments, asked->department) &&
           grant_has(&p->indicators, asked->indicator);
}

bool access_allows(const Principal *p, Permission permission, const Scope *asked)
{
    static const Scope all = {0};

    if (permission >= PERMISSIONS || !(p->carries & (1u << permission)))
        return false;
    if (p->role == ROLE_FIRM && permission == READ_TARGETS)
        return false;
    /* The law: a firm reports for itself, and nobody in its place. */
    if (p->role != ROLE_FIRM && permission == SUBMIT && asked && asked->firm)
        return false;
    if (p->must_change && permission != OWN_ACCOUNT)
        return false;
    switch (access_reach(p->role, permission)) {
    case REACH_ALL:
        return true;
    case REACH_OWN:
        return is_own(p, asked ? asked : &all);
    case REACH_NONE:
        break;
    }
    return false;
}

Principal principal_public(int64_t city)
{
    return (Principal){.city = city, .name = "", .role = ROLE_PUBLIC, .carries = ~0u};
}

const char *role_code(Role r)
{
    return roles[r].code;
}

const char *role_name(Role r, Lang lang)
{
    return TEXT(lang, roles[r].zh, roles[r].en);
}

bool role_parse(const char *text, Role *out)
{
    for (int i = 0; i < ROLES; i++) {
        if (strcmp(roles[i].code, text) != 0 && strcmp(roles[i].zh, text) != 0)
            continue;
        *out = (Role)i;
        return true;
    }
    return false;
}

const char *permission_code(Permission p)
{
    return permissions[p].code;
}

const char *permission_name(Permission p, Lang lang)
{
    return TEXT(lang, permissions[p].zh, permissions[p].en);
}

bool permission_parse(const char *text, Permission *out)
{
    for (int i = 0; i < PERMISSIONS; i++) {
        if (strcmp(permissions[i].code, text) != 0 && strcmp(permissions[i].zh, text) != 0)
            continue;
        *out = (Permission)i;
        return true;
    }
    return false;
}
