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
    {"format", "FORMAT", false, "格式：table、csv、json、md；导出为 csv、xlsx、sdmx",
     "table, csv, json or md; for export csv, xlsx or sdmx"},
    {"since", "DATE", false, "从这一天起", "from that day on"},
    {"output", "FILE", false, "写入文件", "write to a file"},
    {"two-year", NULL, false, "加上两年平均增速", "add the two-year average growth"},
    {"input", "FILE", false, "读入的长表：id,period,value（CSV 或 XLSX）",
     "a long table of id,period,value (CSV or XLSX)"},
    {"horizon", "H", false, "预测多少期", "how many periods ahead"},
    {"method", "NAME", false, "方法，默认 combination", "the method; combination by default"},
    {"level", "LIST", false, "区间水平，默认 80,95", "levels of the ranges; 80,95 by default"},
    {"seed", "N", false, "路径模拟的种子，默认 0", "the seed of simulated paths; 0 by default"},
    {"jobs", "N", false, "几个线程，默认 1；结果不变", "threads; 1 by default; the result is the same"},
    {"listen", "ADDRESS:PORT", false, "监听的地址，默认 127.0.0.1:8021；端口 0 任取一个",
     "where to listen; 127.0.0.1:8021 by default; port 0 takes a free one"},
    {"open-reading", NULL, false, "凡能连上这个地址的都可以查看", "whoever reaches the address may read"},
    {"quiet", NULL, false, "不逐条记录请求", "does not log every request"},
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
    {"revisions", "", 0, 0, "since as-of no-sample json", "哪些数改过：从多少到多少、谁报的",
     "what changed: from what, to what, by whom", "qingyu revisions --since 2021-07-01", run_revisions},
    {"forecast", "", 0, 0, "input horizon output method level seed jobs", "预测长表中的每个序列：均值和区间",
     "forecasts every series of a long table: mean and ranges",
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
    {"doctor", "", 0, 0, "", "检查本机和数据文件是否正常", "checks this machine and the store",
     "qingyu doctor", run_doctor},
    {"completion", "", 0, 0, "shell", "输出 bash 补全脚本", "writes the completion script for bash",
     "qingyu completion > ~/.local/share/bash-completion/completions/qingyu", run_completion},
    {"man", "", 0, 0, "format", "输出手册页（md 为命令一览）", "writes the manual page (md: the guide)",
     "qingyu man | man -l -", run_man},
    {"help", "[COMMAND]", 0, 1, "", "说明", "help", "qingyu help import", run_help},
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
