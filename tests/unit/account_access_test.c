/* Who may do what: the whole table, and what a unit of one's own is. */
#include "cm.h"

#include "account_fixture.h"
#include "account_matrix.h"

/* ---- the table ---- */

/* Somebody in that role, who has town 330182001 and what stands beside it in the questions below. */
static Principal one_of(Role role)
{
    static const char *towns[] = {"330182001"}, *offices[] = {"czj"}, *firms[] = {"F1"};
    Principal p = {.city = 330182, .account = 1, .name = "x", .role = role, .carries = ~0u};

    if (role == ROLE_PUBLIC)
        return principal_public(330182);
    if (role == ROLE_AREA || role == ROLE_LEADER)
        p.areas = (Grant){.codes = towns, .n = 1};
    if (role == ROLE_AREA)
        p.departments = p.indicators = (Grant){.all = true};
    if (role == ROLE_DEPARTMENT) {
        p.departments = (Grant){.codes = offices, .n = 1};
        p.areas = p.indicators = (Grant){.all = true};
    }
    if (role == ROLE_FIRM)
        p.firms = (Grant){.codes = firms, .n = 1};
    return p;
}

static void every_role_has_every_permission_as_the_table_says(void **state)
{
    (void)state;
    const Scope own = {
        .area = "330182001", .department = "czj", .indicator = "TREV", .group = "财政", .firm = NULL};
    const Scope foreign = {
        .area = "330182002", .department = "tjj", .indicator = "IVA", .group = "工业", .firm = NULL};
    const Scope own_firm = {
        .area = "330182001", .department = "czj", .indicator = "TREV", .group = "财政", .firm = "F1"};
    const Scope foreign_firm = {
        .area = "330182001", .department = "czj", .indicator = "TREV", .group = "财政", .firm = "F2"};
    char *text = strdup(account_matrix), *rest = text, *line = strsep(&rest, "\n");
    Role columns[ROLES];
    int n_lines = 0, n_columns = 0;

    strsep(&line, " ");
    for (char *word; (word = strsep(&line, " "));)
        if (*word)
            assert_true(role_parse(word, &columns[n_columns++]));
    assert_int_equal(n_columns, ROLES);
    while ((line = strsep(&rest, "\n")) && *line) {
        const char *name = strsep(&line, " ");
        Permission permission;
        int column = 0;
        assert_true(permission_parse(name, &permission));
        assert_int_equal(permission, n_lines++);
        for (char *word; (word = strsep(&line, " "));) {
            if (!*word)
                continue;
            Role role = columns[column++];
            Principal p = one_of(role);
            bool firm = role == ROLE_FIRM;
            bool may_own = access_allows(&p, permission, firm ? &own_firm : &own);
            bool may_foreign = access_allows(&p, permission, firm ? &foreign_firm : &foreign);
            if (may_own != (word[0] == 'Y') || may_foreign != (word[1] == 'Y'))
                fail_msg("%s, %s: expected %s, found %c%c", name, role_code(role), word, may_own ? 'Y' : '-',
                         may_foreign ? 'Y' : '-');
        }
        assert_int_equal(column, ROLES);
    }
    assert_int_equal(n_lines, PERMISSIONS);
    free(text);
}

static void nothing_is_allowed_by_default(void **state)
{
    (void)state;
    const Scope own = {
        .area = "330182001", .department = "czj", .indicator = "TREV", .group = "财政", .firm = "F1"};
    Principal nobody = {0}, office = one_of(ROLE_DEPARTMENT), future = one_of(ROLE_ANALYST);

    future.role = (Role)ROLES;
    for (int p = 0; p <= PERMISSIONS; p++) {
        assert_false(access_allows(&nobody, (Permission)p, &own));
        assert_false(access_allows(&future, (Permission)p, &own));
    }
    Principal empty = {.role = ROLE_AREA, .carries = ~0u};
    assert_false(access_allows(&empty, SUBMIT, &own));
    /* A question about everything is not one about one's own. */
    assert_false(access_allows(&office, READ_ALL, NULL));
    assert_false(access_allows(&office, SUBMIT, &(Scope){.area = "330182001"}));
    assert_true(access_allows(&office, SUBMIT, &(Scope){.department = "czj"}));
    assert_false(access_allows(&office, (Permission)PERMISSIONS, &own));
}

static void a_firm_sees_no_target_and_hands_in_for_itself_alone(void **state)
{
    (void)state;
    Principal firm = one_of(ROLE_FIRM);
    const char *every[] = {"330182", NULL};

    for (size_t i = 0; i < COUNT(every); i++) {
        firm.areas = firm.departments = firm.indicators = firm.groups = (Grant){.all = true};
        assert_false(access_allows(
            &firm, READ_TARGETS,
            &(Scope){
                .area = every[i], .department = "czj", .indicator = "TREV", .group = "财政", .firm = "F1"}));
        assert_false(access_allows(&firm, READ_TARGETS, &(Scope){.area = every[i]}));
        assert_false(access_allows(
            &firm, SUBMIT,
            &(Scope){.area = every[i], .department = "czj", .indicator = "TREV", .group = "财政"}));
    }
    assert_int_equal(access_reach(ROLE_FIRM, READ_TARGETS), REACH_NONE); /* the table alone says so, too */
    assert_true(access_allows(&firm, SUBMIT, &(Scope){.firm = "F1"}));
    /* Nor does anybody fill a firm's report in for it. */
    for (int role = 0; role < ROLES; role++) {
        Principal other = one_of((Role)role);
        assert_int_equal(access_allows(&other, SUBMIT,
                                       &(Scope){.area = "330182001",
                                                .department = "czj",
                                                .indicator = "TREV",
                                                .group = "财政",
                                                .firm = "F1"}),
                         role == ROLE_FIRM);
    }
}

static void a_one_time_password_opens_only_its_own_change(void **state)
{
    (void)state;
    Principal p = one_of(ROLE_ADMINISTRATOR);

    p.must_change = true;
    for (int i = 0; i < PERMISSIONS; i++)
        assert_int_equal(access_allows(&p, (Permission)i, NULL), i == OWN_ACCOUNT);
}

static void a_credential_carries_no_more_than_it_says(void **state)
{
    (void)state;
    Principal p = one_of(ROLE_ANALYST);

    p.carries = 1u << READ_ALL;
    for (int i = 0; i < PERMISSIONS; i++)
        assert_int_equal(access_allows(&p, (Permission)i, NULL), i == READ_ALL);
}

/* ---- accounts as those who ask ---- */

static Principal principal(AccountFixture *x, const char *name)
{
    Account a = account_of(x, name);
    Principal p;

    account_principal(&x->city, &a, ~0u, x->f->arena, &p);
    return p;
}

static void an_area_has_all_that_lies_in_it(void **state)
{
    (void)state;
    AUTO(accounts_free) AccountFixture *x = accounts_new();

    add(x, (AccountSpec){.name = "whole", .role = ROLE_AREA, .areas = "330182"});
    add(x, (AccountSpec){.name = "town", .role = ROLE_AREA, .areas = "330182001", .indicators = "IVA; TREV"});
    Principal whole = principal(x, "whole"), town = principal(x, "town");
    assert_true(access_allows(&whole, SUBMIT,
                              &(Scope){.area = "330182002", .department = "tjj", .indicator = "IVA"}));
    assert_false(
        access_allows(&whole, SUBMIT, &(Scope){.area = "330101", .department = "tjj", .indicator = "IVA"}));
    assert_true(
        access_allows(&town, SUBMIT, &(Scope){.area = "330182001", .department = "tjj", .indicator = "IVA"}));
    assert_false(
        access_allows(&town, SUBMIT, &(Scope){.area = "330182001", .department = "tjj", .indicator = "GDP"}));
    assert_false(
        access_allows(&town, SUBMIT, &(Scope){.area = "330182", .department = "tjj", .indicator = "IVA"}));
}

static void a_leader_has_the_portfolio_of_leaders_csv(void **state)
{
    (void)state;
    AUTO(accounts_free) AccountFixture *x = accounts_new();

    add(x, (AccountSpec){.name = "vice", .role = ROLE_LEADER, .leader = "L1"});
    add(x, (AccountSpec){.name = "mayor", .role = ROLE_LEADER, .areas = "330182"});
    Principal vice = principal(x, "vice"), mayor = principal(x, "mayor");
    const Scope
        finance = {.area = "330182", .department = "czj", .indicator = "TREV", .group = "财政", .firm = NULL},
        industry = {.area = "330182", .department = "tjj", .indicator = "IVA", .group = "工业", .firm = NULL},
        whole = {.area = "330182", .department = "tjj", .indicator = "GDP", .group = "综合", .firm = NULL};
    assert_true(access_allows(&vice, READ_TARGETS, &finance));  /* by department */
    assert_true(access_allows(&vice, READ_TARGETS, &industry)); /* by group */
    assert_false(access_allows(&vice, READ_TARGETS, &whole));
    assert_false(access_allows(&vice, SUBMIT, &finance));
    assert_true(access_allows(&mayor, READ_TARGETS, &whole) && access_allows(&mayor, READ_ALL, &industry));
    assert_false(access_allows(&mayor, READ_ALL, NULL));
}

static void a_wrong_list_is_refused_with_what_to_do(void **state)
{
    (void)state;
    AUTO(accounts_free) AccountFixture *x = accounts_new();
    const struct {
        AccountSpec spec;
        ErrKind kind;
        const char *says;
    } cases[] = {
        {{.name = "a1", .role = ROLE_DEPARTMENT}, ERR_INVALID, "needs --departments"},
        {{.name = "a1", .role = ROLE_AREA}, ERR_INVALID, "needs --areas"},
        {{.name = "a1", .role = ROLE_LEADER}, ERR_INVALID, "needs --leader"},
        {{.name = "a1", .role = ROLE_FIRM}, ERR_INVALID, "needs --firms"},
        {{.name = "a1", .role = ROLE_FIRM, .firms = "*"}, ERR_INVALID, "needs --firms"},
        {{.name = "a1", .role = ROLE_FIRM, .firms = "F1", .areas = "330182"}, ERR_INVALID, "takes no"},
        {{.name = "a1", .role = ROLE_ANALYST, .areas = "330182"}, ERR_INVALID, "takes no"},
        {{.name = "a1", .role = ROLE_AUDITOR, .leader = "L1"}, ERR_INVALID, "takes no --leader"},
        {{.name = "a1", .role = ROLE_PUBLIC}, ERR_INVALID, "needs no account"},
        {{.name = "a1", .role = ROLE_LEADER, .leader = "L9"}, ERR_NOT_FOUND, "L9"},
        {{.name = "a1", .role = ROLE_AREA, .areas = "洋溪街"}, ERR_NOT_FOUND, "洋溪街道"},
        {{.name = "a1", .role = ROLE_AREA, .areas = "洋溪街道"}, ERR_INVALID, "330182002"},
        {{.name = "a1", .role = ROLE_DEPARTMENT, .departments = "xxj"}, ERR_NOT_FOUND, "departments.csv"},
        {{.name = "a1", .role = ROLE_AREA, .areas = "330182", .indicators = "NO"},
         ERR_NOT_FOUND,
         "indicators.csv"},
        {{.name = "a", .role = ROLE_ANALYST}, ERR_INVALID, "2 to 32"},
        {{.name = "局长", .role = ROLE_ANALYST}, ERR_INVALID, "letters a-z"},
        {{.name = "-ab", .role = ROLE_ANALYST}, ERR_INVALID, "first"},
        {{.name = "a1", .display = "two\nlines", .role = ROLE_ANALYST}, ERR_INVALID, "one line"},
        {{.name = "a1", .role = ROLE_ANALYST, .subject = "s"}, ERR_INVALID, "--issuer"},
    };

    for (size_t i = 0; i < COUNT(cases); i++) {
        assert_false(try_add(x, cases[i].spec, GOOD_PASSWORD));
        if (x->f->e.kind != cases[i].kind || !strstr(x->f->e.msg, cases[i].says))
            fail_msg("case %zu: %d %s", i, (int)x->f->e.kind, x->f->e.msg);
    }
}

/* A unit is asked about as such: its tasks and its score are its own whatever the indicators are. */
static void a_unit_has_what_is_its_own_and_a_leader_what_it_is_in_charge_of(void **state)
{
    (void)state;
    const Scope town = {.unit = true, .area = "330182001"}, other = {.unit = true, .area = "330182002"};
    const Scope office = {.unit = true, .department = "czj"}, nothing = {.unit = true};
    const Scope charge = {.unit = true, .department = "tjj", .leader = "L07"};
    Principal area = one_of(ROLE_AREA), dept = one_of(ROLE_DEPARTMENT), leader = one_of(ROLE_LEADER);

    assert_true(access_allows(&area, REPORT, &town) && !access_allows(&area, REPORT, &other));
    assert_false(access_allows(&area, REPORT, &office));
    assert_true(access_allows(&dept, REPORT, &office) && !access_allows(&dept, REPORT, &town));
    assert_false(access_allows(&area, REPORT, &nothing) || access_allows(&dept, REPORT, &nothing));
    assert_true(access_allows(&leader, READ_TASKS, &town) && !access_allows(&leader, READ_TASKS, &charge));
    leader.leader = "L07";
    assert_true(access_allows(&leader, READ_TASKS, &charge));
    assert_false(access_allows(&leader, APPEAL, &charge));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_role_has_every_permission_as_the_table_says),
        cmocka_unit_test(nothing_is_allowed_by_default),
        cmocka_unit_test(a_firm_sees_no_target_and_hands_in_for_itself_alone),
        cmocka_unit_test(a_one_time_password_opens_only_its_own_change),
        cmocka_unit_test(a_credential_carries_no_more_than_it_says),
        cmocka_unit_test(an_area_has_all_that_lies_in_it),
        cmocka_unit_test(a_leader_has_the_portfolio_of_leaders_csv),
        cmocka_unit_test(a_unit_has_what_is_its_own_and_a_leader_what_it_is_in_charge_of),
        cmocka_unit_test(a_wrong_list_is_refused_with_what_to_do),
    };
    return cmocka_run_group_tests_name("account_access", tests, NULL, NULL);
}
