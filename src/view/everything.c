#include "view/everything.h"

#include "account/account.h"
#include "indicator/observation.h"
#include "notice/notice.h"
#include "outlook/scenario.h"
#include "project/register.h"
#include "score/appeal.h"
#include "task/task.h"

bool everything_verify(Store *s, int64_t city, bool deep, Verification *v, Err *e)
{
    return ledger_verify(s, city, v, e) && account_verify(s, city, v, e) && notice_verify(s, city, v, e) &&
           task_verify(s, city, v, e) && project_verify(s, city, v, e) && scenario_verify(s, city, v, e) &&
           assessment_verify(s, city, deep, v, e);
}
