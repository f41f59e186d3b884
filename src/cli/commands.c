/* The tables. */
#include <string.h>

#include "cli/command.h"

static const Option options[] = {
    {"store", "FILE", false, "数据文件，默认 qingyu.db 或 $QINGYU_STORE",
     "the store; qingyu.db or $QINGYU_STORE by default"},
    {"lang", "zh|en", false, "语言，默认看 $LANG", "language; by $LANG by default"},
    {"colour", "auto|always|never", false, "颜色，默认只在终端上用", "colour; on terminals only by default"},
    {"help", NULL, false, "说明和示例", "this help, with an example"},
    {"as-of", "DATE", false, "按这一天所知的数据", "as known on that day"},
    {"no-sample", NULL, false, "不用样本数据", "leave sample figures out"},
    {"period", "PERIOD", false, "时期，如 2021-06、2021年1-6月、2021Q2",
     "a period such as 2021-06 or 2021Q2"},
    {"area", "AREA", false, "地区代码或名称，默认本市", "an area's code or name; the city by default"},
    {"indicator", "NAME", false, "指标代码或名称", "an indicator's code or name"},
    {"basis", "BASIS", false, "口径：month、quarter、ytd、year、point",
     "basis: month, quarter, ytd, year or point"},
    {"measure", "MEASURE", false, "度量：value、yoy、avg2、rank、rank_value",
     "measure: value, yoy, avg2, rank or rank_value"},
    {"unit", "UNIT", false, "文件里的单位", "the file's unit"},
    {"status", "STATUS", false, "状态：published、preliminary、verified、final、forecast、sample",
     "status: published, preliminary, verified, final, forecast or sample"},
    {"against", "SET", false, "位次的比较范围", "the peer set of ranks"},
    {"source", "TEXT", false, "来源", "where the figures come from"},
    {"map", "COLUMN=MEANING", true, "指明一列：C=IVA:yoy、名称=area、5=ignore",
     "says what a column is: C=IVA:yoy, Name=area, 5=ignore"},
    {"by", "NAME", false, "谁报送，默认 $USER", "who hands in; $USER by default"},
    {"dry-run", NULL, false, "只检查，不存入", "check only, store nothing"},
    {"accept-warnings", NULL, false, "已核实警告，照样存入（留下记录）",
     "store in spite of warnings, on record"},
    {"json", NULL, false, "以 JSON 输出", "write JSON"},
    {"format", "FORMAT", false, "格式：table、csv、json、xlsx、md；导出为 csv、xlsx、sdmx",
     "table, csv, json, xlsx or md; for export csv, xlsx or sdmx"},
    {"since", "DATE", false, "从这一天起", "from that day on"},
    {"output", "FILE", false, "写入文件", "write to a file"},
    {"two-year", NULL, false, "加上两年平均增速", "add the two-year average growth"},
    {"input", "FILE", false, "读入的文件：预测用长表 id,period,value，报送用填好的表（CSV 或 XLSX）",
     "the file to read: to forecast, a long table of id,period,value; to hand in, a filled form (CSV or "
     "XLSX)"},
    {"department", "CODE", false, "部门代码或名称", "a department's code or name"},
    {"reason", "TEXT", false, "理由，记录在案", "the reason, which is kept on record"},
    {"horizon", "H", false, "预测多少期", "how many periods ahead"},
    {"method", "NAME", false, "方法，默认 combination", "the method; combination by default"},
    {"level", "LIST", false, "区间水平，默认 80,95", "levels of the ranges; 80,95 by default"},
    {"paths", "N", false, "不写均值和区间，写每个序列的N条可能路径（常用2000）",
     "write N possible paths of every series (2000 is usual) in place of mean and ranges"},
    {"seed", "N", false, "路径的随机数种子：同一种子结果相同，默认0",
     "seed of the paths: the same seed gives the same paths; 0 by default"},
    {"jobs", "N", false, "几个线程，默认 1；结果不变", "threads; 1 by default; the result is the same"},
    {"migrate", NULL, false, "先把旧结构的数据文件升级到现在的",
     "bring a store of an older schema up to date first"},
    {"role", "ROLE", false,
     "角色：administrator、analyst、leader、department、area、supervision、auditor、firm",
     "administrator, analyst, leader, department, area, supervision, auditor or firm"},
    {"display", "TEXT", false, "页面上显示的名称，如“统计局综合科”", "the name that the page shows"},
    {"leader", "CODE", false, "分管领导在 leaders.csv 里的代码", "a leader's code in leaders.csv"},
    {"areas", "LIST", false, "地区代码，用 ; 隔开；含其下级",
     "codes of areas, separated by ;, with what lies in them"},
    {"departments", "LIST", false, "部门代码，用 ; 隔开", "codes of departments, separated by ;"},
    {"indicators", "LIST", false, "指标代码，用 ; 隔开；默认全部",
     "codes of indicators, separated by ;; all by default"},
    {"firms", "LIST", false, "企业代码，用 ; 隔开", "codes of firms, separated by ;"},
    {"issuer", "URL", false, "外部身份的签发者（OpenID Connect）",
     "the issuer of an external identity (OpenID Connect)"},
    {"subject", "SUB", false, "外部身份的编号", "its subject"},
    {"expires", "DATE", false, "用到这一天为止；never 为不限",
     "good to the end of that day; never: without end"},
    {"one-time", NULL, false, "生成一次性密码，首次登录后须改",
     "make a one-time password, to be changed at the first login"},
    {"password-stdin", NULL, false, "从标准输入读一行密码", "read the password, a line, from standard input"},
    {"off", NULL, false, "关闭", "switch it off"},
    {"label", "TEXT", false, "令牌的用途", "what the token is for"},
    {"scope", "LIST", false, "令牌的权限，如 read_all;submit，或 *",
     "the token's permissions such as read_all;submit, or *"},
    {"listen", "ADDRESS:PORT", false, "监听的地址，默认 127.0.0.1:8021；端口 0 任取一个",
     "where to listen; 127.0.0.1:8021 by default; port 0 takes a free one"},
    {"open-reading", NULL, false, "供演示：凡能连上的都可看账户和审计链以外的一切",
     "for demos: whoever reaches the address reads all but accounts and the audit chain"},
    {"quiet", NULL, false, "不逐条记录请求", "does not log every request"},
    {"tree", "CODE", false, "哪棵驱动树（drivers.csv），默认第一棵",
     "which tree of drivers.csv; the first by default"},
    {"set", "CODE=GROWTH", true, "假设：IVA=+1 提高1个百分点，IVA=12 增长12%，IVA==-3 下降3%",
     "an assumption: IVA=+1 one point more, IVA=12 growth of 12 %, IVA==-3 of -3 %"},
    {"target", "GROWTH", false, "总量的目标增速，默认这一年的年度目标",
     "growth that the total is to reach; the year's target by default"},
    {"solve", "CODE", false, "为达到目标，这一项要增长多少；其余按全年预计",
     "what this one must grow for it, all else as foreseen for the year"},
    {"year-end", NULL, false, "按全年预计，而不是现在的增速",
     "on growth as foreseen for the year, not the present one"},
    {"own-moves", NULL, false, "各驱动按自己过去变动的一个标准差来动，而不是1个百分点",
     "move each driver by one standard deviation of its own past moves, not by a point"},
    {"from", "PERIOD", false, "与这一期相比，拉动变了多少", "how contributions changed since that period"},
    {"save", "NAME", false, "把假设测算存为情景，记录在案", "keep the what-if as a scenario, on record"},
    {"note", "TEXT", false, "说明", "a note"},
    {"shell", "bash", false, "哪种 shell", "which shell"},
};

static const Command commands[] = {
    {"init", "", 0, 0, "", "建立空的数据文件", "makes an empty store", "qingyu init", run_init},
    {"import", "PATH...", 1, 10000,
     "as-of by dry-run accept-warnings json indicator area period basis measure unit status against source "
     "map",
     "导入城市目录、CSV 或 XLSX，检查后整份存入或整份退回",
     "imports a city folder, CSV or XLSX: checked, stored whole or refused whole",
     "qingyu import cities/jiande", run_import},
    {"card", "", 0, 0, "period area as-of no-sample format two-year output",
     "报告卡：各项指标、目标、进度、位次、预计全年",
     "the report card: figures, targets, progress, ranks, year-end", "qingyu card --period 2021-06",
     run_card},
    {"why", "INDICATOR", 1, 1, "period area as-of no-sample json", "一个数是怎么来的：来源、规则、算式",
     "where a number comes from: facts, rules, arithmetic", "qingyu why IVA --period 2021-06", run_why},
    {"drivers", "", 0, 0,
     "period area as-of no-sample tree set target solve year-end own-moves from save note by json format "
     "output",
     "驱动树：各部分拉动总量多少点；假设某项变动会怎样；要达到目标某项须增长多少",
     "the driver tree: points that each part brings; what if one moves; what one must grow for a target",
     "qingyu drivers --set IVA=+1 --save 工业再快一点", run_drivers},
    {"drivers scenarios", "", 0, 0, "as-of json format output", "存下的情景", "the scenarios that were saved",
     "qingyu drivers scenarios", run_drivers_scenarios},
    {"drivers compare", "NAME NAME...", 2, 20, "as-of json format output", "几个情景并排比较",
     "scenarios side by side", "qingyu drivers compare 1 2", run_drivers_compare},
    {"barometer", "[CODE]", 0, 1, "period area as-of no-sample json format output",
     "晴雨表：合成指数冷热、由什么组成、过去说得准不准",
     "the barometer: where the composite stands, what it consists of, what its calls were worth",
     "qingyu barometer --period 2021-06", run_barometer},
    {"towns", "INDICATOR", 1, 1, "period as-of no-sample json",
     "各镇街的一项指标和全年预计，预计之和等于全市",
     "one indicator in every town, with year-ends that add up to the city's",
     "qingyu towns IVA --period 2021-06", run_towns},
    {"judge", "", 0, 0, "period area as-of no-sample by dry-run json", "判断各项年度目标完成的概率，并存档",
     "judges how likely each target is to be met, and keeps that on record", "qingyu judge --period 2021-06",
     run_judge},
    {"record", "", 0, 0, "as-of no-sample json", "过去的判断对了多少：概率、区间、误差",
     "how right past judgements were: probabilities, ranges, errors", "qingyu record", run_record},
    {"missing", "", 0, 0, "period as-of no-sample json", "哪个单位还欠哪个数",
     "which unit still owes which figure", "qingyu missing --period 2021-06", run_missing},
    {"completeness", "", 0, 0, "period as-of no-sample json format output",
     "各单位报了什么、欠什么、逾期几天", "what each unit has handed in, what it owes, and how late it is",
     "qingyu completeness --period 2021-06", run_completeness},
    {"form list", "", 0, 0, "period department area as-of no-sample json format output",
     "一期的报表：各单位应报、已报、截止日期", "the forms of a month: what each unit owes, and by when",
     "qingyu form list --period 2021-06", run_form_list},
    {"form show", "UNIT", 1, 1, "period as-of no-sample json format output",
     "一个单位的报表，附上期、去年同期和预计区间",
     "a unit's form, with the period before, last year and what to expect",
     "qingyu form show jxj --period 2021-06", run_form_show},
    {"form template", "UNIT", 1, 1, "period as-of output", "把报表写成可填写的 XLSX",
     "writes a unit's form as a workbook to be filled",
     "qingyu form template jxj --period 2021-06 --output jxj-2021-06.xlsx", run_form_template},
    {"form submit", "UNIT", 1, 1, "period input as-of by dry-run accept-warnings json",
     "报送填好的报表，只收本单位应报的数", "hands in a filled form; takes what the unit owes",
     "qingyu form submit jxj --period 2021-06 --input jxj-2021-06.xlsx", run_form_submit},
    {"submission approve", "ID", 1, 1, "reason by json", "审核通过一次提交（不能审自己报的）",
     "approves a submission of somebody else", "qingyu submission approve 12 --by analyst",
     run_submission_approve},
    {"submission return", "ID", 1, 1, "reason by json", "退回一次提交：数留着，单位要重报",
     "returns a submission: its figures stay, and are owed again",
     "qingyu submission return 12 --reason 口径不对 --by analyst", run_submission_return},
    {"submission reviews", "", 0, 0, "period json format output", "审核和退回的记录，可只看一期",
     "what was approved and returned, of one month where it is named",
     "qingyu submission reviews --period 2021-06", run_submission_reviews},
    {"period lock", "PERIOD", 1, 1, "department reason by json", "锁定一期，不再收数",
     "closes a month: no figure is taken", "qingyu period lock 2021-06 --reason 月报已定稿", run_period_lock},
    {"period unlock", "PERIOD", 1, 1, "department reason by json", "解锁一期", "opens a month again",
     "qingyu period unlock 2021-06 --department jxj --reason 更正产值", run_period_unlock},
    {"period list", "", 0, 0, "as-of json format output", "锁定和解锁的记录",
     "what was closed and opened again", "qingyu period list", run_period_list},
    {"revisions", "", 0, 0, "since as-of no-sample json", "哪些数改过：从多少到多少、谁报的",
     "what changed: from what, to what, by whom", "qingyu revisions --since 2021-07-01", run_revisions},
    {"forecast", "", 0, 0, "input horizon output method level paths seed jobs",
     "预测长表中的每个序列：均值和区间", "forecasts every series of a long table: mean and ranges",
     "qingyu forecast --input series.csv --horizon 12", run_forecast},
    {"serve", "", 0, 0, "listen open-reading quiet", "开启网页和接口服务，Ctrl-C 停止",
     "serves the page and the API; Ctrl-C stops it", "qingyu serve --listen 127.0.0.1:8021", run_serve},
    {"submissions", "", 0, 0, "json", "已收到的文件和回执", "files received, with their receipts",
     "qingyu submissions", run_submissions},
    {"verify", "", 0, 0, "json", "核对审计链、回执和每一行数据",
     "checks the audit chain, the receipts and every row", "qingyu verify", run_verify},
    {"export", "[FOLDER]", 0, 1, "format as-of indicator area no-sample output", "导出全部数据，可原样再导入",
     "writes all data in formats that import reads back", "qingyu export backup-csv", run_export},
    {"backup", "FILE", 1, 1, "", "备份数据文件（使用中也可以）", "copies the store, while in use",
     "qingyu backup qingyu-2021-07-20.db", run_backup},
    {"restore", "FILE", 1, 1, "", "从备份恢复到空位置，并核对",
     "restores a backup to an empty place, then verifies it",
     "qingyu restore qingyu-2021-07-20.db --store new.db", run_restore},
    {"user add", "NAME", 1, 1,
     "role display leader areas departments indicators firms issuer subject expires one-time password-stdin "
     "by "
     "json",
     "添加账户", "adds an account", "qingyu user add czj1 --role department --departments czj --one-time",
     run_user_add},
    {"user passwd", "NAME", 1, 1, "one-time password-stdin by json", "改账户的密码",
     "sets an account's password", "qingyu user passwd czj1 --one-time", run_user_passwd},
    {"user role", "NAME ROLE", 2, 2,
     "display leader areas departments indicators firms issuer subject expires by json", "改账户的角色和范围",
     "changes an account's role and scope", "qingyu user role czj1 department --departments 'czj;swj2'",
     run_user_role},
    {"user disable", "NAME", 1, 1, "by json", "停用账户", "disables an account", "qingyu user disable czj1",
     run_user_disable},
    {"user enable", "NAME", 1, 1, "by json", "启用账户，清零失败次数",
     "enables an account and forgets its failed logins", "qingyu user enable czj1", run_user_enable},
    {"user totp", "NAME", 1, 1, "off by json", "设第二因素（验证器的 6 位数字）",
     "sets a second factor (six digits of an authenticator)", "qingyu user totp czj1", run_user_totp},
    {"user list", "", 0, 0, "json format", "列出账户", "lists the accounts", "qingyu user list",
     run_user_list},
    {"token add", "ACCOUNT", 1, 1, "label scope expires by json", "给程序发 API 令牌",
     "makes an API token for a program", "qingyu token add czj1 --label 夜间导入 --scope 'read_all;submit'",
     run_token_add},
    {"token list", "", 0, 0, "json format", "列出令牌", "lists the tokens", "qingyu token list",
     run_token_list},
    {"token revoke", "ID", 1, 1, "by json", "吊销令牌", "revokes a token", "qingyu token revoke 3",
     run_token_revoke},
    {"doctor", "", 0, 0, "migrate", "检查本机和数据文件是否正常", "checks this machine and the store",
     "qingyu doctor", run_doctor},
    {"completion", "", 0, 0, "shell", "输出 bash 补全脚本", "writes the completion script for bash",
     "qingyu completion > ~/.local/share/bash-completion/completions/qingyu", run_completion},
    {"man", "", 0, 0, "format", "输出手册页（md 为命令一览）", "writes the manual page (md: the guide)",
     "qingyu man | man -l -", run_man},
    {"help", "[COMMAND]", 0, 2, "", "说明", "help", "qingyu help import", run_help},
    {"version", "", 0, 0, "", "版本", "the version", "qingyu version", run_version},
};

static const char common[] = "store lang colour help";

const Command *command_all(size_t *n)
{
    *n = COUNT(commands);
    return commands;
}

const Option *option_all(size_t *n)
{
    *n = COUNT(options);
    return options;
}

const Command *command_named(const char *name)
{
    for (size_t i = 0; i < COUNT(commands); i++)
        if (strcmp(commands[i].name, name) == 0)
            return &commands[i];
    return NULL;
}

bool command_in_group(const Command *c, const char *group, const char **verb)
{
    size_t n = strlen(group);

    *verb = c->name + n + 1;
    return strncmp(c->name, group, n) == 0 && c->name[n] == ' ';
}

bool command_is_group(const char *name)
{
    const char *verb;

    for (size_t i = 0; i < COUNT(commands); i++)
        if (command_in_group(&commands[i], name, &verb))
            return true;
    return false;
}

const Option *option_named(const char *name)
{
    for (size_t i = 0; i < COUNT(options); i++)
        if (strcmp(options[i].name, name) == 0)
            return &options[i];
    return NULL;
}

static bool in_list(const char *list, const char *name)
{
    size_t n = strlen(name);

    while (*list) {
        size_t k = strcspn(list, " ");
        if (k == n && memcmp(list, name, n) == 0)
            return true;
        list += k + (list[k] == ' ');
    }
    return false;
}

bool option_is_common(const Option *o)
{
    return in_list(common, o->name);
}

bool command_takes(const Command *c, const Option *o)
{
    return option_is_common(o) || in_list(c->options, o->name);
}
