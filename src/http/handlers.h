/* One function a route. */
#pragma once
#include "city/records.h"
#include "http/call.h"
#include "indicator/form.h"

bool get_livez(Call *c, Err *e);
bool get_readyz(Call *c, Err *e);
bool get_metrics(Call *c, Err *e);
bool get_openapi(Call *c, Err *e);
bool get_reference(Call *c, Err *e);
bool get_city(Call *c, Err *e);
bool get_areas(Call *c, Err *e);
bool get_indicators(Call *c, Err *e);
bool get_card(Call *c, Err *e);
bool get_indicator(Call *c, Err *e);
bool get_history(Call *c, Err *e);
bool get_why(Call *c, Err *e);
bool get_towns(Call *c, Err *e);
bool get_peers(Call *c, Err *e);
bool get_missing(Call *c, Err *e);
bool get_revisions(Call *c, Err *e);
bool get_submissions(Call *c, Err *e);
bool get_record(Call *c, Err *e);
bool get_audit(Call *c, Err *e);
bool get_session(Call *c, Err *e);
bool post_session(Call *c, Err *e);
bool delete_session(Call *c, Err *e);
bool post_password(Call *c, Err *e);
bool post_totp(Call *c, Err *e);
bool put_totp(Call *c, Err *e);
bool delete_totp(Call *c, Err *e);
bool get_tokens(Call *c, Err *e);
bool post_token(Call *c, Err *e);
bool delete_token(Call *c, Err *e);
bool get_accounts(Call *c, Err *e);
bool post_account(Call *c, Err *e);
bool put_account(Call *c, Err *e);
bool post_account_password(Call *c, Err *e);
bool post_account_state(Call *c, Err *e);
bool post_submission(Call *c, Err *e);
bool get_tables(Call *c, Err *e);
bool get_table(Call *c, Err *e);
bool post_table(Call *c, Err *e);
bool post_judgement(Call *c, Err *e);
bool get_league(Call *c, Err *e);
bool get_portfolio(Call *c, Err *e);
bool get_responsibility(Call *c, Err *e);
bool get_events(Call *c, Err *e);
bool post_job(Call *c, Err *e);
bool get_job(Call *c, Err *e);
bool get_job_file(Call *c, Err *e);

bool get_forms(Call *c, Err *e);
bool get_form(Call *c, Err *e);
bool get_template(Call *c, Err *e);
bool post_form_check(Call *c, Err *e);
bool post_form(Call *c, Err *e);
bool get_completeness(Call *c, Err *e);
bool post_review(Call *c, Err *e);
bool get_reviews(Call *c, Err *e);
bool get_locks(Call *c, Err *e);
bool post_lock(Call *c, Err *e);

bool get_meetings(Call *c, Err *e);
bool post_meeting(Call *c, Err *e);
bool get_meeting(Call *c, Err *e);
bool put_meeting(Call *c, Err *e);
bool post_meeting_issue(Call *c, Err *e);
bool post_meeting_decisions(Call *c, Err *e);
bool get_tasks(Call *c, Err *e);
bool post_task(Call *c, Err *e);
bool get_task(Call *c, Err *e);
bool put_task(Call *c, Err *e);
bool post_task_step(Call *c, Err *e);
bool get_task_file(Call *c, Err *e);
bool post_evidence(Call *c, Err *e);
bool get_supervision(Call *c, Err *e);
bool get_notices(Call *c, Err *e);
bool post_notices_seen(Call *c, Err *e);

bool get_projects(Call *c, Err *e);
bool post_projects(Call *c, Err *e);
bool get_project(Call *c, Err *e);
bool post_project_report(Call *c, Err *e);
bool get_project_league(Call *c, Err *e);
bool get_project_lists(Call *c, Err *e);
bool get_project_batches(Call *c, Err *e);
bool get_project_template(Call *c, Err *e);
bool get_stages(Call *c, Err *e);
bool get_invest(Call *c, Err *e);
bool get_barometer(Call *c, Err *e);
bool get_drivers(Call *c, Err *e);
bool get_scenarios(Call *c, Err *e);
bool post_scenario(Call *c, Err *e);
bool get_scenario_comparison(Call *c, Err *e);

bool get_schemes(Call *c, Err *e);
bool get_scheme(Call *c, Err *e);
bool post_scheme_check(Call *c, Err *e);
bool post_scheme(Call *c, Err *e);
bool post_scheme_publication(Call *c, Err *e);
bool post_scheme_trial(Call *c, Err *e);
bool get_scores(Call *c, Err *e);
bool post_score(Call *c, Err *e);
bool get_score_draft(Call *c, Err *e);
bool get_score(Call *c, Err *e);
bool get_score_why(Call *c, Err *e);
bool get_score_what_if(Call *c, Err *e);
bool get_score_comparison(Call *c, Err *e);
bool post_score_publication(Call *c, Err *e);
bool get_appeals(Call *c, Err *e);
bool post_appeal(Call *c, Err *e);
bool post_appeal_answer(Call *c, Err *e);
bool get_entries(Call *c, Err *e);
bool get_entry_kinds(Call *c, Err *e);
bool post_entry(Call *c, Err *e);

/* A column of a table, as an object. */
void table_column_json(const CityColumn *x, Json *j);

/* ---- what handlers of collecting share ---- */
/* May the caller do that about some figure that the unit answers for? */
bool call_allows_unit(const Call *c, Permission permission, const Unit *u);
/* The round of collecting that is asked about, lateness counted from today. */
MUST_USE bool call_collecting(Call *c, Collecting *out, Err *e);

/* ---- what handlers of writes share ---- */
/* The end of a day of the body, in seconds; 0 where none is given. Fails: INVALID. */
MUST_USE bool body_day_end(const Call *c, const char *name, int64_t *out, Err *e);
/* Who hands in, now. */
Intake call_intake(const Call *c);
/* Imports the file and tells its receipt; what is refused is told cell by cell. check=yes stores nothing. */
MUST_USE bool call_import(Call *c, const ImportBytes *file, ImportSpec *spec, Err *e);
