#!/bin/sh
# Usage: run.sh TARGET SECONDS. Runs one fuzz target on its seeds; prints how much it did.
set -e
name=$(basename "$1" | sed 's/^fuzz_//')
work=build/fuzz/$name
mkdir -p "$work"
seeds=tests/fuzz/corpus/$name
[ -d "$seeds" ] || seeds=
dict=
[ ! -f "tests/fuzz/$name.dict" ] || dict="-dict=tests/fuzz/$name.dict"
if "$1" $dict -max_total_time="$2" -timeout=30 -rss_limit_mb=2048 -max_len=8192 -print_final_stats=1 \
    -artifact_prefix="$work/crash-" "$work" $seeds >"$work.log" 2>&1; then
    echo "fuzz $name: $(sed -n 's/stat::number_of_executed_units: //p' "$work.log") runs in $2 s, clean"
else
    echo "fuzz $name FAILED"
    tail -40 "$work.log"
    exit 1
fi
