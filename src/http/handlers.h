/* One function a route. */
#pragma once
#include "http/call.h"

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
bool get_events(Call *c, Err *e);
bool get_audit(Call *c, Err *e);
