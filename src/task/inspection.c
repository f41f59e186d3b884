/* How often a unit may be inspected: joined here with the rules of supervision. */
#include "task/supervision.h"

bool task_inspection_allowed(const TaskWorld *w, const Task *t, int on, Arena *a, Err *e)
{
    Tasks ts;

    if (!w->supervision)
        return true;
    TRY(tasks_load(w->s, w->city->id, 0, a, &ts, e));
    const SupervisionRule *r = inspection_bound(w->supervision, &ts, t->card.lead, on);
    return !r || ERR(e, ERR_CONFLICT, "“%s”（%s）：%d 天内最多实地督查 %d 次，“%s”已经到了次数",
                     "\"%s\" (%s): at most %d days hold %d inspections, and \"%s\" has had them",
                     TEXT(e->lang, r->name_zh, r->name_en), r->source, r->days, r->times, t->card.lead);
}
