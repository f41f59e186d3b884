#!/bin/sh
# Usage: bytes.sh BUILD... : forecasts, ends of years and of projects have the same bytes from every build (folders of meson), every
# width of vectors that the processor has, and any number of jobs. The first build is what the others are held against.
set -e
here=$(dirname "$0")
work=$(mktemp -d "${TMPDIR:-/tmp}/qingyu-same-XXXXXX")
trap 'rm -rf "$work"' EXIT
python3 "$here/series.py" "$work/series.csv" "$work/part.csv" "$work/flows.txt" "$work/projects.txt"
methods=$("$1/src/cli/qingyu" forecast --input "$work/part.csv" --horizon 1 --method '?' --lang en 2>&1 |
    sed -n 's/.*known are: //p')
[ -n "$methods" ]

all_of() { # BUILD JOBS: everything that is said, on stdout
    "$1/src/cli/qingyu" forecast --input "$work/series.csv" --horizon 20 --jobs "$2" --lang en 2>&1 || [ $? = 2 ]
    for method in $methods; do
        echo "method $method"
        "$1/src/cli/qingyu" forecast --input "$work/part.csv" --horizon 14 --jobs "$2" --method "$method" \
            --level 50,90,99.9 --lang en 2>&1 || [ $? = 2 ]
    done
    "$1/bench/year_end" <"$work/flows.txt" 2>&1
    "$1/bench/reference" <"$work/projects.txt" 2>&1
}

runs=0
held() { # TITLE BUILD JOBS
    all_of "$2" "$3" >"$work/now"
    [ -f "$work/first" ] || cp "$work/now" "$work/first"
    if ! cmp -s "$work/first" "$work/now"; then
        echo "the bytes differ: $1; first differing line (<: $first, >: $1)"
        diff "$work/first" "$work/now" | grep '^[<>]' | awk '!seen[substr($0, 1, 1)]++'
        exit 1
    fi
    runs=$((runs + 1))
}

first="$1"
for build; do held "$build" "$build" 1; done
for width in sse2 avx2 avx512; do
    case $width in
    sse2) ;;
    avx512) grep -qw avx512f /proc/cpuinfo || continue ;;
    *) grep -qw $width /proc/cpuinfo || continue ;;
    esac
    QINGYU_SIMD=$width
    export QINGYU_SIMD
    held "$first with $width" "$first" 1
    widths="$widths $width"
    unset QINGYU_SIMD
done
held "$first with 2 jobs" "$first" 2
echo "same bytes: $runs runs over $# builds, vectors$widths, 1 and 2 jobs: $(wc -l <"$work/first") lines," \
    "sha256 $(sha256sum <"$work/first" | cut -c1-16)"
