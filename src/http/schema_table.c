/* The one table of schemas: what replies and bodies hold, a row a kind of object. */
#include "http/schemas.h"

/* Fields of a row of the card and of a situation. */
#define SITUATION                                                                                            \
    "group:text indicator:text name:text unit:text area:text period:text basis:text value:num? growth:num? " \
    "growth_source:text growth_change:num? growth_average2:num? month:num? month_growth:num? "               \
    "target_measure:text target:num? target_status:text completion_pct:num? time_pct:num? lead:num? "        \
    "light:text rank:int? rank_of:int? rank_source:text rank_move:int? behind_next:num? rest_amount:num? "   \
    "rest_growth_low:num? rest_growth_high:num? rest_reached:int? rest_years:int? year_end:num? "            \
    "year_end_low80:num? year_end_high80:num? year_end_method:text year_end_growth:num? "                    \
    "year_end_growth_low80:num? year_end_growth_high80:num? year_end_growth_method:text "                    \
    "department_year_end:num? department_year_end_growth:num? target_probability:num? judgement:text "       \
    "value_status:text growth_status:text uses_sample:bool"

#define FORM_ROW                                                                                             \
    "unit_kind:text unit:text name:text period:text due_on:text late_days:int n_due:int n_in:int "           \
    "n_approved:int n_missing:int n_late:int n_returned:int state:text"
#define OWED_WHAT                                                                                            \
    "indicator:text name:text unit:text area:text area_name:text measure:text basis:text period:text"
#define OWED_BECAME                                                                                          \
    " state:text reason:text submission:int? by:text at:text due_on:text late_days:int locked:bool "         \
    "forecast_only:bool"

#define TASK_ROW                                                                                             \
    "id:int title:text sentence:text state:text state_name:text lamp:text lamp_name:text "                   \
    "lamp_why:text lead:text lead_name:text lead_kind:text supporting:text leader:text "                     \
    "leader_name:text due_on:text first_due_on:text days_left:int? late_days:int late_first_days:int "       \
    "urgency:text serves:text serves_code:text serves_name:text meeting:int meeting_title:text "             \
    "sentence_at:int? rhythm:text measure:text registered_on:text issued_on:text accepted_on:text "          \
    "last_feedback_on:text feedback_due_on:text extension_asked:text asked_close_on:text "                   \
    "closed_on:text slip:text extensions:int returns:int parent:int merged_into:int sample:bool"
#define MEETING_ROW                                                                                          \
    "id:int kind:text kind_name:text title:text period:text held_on:text decisions:int issued:int "          \
    "closed:int late:int changes:int by:text at:text sample:bool"
#define SUPERVISION_COUNTS                                                                                   \
    "open:int waiting:int closed:int closed_in_time:int in_time_pct:num? late:int red:int yellow:int "       \
    "green:int average_days:num?"

#define SCORE_LINE                                                                                           \
    "item:text name:text group:text kind:text raw:num? bounded:num? points:num? weight:num factor:num "      \
    "state:text bound:text gate:text"
#define SCORE_TOTAL                                                                                          \
    "unit:text name:text class:text total:num? place:int? of:int unknown:int lists:text gate:text"

#define PROJECT_WHO                                                                                          \
    "code:text name:text class:text class_name:text area:text area_name:text department:text "               \
    "department_name:text leader:text leader_name:text owner:text owner_kind:text "
#define PROJECT_MONEY                                                                                        \
    "total:num to_date:num? plan_year:num? plan_done:num? done:num? entered:num? done_pct:num? "             \
    "ahead_pp:num? ahead_own_pp:num? "
#define PROJECT_STANDING                                                                                     \
    "stage:text stage_name:text planned_start:text start:text entry:text planned_end:text end:text "         \
    "start_months_late:num? reported:text lamp:text lamp_name:text reasons:text "
#define PROJECT_FORESEEN                                                                                     \
    "year_end:num? year_end_low80:num? year_end_high80:num? plan_probability:num? end_forecast:text "        \
    "end_by_plan_probability:num? "
#define PROJECT_LIGHT                                                                                        \
    "rule:text lamp:text lamp_name:text counts:bool value:num? made_good:bool reason:text rule_source:text"

static const Schema schemas[] = {
    {"Problem", "type:text title:text status:int detail:text instance:text", "问题说明（RFC 9457）",
     "problem document (RFC 9457)"},
    {"City",
     "code:text name:text name_zh:text name_en:text peer_set:text areas:int indicators:int submission:int "
     "audit:int "
     "sample:bool latest_period:text periods:text[]",
     "本市；submission 和 audit 是数据的版本", "the city; submission and audit are the version of the data"},
    {"Area",
     "code:text name:text name_zh:text name_en:text kind:text parent:text valid_from:text valid_to:text",
     "地区", "an area"},
    {"Indicator",
     "code:text name:text name_zh:text name_en:text group:text unit:text kind:text frequency:text bases:text "
     "direction:text decimals:int department:text department_name:text part_of:text growth_at:text "
     "towns:bool",
     "指标", "an indicator"},
    {"CardRow", SITUATION, "报告卡的一行", "a row of the report card"},
    {"ContributionPart",
     "indicator:text area:text name:text share_pct:num growth:num points:num base_derived:bool sample:bool",
     "拉动中的一部分", "a part's contribution"},
    {"Contribution",
     "indicator:text name:text by:text growth:num residual:num unknown_parts:int sample:bool "
     "parts:ContributionPart[]",
     "各部分对增速的拉动，单位百分点，与残差相加等于总增速",
     "points that each part brings to the growth; with the residual they add "
     "up to it"},
    {"Card",
     "area:text area_name:text period:text period_title:text sentence:text sample:bool targets:int green:int "
     "yellow:int red:int unjudged:int rows:CardRow[] off_course:text[] missing:text[] "
     "contributions:Contribution[]",
     "报告卡", "the report card"},
    {"Quantile", "p:num value:num", "分位数：低于 value 的概率为 p",
     "a quantile: it stays below value with probability p"},
    {"Outcome",
     "method:text mid:num low80:num? high80:num? low95:num? high95:num? years:int sample:bool "
     "quantiles:Quantile[]",
     "全年预计的分布", "the distribution of the year's end"},
    {"Target", "year:int measure:text relation:text value:num binding:bool sample:bool source:text rule:text",
     "年度目标", "the target of the year"},
    {"Situation",
     SITUATION
     " area_name:text period_title:text known:bool judgement_words:text light_words:text next_area:text "
     "target_detail:Target? year_end_level:Outcome? year_end_of_growth:Outcome?",
     "一项指标的形势", "the situation of one indicator"},
    {"Fact",
     "period:text period_title:text basis:text measure:text value:num decimals:int status:text counts:bool "
     "known_on:text submission:int source:text",
     "一个已知的数；counts 为假的是已有实绩的部门预计",
     "a known figure; where counts is false, a department's forecast that was overtaken"},
    {"WhyFact",
     "period:text basis:text measure:text value:num status:text known_on:text submission:int file:text "
     "sheet:text "
     "cell:text by:text received_at:text sha256:text source:text note:text",
     "依据的数和它在文件里的位置", "a fact and its cell in the file it came in"},
    {"WhyStep", "what:text how:text source:text facts:WhyFact[]", "一步：结果、规则和算式、依据",
     "a step: result, rule and "
     "arithmetic, facts"},
    {"Why", "indicator:text area:text period:text steps:WhyStep[]", "一个数是怎么来的",
     "where a number comes from"},
    {"Town", "area:text name:text value:num? growth:num? year_end:num? low80:num? high80:num? sample:bool",
     "一个镇街", "a town"},
    {"Towns", "indicator:text period:text basis:text adds_up:bool city:Town towns:Town[]", "各镇街",
     "the towns"},
    {"Peer", "area:text name:text growth:num? place:int? place_before:int? status:text own:bool", "同类地区",
     "a peer"},
    {"Missing",
     "department:text department_name:text indicator:text name:text area:text area_name:text "
     "forecast_only:bool",
     "还缺的数", "a figure that is owed"},
    {"Revision",
     "known_on:text indicator:text name:text area:text area_name:text period:text basis:text measure:text "
     "from:num "
     "from_status:text to:num to_status:text submission_before:int submission:int by:text file:text",
     "修订", "a revision"},
    {"Submission",
     "id:int kind:text file:text known_on:text received_at:text by:text rows:int sha256:text findings:text "
     "audit:int",
     "收到的文件和回执", "a file received, with its receipt"},
    {"Judgement",
     "judged_on:text period:text area:text indicator:text name:text measure:text relation:text goal:num "
     "probability:num year_end:num? low80:num? high80:num? carried:num? department:num? method:text data:int "
     "sample:bool result:num? met:bool?",
     "一项判断和结果", "a judgement and what became of it"},
    {"Reliability", "from:num said:num? met:int n:int", "说的概率和实际", "said and happened"},
    {"Record",
     "n:int settled:int brier:num? brier_time_progress:num? brier_carried:num? ranges:int ranges_held:int "
     "error:num? "
     "error_carried:num? error_department:num? reliability:Reliability[] judgements:Judgement[]",
     "过去判断的对错", "the record of past judgements"},
    {"SessionAccount",
     "name:text display:text role:text role_name:text leader:text must_change:bool second_factor:bool",
     "登录的账户", "the account that is logged in"},
    {"Session",
     "account:SessionAccount? permissions:text[] areas:text[] departments:text[] indicators:text[] csrf:text "
     "expires_at:text",
     "当前登录；没有登录时 account 为 null", "who is logged in; account is null for nobody"},
    {"Login", "name:text password:text code:text?", "登录", "a login"},
    {"PasswordChange", "old:text new:text", "改密码", "a change of one's password"},
    {"TotpSecret", "secret:text uri:text", "第二因素的密钥", "the secret of a second factor"},
    {"TotpProof", "secret:text code:text", "密钥和验证器上的 6 位数字",
     "the secret and the six digits that prove it was taken over"},
    {"Token",
     "id:int account:text label:text prefix:text scope:text state:text created_at:text expires_at:text "
     "used_at:text",
     "令牌", "a token"},
    {"TokenSpec", "label:text scope:text expires_on:text?", "要的令牌", "a token that is wanted"},
    {"TokenMade", "id:int token:text", "新的令牌", "a new token"},
    {"Account",
     "name:text display:text role:text leader:text areas:text departments:text indicators:text firms:text "
     "issuer:text subject:text state:text wait_s:int password:bool second_factor:bool expires_at:text",
     "账户", "an account"},
    {"AccountSpec",
     "name:text display:text? role:text leader:text? areas:text? departments:text? indicators:text? "
     "firms:text? expires_on:text?",
     "要的账户；清单是以 ; 分隔的代码", "an account that is wanted; lists are codes separated by ;"},
    {"AccountChange",
     "display:text? role:text leader:text? areas:text? departments:text? indicators:text? firms:text? "
     "expires_on:text?",
     "账户应有的样子；没有给出的清空", "how the account is to be; what is left out is emptied"},
    {"AccountState", "disabled:bool", "停用或启用", "disabled or not"},
    {"OneTimePassword", "account:text one_time_password:text", "一次性密码，只显示这一次",
     "a one-time password, shown this once"},
    {"Finding",
     "detail:text severity:text code:text file:text sheet:text row:int column:int cell:text found:text "
     "expected:text",
     "检查发现的一处", "one thing that a check found"},
    {"Receipt", "submission:int rows:int audit_seq:int file_sha256:text same_as:int findings:Finding[]",
     "回执；只检查时 submission 为 0；same_as 不为 0 的以前已报过",
     "a receipt; submission is 0 when only checked; with same_as it was handed in before"},
    {"Form", FORM_ROW, "一个单位的报表", "a unit's form"},
    {"FormCell",
     OWED_WHAT " decimals:int value:num? status:text before:num? before_period:text before_status:text "
               "last_year:num? last_year_status:text "
               "expected_low:num? expected_high:num?" OWED_BECAME,
     "报表的一格", "a cell of a form"},
    {"FormFull", FORM_ROW " cells:FormCell[]", "一张报表", "a form with its cells"},
    {"FormEntry", "indicator:text area:text? measure:text? value:text note:text? status:text?",
     "填的一格；value 是文本", "a cell as filled in; value is a text"},
    {"FormWish", "period:text cells:FormEntry[] accept_warnings:bool?", "报送的一张报表", "a form handed in"},
    {"FormFinding",
     "detail:text severity:text code:text file:text sheet:text row:int column:int cell:text found:text "
     "expected:text indicator:text area:text measure:text",
     "检查发现的一处，和它所说的格", "one thing that a check found, and the cell it is about"},
    {"FormReceipt",
     "accepted:bool stored:bool error:text detail:text submission:int rows:int audit_seq:int "
     "file_sha256:text findings:FormFinding[]",
     "报表的回执", "the receipt of a form"},
    {"OwedCounts", "n_due:int n_in:int n_approved:int n_missing:int n_late:int n_returned:int", "个数",
     "counts"},
    {"OwedCell", OWED_WHAT OWED_BECAME, "应报的一个数", "a figure that is owed"},
    {"OwedRow", "unit_kind:text unit_code:text unit_name:text " OWED_WHAT OWED_BECAME, "应报的一个数",
     "a figure that is owed"},
    {"OwedUnit",
     "kind:text unit:text name:text due_on:text late_days:int n_due:int n_in:int n_approved:int "
     "n_missing:int n_late:int n_returned:int locked:bool cells:OwedCell[]",
     "一个单位", "a unit"},
    {"Completeness", "period:text units:OwedUnit[] counts:OwedCounts", "报送情况",
     "what is in and what is not"},
    {"ReviewWish", "decision:text reason:text?", "审核：approve 或 return，退回要说理由",
     "a review: approve, or return with a reason"},
    {"Review", "id:int submission:int decision:text reason:text by:text at:text audit:int", "一次审核",
     "a review"},
    {"LockWish", "period:text department:text? locked:bool reason:text", "锁定或解锁；department 不给为全部",
     "a month to be closed or opened; all departments where none is given"},
    {"Lock",
     "id:int period:text department:text locked:bool reason:text by:text at:text counts:bool audit:int",
     "一次锁定或解锁", "a month that was closed or opened"},
    {"TableColumn", "name:text rule:text required:bool key:bool choices:text refers:text", "表的一列",
     "a column of a table"},
    {"Table", "kind:text columns:TableColumn[]", "一张表", "a table"},
    {"Tables", "tables:Table[]", "各张表", "the tables"},
    {"TableState", "kind:text columns:TableColumn[] submission:int rows:map[]", "一张表的现状",
     "a table as known"},
    {"TableRows", "rows:map[]", "一张表的各行", "the rows of a table"},
    {"JudgementWish", "period:text? area:text?", "要判断的时期和地区", "period and area to be judged"},
    {"LeagueArea", "code:text name:text", "镇街", "a town"},
    {"LeagueIndicator", "code:text name:text unit:text decimals:int", "指标", "an indicator"},
    {"LeagueCell", "value:num? place:int? place_before:int? status:text", "一个镇街的一项指标",
     "one indicator of one town"},
    {"League",
     "period:text measure:text areas:LeagueArea[] indicators:LeagueIndicator[] cells:LeagueCell[][]",
     "排位表：cells 的行是镇街、列是指标", "the league: a row of cells a town, a column an indicator"},
    {"LeagueRow",
     "area:text area_name:text indicator:text name:text period:text measure:text value:num? place:int? "
     "place_before:int? status:text",
     "一个镇街的一项指标", "one indicator of one town"},
    {"PortfolioRow", SITUATION " area_name:text department:text department_name:text", "分管的一项指标",
     "an indicator of a portfolio"},
    {"Responsibility",
     "kind:text code:text name:text group:text department:text department_name:text leaders:text "
     "leader_titles:text",
     "谁负责", "who answers for it"},
    {"JobWish", "kind:text", "要的作业：verify 或 export", "the job that is wanted: verify or export"},
    {"JobResult", "sound:bool entries:int submissions:int rows:int detail:text bytes:int", "作业的结果",
     "what a job found"},
    {"Job", "id:text kind:text state:text progress:num result:JobResult?", "作业", "a job"},
    {"TaskRow", TASK_ROW, "督查事项", "a task"},
    {"TaskUnit", "kind:text code:text name:text", "单位", "a unit"},
    {"TaskFile", "name:text sha256:text bytes:int", "佐证文件", "a file given as evidence"},
    {"TaskEvent",
     "id:int on:text at:text by:text verb:text verb_name:text party:text unit:text unit_name:text text:text "
     "date:text value:num? value_unit:text files:TaskFile[] other:int parts:text rule:text rule_name:text "
     "colour:text base_on:text grace:int told:text audit:int",
     "办理的一步", "a step that was taken"},
    {"LampReason", "lamp:text lamp_name:text text:text rule:text memory:bool", "亮灯的一条理由",
     "a reason of a light"},
    {"TaskStep", "verb:text name:text unit:text unit_name:text needs_text:bool",
     "本账户现在可做的一步，代表哪个单位", "a step that the caller may take now, and as which unit"},
    {"TaskEffectPoint", "period:text title:text value:num? growth:num? since:bool sample:bool",
     "一期；since 为真的在交办之后", "a period; since: after the issue"},
    {"TaskEffect",
     "indicator:text name:text area:text area_name:text unit:text decimals:int from_period:text "
     "from_title:text from_value:num? from_growth:num? to_period:text to_title:text to_value:num? "
     "to_growth:num? change_pp:num? target:num? target_measure:text sample:bool points:TaskEffectPoint[]",
     "问效：交办时已知的最近一期，和现在的",
     "the effect: the last figure known at the issue, and the last now"},
    {"Task",
     TASK_ROW " supporting_units:TaskUnit[] events:TaskEvent[] reasons:LampReason[] "
              "allowed:TaskStep[] parts:TaskRow[] effect:TaskEffect?",
     "一个督查事项", "a task, whole"},
    {"TaskSpec",
     "meeting:int? sentence_at:int? sentence:text? title:text? serves:text? serves_code:text? lead:text? "
     "supporting:text? leader:text? due_on:text? measure:text? rhythm:text? urgency:text?",
     "要立的事项", "a task that is wanted"},
    {"TaskFileRef", "name:text sha256:text", "已上传的佐证", "evidence that was kept"},
    {"StepWish",
     "verb:text unit:text? text:text? date:text? value:text? value_unit:text? files:TaskFileRef[]? "
     "other:int? "
     "parts:TaskSpec[]?",
     "要办的一步", "a step that is wanted"},
    {"MeetingRow", MEETING_ROW, "会议", "a meeting"},
    {"Sentence", "at:int n:int text:text likely:bool lead:text lead_name:text due_on:text task:int",
     "纪要里的一句；likely 为真的像是决定", "a sentence of the minutes; likely: it looks like a decision"},
    {"Meeting", MEETING_ROW " agenda:text minutes:text sentences:Sentence[] tasks:TaskRow[]", "一次会议",
     "a meeting, whole"},
    {"MeetingWish", "kind:text title:text period:text? held_on:text? agenda:text? minutes:text?",
     "要登记的会议", "a meeting to be put on record"},
    {"DecisionReceipt", "stored:bool tasks:int findings:Finding[]", "登记了几项", "how many were registered"},
    {"SupervisionUnit",
     "kind:text unit:text name:text " SUPERVISION_COUNTS
     " oldest_days:int slips_blue:int slips_yellow:int slips_orange:int slips_red:int",
     "一个单位或一位领导", "a unit or a leader"},
    {"StateCount", "state:text name:text n:int", "一种状态的件数", "tasks in a state"},
    {"AgeCount", "days_from:int days_to:int? n:int", "交办以来这么多天的在办件数",
     "open tasks issued that many days ago"},
    {"Supervision",
     "as_of:text " SUPERVISION_COUNTS
     " units:SupervisionUnit[] leaders:SupervisionUnit[] states:StateCount[] ages:AgeCount[]",
     "督查情况", "how supervision stands"},
    {"Notice",
     "id:int at:text on:text kind:text subject:text recipient_kind:text recipient:text recipient_name:text "
     "title:text "
     "text:text link:text urgent:bool by:text seen:bool? delivery:text addresses:int sent:int given_up:int "
     "next_at:text detail:text audit:int",
     "一条通知，发到哪里没有", "a notice, and whether it was sent"},
    {"SchemeRow",
     "scheme:text version:int name_zh:text name_en:text from:text imported_at:text imported_by:text "
     "published_at:text published_by:text sha256:text audit:int sample:bool",
     "一版考核办法；from 为空的还没有施行", "a version of a scheme; from is empty until it is in force"},
    {"SchemeTable", "name:text columns:TableColumn[] rows:map[]", "考核办法的一张表", "a table of a scheme"},
    {"SchemeWord", "name:text arguments:text text:text example:text words:ScoreName[]", "公式里的一个词",
     "a word of formulas"},
    {"Scheme",
     "scheme:text version:int name:text sample:bool from:text tables:SchemeTable[] functions:SchemeWord[] "
     "readers:SchemeWord[]",
     "一版考核办法", "a version of a scheme, whole"},
    {"SchemeSheet", "name:text rows:map[]", "一张表的各行", "the rows of a table"},
    {"SchemeTables", "tables:SchemeSheet[]", "考核办法的各张表", "the tables of a scheme"},
    {"SchemeCheck", "ok:bool findings:Finding[]", "检查的结果", "what a check found"},
    {"SchemePublicationWish", "version:int from:text", "哪一版、自哪天起",
     "which version, from which day on"},
    {"TrialWish",
     "formula:text class:text period:text table:text? code:text? version:int? tables:SchemeSheet[]?",
     "要试的公式", "a formula to be tried"},
    {"TrialValue", "unit:text name:text value:num?", "一个单位的值", "the value of a unit"},
    {"TrialFault", "at:int n:int column:int text:text", "公式里的一处错误，按字符计",
     "a fault of the formula, in characters"},
    {"Trial", "ok:bool unit:text values:TrialValue[] faults:TrialFault[]", "试算的结果",
     "what came of a trial"},
    {"RunRow",
     "run:int scheme:text version:int period:text kind:text corrects:int? appeal:int? title:text "
     "shown_from:text as_of:text until_submission:int lines:int sha256:text by:text at:text audit:int",
     "一次考核", "a run"},
    {"ScoreWish",
     "scheme:text period:text as_of:text? title:text? corrects:int? appeal:int? hold_bounds:bool?",
     "要算的考核", "a run that is wanted"},
    {"ScorePublicationWish", "from:text title:text", "自哪天起公布、标题",
     "from which day on, and under what title"},
    {"ScoreName", "code:text name:text", "名称", "a name"},
    {"ScoreItem",
     "item:text name:text group:text kind:text weight:num formula:text missing:text low:num? high:num? "
     "decimals:int? source:text",
     "考核项", "an item"},
    {"ScoreLine", SCORE_LINE, "一个单位的一项", "an item of a unit"},
    {"ScoreGroup", "group:text name:text sum:num? points:num? gate:text", "一个单位的一组",
     "a group of a unit"},
    {"ScoreUnit",
     SCORE_TOTAL " kind:text total_before:num? place_before:int? items:ScoreLine[] groups:ScoreGroup[]",
     "一个单位的得分", "the score of a unit"},
    {"ScoreTotal", SCORE_TOTAL, "一个单位的总分；各项的分另成列",
     "the total of a unit; items are columns of their own"},
    {"Score",
     "run:int scheme:text version:int name:text period:text period_title:text as_of:text title:text "
     "shown_from:text sample:bool before_run:int? before_period:text classes:ScoreName[] groups:ScoreName[] "
     "lists:ScoreName[] gates:ScoreName[] items:ScoreItem[] units:ScoreUnit[]",
     "一次考核的结果", "the result of a run"},
    {"FormulaPart", "text:text depth:int value:num? unit:text truth:bool months_back:int",
     "公式的一部分和它的值", "a part of a formula and its value"},
    {"ScoreEntry",
     "entry:int unit:text name:text kind:text period:text value:num reason:text evidence:text replaces:int? "
     "replaced:bool by:text at:text audit:int sample:bool",
     "一项加减分登记", "an entry"},
    {"ScoreReading",
     "reading:text period:text value:num? unit:text name:text indicator:text area:text measure:text "
     "basis:text status:text submission:int? file:text cell:text by:text received_at:text source:text "
     "sample:bool entries:ScoreEntry[]",
     "公式读到的一个数和它的来源", "a number that the formula read, and where it comes from"},
    {"ScoreGateWhy", "gate:text name:text formula:text holds:bool? struck:bool steps:FormulaPart[]",
     "一道门槛", "a gate"},
    {"ScoreWhy",
     "scheme:text version:int period:text unit:text unit_name:text item_name:text " SCORE_LINE
     " formula:text missing:text low:num? high:num? nominal_weight:num weight_from:text exemption:text "
     "rule_source:text steps:FormulaPart[] readings:ScoreReading[] gates:ScoreGateWhy[] text:text",
     "一个分的由来", "why a line is what it is"},
    {"WhatIf",
     "item:text name:text reading:text value:num? unit:text step:num gain:num? total:num? place:int?",
     "再进一步能多得几分", "what one step more would bring"},
    {"ScoreChange",
     "unit:text unit_name:text item:text item_name:text before:num? after:num? place_before:int? "
     "place_after:int? cause:text cause_name:text what:text what_before:num? what_after:num? "
     "text_before:text text_after:text number:int?",
     "一处不同和它的原因", "a difference and its cause"},
    {"Appeal",
     "appeal:int run:int unit:text unit_name:text item:text item_name:text text:text by:text at:text "
     "answer:text answer_name:text answer_text:text answered_by:text answered_at:text correction:int?",
     "一件申诉", "an appeal"},
    {"AppealWish", "unit:text item:text text:text", "要提的申诉", "an appeal that is wanted"},
    {"AppealAnswer", "answer:text text:text correction:int?", "答复：accepted 或 rejected",
     "an answer: accepted or rejected"},
    {"EntryKind", "kind:text name:text unit:text", "加减分的一种", "a kind of entries"},
    {"EntryWish", "unit:text kind:text period:text value:text reason:text evidence:text? replaces:int?",
     "要登记的加减分", "an entry that is wanted"},
    {"ProjectRow", PROJECT_WHO PROJECT_MONEY PROJECT_STANDING PROJECT_FORESEEN "sample:bool",
     "一个重点项目，金额为万元", "a key project; money in 10,000 yuan"},
    {"ProjectLight", PROJECT_LIGHT, "项目的一盏灯", "a light of a project"},
    {"ProjectMonth",
     "month:text plan:num? done:num? entered:num? plan_to_date:num? done_to_date:num? entered_to_date:num? "
     "reported:bool",
     "项目的一个月", "a project's month"},
    {"ProjectStage",
     "stage:text name:text planned:text forecast:text actual:text duration:int? early:text late:text "
     "slack:int? "
     "delay:int? done:bool critical:bool probability_by_plan:num?",
     "项目的一个阶段", "a stage of a project"},
    {"ProjectDifficulty", "difficulty:text unit:text unit_name:text clear_by:text overdue:bool", "一项困难",
     "a difficulty"},
    {"ProjectVersion",
     "known_on:text year:text total:text reason:text by:text at:text file:text row:int submission:int",
     "登记表的一个版本", "a version of the register"},
    {"EarnedValue",
     "budget:num? planned:num? earned:num? spent:num? schedule_variance:num? cost_variance:num? spi:num? "
     "cpi:num? at_completion:num? to_complete:num? tcpi:num?",
     "挣值", "earned value"},
    {"ProjectQuantile", "p:num value:num", "一个分位数", "a quantile"},
    {"ProjectForecast",
     "year_end:num? low80:num? high80:num? low95:num? high95:num? plan_probability:num? method:text "
     "cases:int "
     "end_median:text end_low80:text end_high80:text end_by_plan_probability:num? end_method:text "
     "end_cases:int quantiles:ProjectQuantile[]",
     "项目的预计：全年投资和竣工日",
     "what is foreseen of a project: the year's investment, the day of completion"},
    {"Project",
     "month:text project:ProjectRow facts:map lights:ProjectLight[] planned_end:text early_end:text "
     "delay_days:int curve:ProjectMonth[] stages:ProjectStage[] difficulties:ProjectDifficulty[] "
     "reports:map[] "
     "versions:ProjectVersion[] value:EarnedValue? forecast:ProjectForecast?",
     "一个项目，全", "a project, whole"},
    {"ReportWish",
     "month:text done:text to_date:text? entered:text? progress:text picture:text? stages:map[]? "
     "difficulties:map[]? reason:text?",
     "要报的月报；stages 的行为 {stage, actual, forecast}，difficulties 的行为 {difficulty, unit, clear_by}",
     "a month's report; rows of stages are {stage, actual, forecast}, of difficulties {difficulty, unit, "
     "clear_by}"},
    {"ProjectLeagueRow",
     "place:int? of:int? code:text name:text n:int total:num plan_year:num done:num entered:num "
     "done_pct:num? "
     "ahead_pp:num? ahead_own_pp:num? started:int new:int new_started:int start_pct:num? end_pct:num? "
     "entry_pct:num? green:int yellow:int red:int lamp:text lamp_name:text reasons:text sample:int",
     "排名的一行", "a row of the league"},
    {"ProjectListed", "list:text scope:text code:text name:text " PROJECT_LIGHT " sample:bool",
     "名单上的一项", "an entry of a list"},
    {"ProjectBatch",
     "batch:text name:text date:text group:text group_name:text n:num total:num planned_year:num status:text "
     "source:text",
     "一批项目的一组", "a group of a batch"},
    {"StageRow",
     "class:text stage:text name_zh:text name_en:text order:text before:text kind:text source:text",
     "一类项目的一个阶段", "a stage of a class"},
    {"InvestIndicator",
     "indicator:text name:text n:int plan_year:num done:num entered:num figure:num? figure_sample:bool? "
     "rest:num? "
     "target:num? needed:num? in_reach:num?",
     "项目带来的一项指标", "an indicator that projects feed"},
    {"InvestMonth", "month:text plan:num? done:num? entered:num?", "一个月", "a month"},
    {"InvestStage", "stage:text name:text n:int total:num plan_year:num done:num entered:num",
     "一个阶段的项目", "projects at a stage"},
    {"InvestCandidate",
     "code:text name:text how:text how_name:text amount:num running:num indicators:text sample:bool",
     "可以补上的项目", "a project that could bring it"},
    {"InvestWorst", "code:text name:text shortfall:num sample:bool", "拖年计划的项目",
     "a project that costs the plan"},
    {"InvestTotal",
     "n:int plan:num? done:num? year_end:num? low80:num? high80:num? low95:num? high95:num? "
     "plan_probability:num? common:num method:text worst:InvestWorst[]",
     "全年合计的预计", "what is foreseen of the year's total"},
    {"Invest",
     "month:text indicators:InvestIndicator[] months:InvestMonth[] pipeline:InvestStage[] "
     "candidates:InvestCandidate[] total:InvestTotal",
     "有效投资，万元", "effective investment, 10,000 yuan"},
    {"DriverNode",
     "tree:text node:text parent:text depth:int name:text share_pct:num? share_status:text growth:num? "
     "growth_status:text points:num? residual:num? unknown_parts:int sample:bool what_if_growth:num? "
     "what_if_points:num? what_if_residual:num? change:num? what_if:bool",
     "驱动树的一项", "a node of the tree"},
    {"DriverLink",
     "driver:text name:text node:text growth:num? growth_status:text elasticity:num elasticity_source:text "
     "own_moves:num?",
     "一个驱动", "a driver of a node"},
    {"TornadoRow", "code:text name:text kind:text step:num? low:num? high:num? swing:num? what_if:bool",
     "动一动它，总量动多少", "how the total moves with it"},
    {"WaterfallRow",
     "node:text parent:text name:text from:text to:text before:num? after:num? change:num? by_weight:num? "
     "by_growth:num? residual:num?",
     "拉动从一期到另一期的变化", "how points changed from a period to another"},
    {"DriverSolved",
     "code:text name:text goal:num growth:num? needed:num? reached:num? slope:num? what_if:bool",
     "为达到目标要增长多少", "what it must grow for the target"},
    {"Drivers",
     "tree:text area:text area_name:text period:text year_end:bool sample:bool what_if:bool notice:text "
     "lost_changes:int changes:text[] rows:DriverNode[] drivers:DriverLink[] tornado:TornadoRow[] "
     "waterfall:WaterfallRow[] solved:DriverSolved? saved:Scenario[]",
     "驱动树", "the driver tree"},
    {"Scenario",
     "id:int name:text tree:text area:text period:text year_end:bool as_of:text changes:text growth:num? "
     "what_if_growth:num? note:text by:text at:text audit_seq:int sample:bool what_if:bool notice:text",
     "一个情景", "a scenario"},
    {"ScenarioWish", "name:text note:text? period:text set:text year_end:bool?", "要存的情景",
     "a scenario that is wanted"},
    {"ScenarioNode",
     "node:text scenario:text period:text share_pct:num? growth:num? what_if_growth:num? change:num? "
     "what_if_points:num? what_if_residual:num? sample:bool what_if:bool",
     "一个情景里的一项", "a node in a scenario"},
    {"BarometerPart",
     "barometer:text indicator:text name:text measure:text direction:text weight_pct:num value:num? z:num? "
     "points:num? known_months:int lead:text source:text sample:bool",
     "晴雨表的一个组成", "a part of the barometer"},
    {"BarometerMonth", "period:text index:num? share_pct:num? target:num?", "晴雨表的一个月",
     "a month of the barometer"},
    {"BarometerRecord",
     "lead_months:int? correlation:num? correlation_same_month:num? pairs:int call_months:int calls:int "
     "hit_rate:num? hit_rate_base:num? turns:int turns_right:int",
     "晴雨表过去说对了多少", "how right the barometer's calls were"},
    {"Barometer",
     "barometer:text name:text area:text period:text target:text target_name:text target_measure:text "
     "window:int index:num? index_before:num? band:text band_name:text sample:bool record:BarometerRecord "
     "parts:BarometerPart[] months:BarometerMonth[]",
     "晴雨表", "the barometer"},
    {"AuditEntry", "seq:int at:text by:text action:text subject:text content:text previous:text sha256:text",
     "审计链的一条", "an entry of the audit chain"},
};

const Schema *schema_all(size_t *n)
{
    *n = COUNT(schemas);
    return schemas;
}
