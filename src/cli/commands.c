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
    {"unit", "UNIT", false, "导入时是文件的计量单位；督查时是哪个单位（代码）",
     "of an import the file's unit of measurement; of tasks the unit concerned (code)"},
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
    {"late", NULL, false, "只要逾期的；项目：未按期开工、入库或竣工的",
     "only what is late; projects: what did not start, enter or end in time"},
    {"open", NULL, false, "只要在办的", "only what is under way"},
    {"state", "STATE", false,
     "状态：registered、issued、declined、accepted、underway、closing、returned、verified、closed、withdrawn"
     "、merged",
     "registered, issued, declined, accepted, underway, closing, returned, verified, closed, withdrawn or "
     "merged"},
    {"lamp", "LIGHT", false, "灯：red、yellow、green、none", "red, yellow, green or none"},
    {"lead", "UNIT", false, "牵头单位（部门或镇街的代码或名称）",
     "the lead unit: code or name of a department or town"},
    {"supporting", "LIST", false, "配合单位，用 ; 隔开", "supporting units, separated by ;"},
    {"title", "TEXT", false, "标题", "the title"},
    {"sentence", "TEXT", false, "会上的原话", "the sentence as spoken"},
    {"due", "DATE", false, "完成时限", "the due date"},
    {"date", "DATE", false, "日期：会议的，或申请、同意延期到的", "a date: of the meeting, or to extend to"},
    {"on", "DATE", false, "哪一天办的，默认今天", "the day on which it was done; today by default"},
    {"success", "TEXT", false, "衡量标准：办成之后什么是真的", "the measure of success: what will be true"},
    {"rhythm", "RHYTHM", false, "反馈频次：none、weekly:5、monthly:28", "none, weekly:5 or monthly:28"},
    {"urgency", "URGENCY", false, "缓急：normal、urgent", "normal or urgent"},
    {"serves", "KIND:CODE", false, "服务于：indicator:IVA、project:P12、risk:R3、request:Q7",
     "what it serves: indicator:IVA, project:P12, risk:R3 or request:Q7"},
    {"meeting", "N", false, "哪次会议（编号）", "number of the meeting"},
    {"text", "TEXT", false, "反馈、理由或结论", "the feedback, reason or conclusion"},
    {"value", "NUMBER", false, "随反馈报的数", "a figure given with a feedback"},
    {"file", "PATH", true, "佐证文件，可多次", "a file as evidence; may be given several times"},
    {"into", "N", false, "并入哪个事项", "the task that it is merged into"},
    {"kind", "KIND", false, "会议类别：analysis、executive、special、other",
     "kind of meeting: analysis, executive, special or other"},
    {"no-clock", NULL, false, "不自动提醒、催办、发督办单，也不发通知",
     "nothing is reminded, pressed or sent by itself"},
    {"quiet", NULL, false, "不逐条记录请求", "does not log every request"},
    {"to", "UNIT", false, "收件单位：部门、领导、地区的代码或名称，或 office（督查考评办）",
     "the recipient: a department, a leader or an area, by code or name, or office"},
    {"smtp", "URL", false, "邮件服务器，如 smtp://127.0.0.1:25，默认 $QINGYU_SMTP",
     "the mail server, such as smtp://127.0.0.1:25; $QINGYU_SMTP by default"},
    {"from", "DATE|ADDRESS", false, "从这一天起；发通知时是发件地址，默认 $QINGYU_SMTP_FROM",
     "from that day on; of notices the sender's address, $QINGYU_SMTP_FROM by default"},
    {"smtp-tls", NULL, false, "只用 TLS 发邮件；给出 $QINGYU_SMTP_USER 时总是如此",
     "mail over TLS alone; always so with $QINGYU_SMTP_USER"},
    {"site", "URL", false, "网页的地址，写在通知的链接前，默认 $QINGYU_SITE",
     "the page's address, before the links of notices; $QINGYU_SITE by default"},
    {"scheme", "NAME", false, "考核办法的代码，如 jiande2021", "the code of a scheme such as jiande2021"},
    {"run", "N", false, "第几次考核", "the number of a run"},
    {"corrects", "N", false, "更正第几次考核", "the run that it corrects"},
    {"appeal", "N", false, "因哪一条申诉而更正", "the appeal that led to it"},
    {"hold-bounds", NULL, false, "沿用所更正的那次的同类界限", "keep the class's bounds of what it corrects"},
    {"evidence", "TEXT", false, "依据：文件、链接", "the evidence: a document, an address"},
    {"replaces", "N", false, "更正哪一条登记", "the entry that it takes the place of"},
    {"sample", NULL, false, "标明是样本", "marks it as a sample"},
    {"correction", "N", false, "更正结果是第几次考核", "the run that corrects"},
    {"deep", NULL, false, "把每次考核重算一遍", "computes every run of assessing again"},
    {"class", "CLASS", false, "项目类别：industry、infrastructure、livelihood、ecology、platform",
     "a class of projects: industry, infrastructure, livelihood, ecology or platform"},
    {"group", "GROUP", false, "按什么排：area、department、class、leader",
     "by area, department, class or leader"},
    {"month", "AMOUNT", false, "本月完成投资，万元", "completed investment of the month, 10,000 yuan"},
    {"total", "AMOUNT", false, "累计完成投资，万元", "completed investment to date, 10,000 yuan"},
    {"entered", "AMOUNT", false, "本月入统投资，万元", "of the month, entered in statistics, 10,000 yuan"},
    {"progress", "TEXT", false, "形象进度", "visible progress, in words"},
    {"picture", "SHA256", false, "现场照片的 SHA-256", "the picture's SHA-256"},
    {"funds-due", "AMOUNT", false, "应到位资金，累计，万元", "funds required to date, 10,000 yuan"},
    {"funds-in", "AMOUNT", false, "到位资金，累计，万元", "funds in place to date, 10,000 yuan"},
    {"bonds-used", "AMOUNT", false, "专项债券已用，累计，万元", "special bonds used to date, 10,000 yuan"},
    {"scheduled", "AMOUNT", false, "计划价值 PV，万元", "planned value (PV), 10,000 yuan"},
    {"earned", "AMOUNT", false, "挣值 EV，万元", "earned value (EV), 10,000 yuan"},
    {"spent", "AMOUNT", false, "实际成本 AC，万元", "actual cost (AC), 10,000 yuan"},
    {"difficulty", "TEXT", false, "存在困难，多项用 ; 隔开", "difficulties, separated by ;"},
    {"clear-by", "DATES", false, "解决时限，与困难一一对应", "dates to clear them, in the same order"},
    {"stage", "STAGE=DATE", true, "阶段的实际日期 start=2021-03-15，预计日期 start~2021-12-01",
     "a stage's actual date start=2021-03-15, or forecast start~2021-12-01"},
    {"reports", NULL, false, "导出月报而不是登记表", "the reports in place of the register"},
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
    {"notice list", "", 0, 0, "to since json format output", "通知：给谁、说什么、发到没有",
     "notices: who was told what, and whether it was sent", "qingyu notice list --to jxj", run_notice_list},
    {"notice deliver", "", 0, 0, "smtp from smtp-tls site by json",
     "发送该发的通知（邮件和 webhook），失败的过后重发",
     "sends the notices that are due, by e-mail and webhook; what fails is tried again later",
     "qingyu notice deliver --smtp smtp://127.0.0.1:25 --from qingyu@jiande.example", run_notice_deliver},
    {"project list", "", 0, 0,
     "period area department class leader lamp late as-of no-sample json format output",
     "重点项目：投资、阶段、灯和原因", "key projects: investment, stage, lamp and why",
     "qingyu project list --period 2021-10 --lamp red", run_project_list},
    {"project show", "CODE", 1, 1, "period as-of json", "一个项目：曲线、阶段、灯、关键路径、困难、月报",
     "one project: curve, stages, lights, critical path, difficulties, reports",
     "qingyu project show S13 --period 2021-10", run_project_show},
    {"project league", "", 0, 0, "period group as-of no-sample json format output",
     "按地区、部门、类别或领导排名", "areas, departments, classes or leaders side by side",
     "qingyu project league --group department", run_project_league},
    {"project lists", "LIST", 1, 1, "period as-of no-sample json format output",
     "名单：snail(蜗牛候选)、red(红榜)、black(黑榜)", "a list: snail, red or black",
     "qingyu project lists snail --period 2021-10", run_project_lists},
    {"project batches", "", 0, 0, "as-of json format output", "公布的集中开工批次",
     "published batches of projects", "qingyu project batches", run_project_batches},
    {"project report", "CODE", 1, 1,
     "period month total entered progress picture funds-due funds-in bonds-used scheduled earned spent "
     "difficulty "
     "unit clear-by stage reason source as-of by dry-run json",
     "报一个项目的月报", "reports a project's month",
     "qingyu project report S13 --period 2021-11 --month 900 --total 7600 --entered 900 --progress 主体施工",
     run_project_report},
    {"project import", "PATH", 1, 1, "as-of by dry-run json",
     "导入登记表、月报、阶段、亮灯规则(CSV、XLSX 或目录)",
     "imports registers, reports, stages or rules of lights: CSV, XLSX or a folder",
     "qingyu project import cities/jiande/projects", run_project_import},
    {"project export", "[FOLDER]", 0, 1, "as-of reports json format output",
     "导出登记表、月报等，可原样再导入", "writes register, reports and the rest, as import reads them",
     "qingyu project export projects-backup", run_project_export},
    {"project template", "CLASS", 1, 1, "period as-of output", "写一类项目的空登记表，或一个月的月报表(XLSX)",
     "writes a class's register to be filled, or a month's reports",
     "qingyu project template industry --period 2021-11 --output industry-2021-11.xlsx",
     run_project_template},
    {"invest", "", 0, 0, "period as-of no-sample json", "有效投资：入统、阶段、还差多少、谁能补上",
     "effective investment: entered, pipeline, what is lacking, who could bring it",
     "qingyu invest --period 2021-10", run_invest},
    {"revisions", "", 0, 0, "since as-of no-sample json", "哪些数改过：从多少到多少、谁报的",
     "what changed: from what, to what, by whom", "qingyu revisions --since 2021-07-01", run_revisions},
    {"meeting list", "", 0, 0, "json format output", "会议，和决定事项办到哪里",
     "meetings, and how far their decisions are", "qingyu meeting list", run_meeting_list},
    {"meeting show", "ID", 1, 1, "json", "一次会议的纪要，像决定的句子有 ★",
     "the minutes of a meeting; sentences that look like decisions have a *", "qingyu meeting show 1",
     run_meeting_show},
    {"meeting add", "", 0, 0, "kind title period date input by json",
     "登记一次会议，--input 是纪要的文本文件", "puts a meeting on record; --input is the text of its minutes",
     "qingyu meeting add --kind analysis --title 三季度经济形势分析会 --date 2021-11-05 --input minutes.txt",
     run_meeting_add},
    {"meeting import", "ID FILE", 2, 2, "dry-run by", "从 CSV 或 XLSX 登记决定事项，错误逐格列出",
     "registers decisions from CSV or XLSX; faults are told cell by cell",
     "qingyu meeting import 1 decisions.xlsx", run_meeting_import},
    {"meeting issue", "ID", 1, 1, "by json", "把会议的决定事项全部交办", "issues every decision of a meeting",
     "qingyu meeting issue 1 --by ducha", run_meeting_issue},
    {"task list", "", 0, 0, "late open state lamp unit leader urgency meeting as-of json format output",
     "督查事项：灯、状态、时限、督办单", "tasks: lights, states, due dates, slips", "qingyu task list --late",
     run_task_list},
    {"task show", "ID", 1, 1, "as-of json", "一个事项：经过、亮灯的理由、成效",
     "a task: its events, why its light is on, its effect", "qingyu task show 12", run_task_show},
    {"task add", "", 0, 0,
     "title sentence lead supporting leader due success rhythm urgency serves meeting on by json", "立项",
     "registers a task",
     "qingyu task add --title 工业稳增长 --lead jxj --due 2021-12-31 --success 规上工业增加值全年增长10%以上 "
     "--serves indicator:IVA",
     run_task_add},
    {"task step", "ID STEP", 2, 2, "unit text date value file into on by json",
     "办一步：issue decline accept feedback support ask_close return verify close ask_extension extend "
     "refuse_extension merge withdraw inspect instruct",
     "takes a step: issue decline accept feedback support ask_close return verify close ask_extension extend "
     "refuse_extension merge withdraw inspect instruct",
     "qingyu task step 12 feedback --text 已开工 --file photo.jpg --by jxj-clerk", run_task_step},
    {"supervision", "", 0, 0, "as-of json format output", "督查情况：各单位在办、逾期、按时办结、督办单",
     "how supervision stands: open, late, closed in time and slips of every unit", "qingyu supervision",
     run_supervision},
    {"tick", "", 0, 0, "as-of json",
     "做督查规则要求今天（或 --as-of 那天）做的：提醒、催办、发督办单，每件只做一次",
     "does what the rules of supervision ask for today (or on --as-of): reminders, presses, slips, each once",
     "qingyu tick", run_tick},
    {"forecast", "", 0, 0, "input horizon output method level paths seed jobs",
     "预测长表中的每个序列：均值和区间", "forecasts every series of a long table: mean and ranges",
     "qingyu forecast --input series.csv --horizon 12", run_forecast},
    {"serve", "", 0, 0, "listen open-reading no-clock smtp from smtp-tls site quiet",
     "开启网页和接口服务，Ctrl-C 停止", "serves the page and the API; Ctrl-C stops it",
     "qingyu serve --listen 127.0.0.1:8021", run_serve},
    {"submissions", "", 0, 0, "json", "已收到的文件和回执", "files received, with their receipts",
     "qingyu submissions", run_submissions},
    {"verify", "", 0, 0, "json deep", "核对审计链、回执和每一行数据",
     "checks the audit chain, the receipts and every row", "qingyu verify", run_verify},
    {"export", "[FOLDER]", 0, 1, "format as-of indicator area no-sample output", "导出全部数据，可原样再导入",
     "writes all data in formats that import reads back", "qingyu export backup-csv", run_export},
    {"backup", "FILE", 1, 1, "", "备份数据文件（使用中也可以）", "copies the store, while in use",
     "qingyu backup qingyu-2021-07-20.db", run_backup},
    {"restore", "FILE", 1, 1, "", "从备份恢复到空位置，并核对",
     "restores a backup to an empty place, then verifies it",
     "qingyu restore qingyu-2021-07-20.db --store new.db", run_restore},
    {"scheme import", "FOLDER", 1, 1, "by dry-run json", "导入考核办法：检查后存为新的一版",
     "imports a scheme of assessment: checked, then kept as a new version",
     "qingyu scheme import cities/jiande/schemes/jiande2021", run_scheme_import},
    {"scheme check", "FOLDER", 1, 1, "json format output", "只检查考核办法，列出全部错误",
     "checks a scheme and lists all faults", "qingyu scheme check cities/jiande/schemes/jiande2021",
     run_scheme_check},
    {"scheme list", "", 0, 0, "json format output", "考核办法的各版，哪版从哪天起施行",
     "the versions of the schemes, and from when they are in force", "qingyu scheme list", run_scheme_list},
    {"scheme show", "NAME", 1, 1, "json format output", "考核办法的各项和公式",
     "the items of a scheme and their formulas", "qingyu scheme show jiande2021", run_scheme_show},
    {"scheme publish", "NAME", 1, 1, "from by json", "从某一天起施行最新一版",
     "puts the last version in force from a day on", "qingyu scheme publish jiande2021 --from 2021-01-01",
     run_scheme_publish},
    {"score run", "", 0, 0,
     "scheme period as-of no-sample by dry-run title corrects appeal hold-bounds json format output",
     "按办法考核一期，存档；--dry-run 只算不存", "assesses a period and keeps it; --dry-run computes only",
     "qingyu score run --scheme jiande2021 --period 2021-09 --dry-run", run_score_run},
    {"score list", "", 0, 0, "json format output", "存档的各次考核", "the runs that are kept",
     "qingyu score list", run_score_list},
    {"score show", "RUN", 1, 1, "json format output", "一次考核的全部结果", "the results of a run",
     "qingyu score show 1", run_score_show},
    {"score why", "UNIT ITEM", 2, 2, "run scheme period as-of no-sample json", "一个单位的一项得分是怎么来的",
     "where the points of a unit come from",
     "qingyu score why 梅城镇 iva --scheme jiande2021 --period 2021-09", run_score_why},
    {"score compare", "A B", 2, 2, "json format output", "两次考核差在哪里、因为什么",
     "what differs between two runs, and why", "qingyu score compare 1 2", run_score_compare},
    {"score what-if", "UNIT", 1, 1, "run scheme period as-of no-sample json format output",
     "各项数再多一个单位，总分多几分（只是测算）",
     "what one unit more of each figure would bring (a reckoning only)",
     "qingyu score what-if 梅城镇 --scheme jiande2021 --period 2021-09", run_score_what_if},
    {"score enter", "UNIT KIND VALUE", 3, 3, "period reason evidence sample replaces by json",
     "登记加减分的事实", "puts on record what gives or takes points",
     "qingyu score enter 梅城镇 talk_month 1 --period 2021-09 --reason 约谈", run_score_enter},
    {"score entries", "", 0, 0, "as-of no-sample json format output", "加减分的登记",
     "what was put on record", "qingyu score entries", run_score_entries},
    {"score publish", "RUN", 1, 1, "from title by json", "从某一天起晾晒一次考核",
     "shows a run to the units from a day on", "qingyu score publish 1 --from 2021-10-15 --title 九月考核",
     run_score_publish},
    {"score appeal", "RUN UNIT [ITEM]", 2, 3, "reason by json", "申诉：对一项或总分提出异议",
     "questions a line, or the total", "qingyu score appeal 1 梅城镇 iva --reason 数已修订",
     run_score_appeal},
    {"score answer", "APPEAL accepted|rejected", 2, 2, "reason correction by json", "答复申诉",
     "answers an appeal", "qingyu score answer 1 rejected --reason 与公布数一致 --by office",
     run_score_answer},
    {"score appeals", "", 0, 0, "json format output", "申诉和答复", "appeals and their answers",
     "qingyu score appeals", run_score_appeals},
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
