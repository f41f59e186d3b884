#!/bin/sh
# The only door: ./do run | build | test | check | bench [accuracy | speed] | fuzz | fmt
set -e
cd "$(dirname "$0")"
PACKAGES="build-essential meson ninja-build pkg-config python3 git ca-certificates libsqlite3-dev libxlsxwriter-dev
libminizip-dev libexpat1-dev zlib1g-dev libssl-dev libsodium-dev libmicrohttpd-dev libjansson-dev
libcurl4-openssl-dev libcmocka-dev"
CHECKERS="clang-14 clang-format-14 clang-tidy-14 libclang-rt-14-dev cppcheck"
TESTERS="sqlite3 python3-aiosmtpd"
BENCHERS="sqlite3 wrk"
PAGE_BUILDERS="nodejs npm"
PAGE_CHECKERS="chromium chromium-l10n fonts-noto-cjk"
SPEED_BENCHERS="r-base-core r-cran-forecast"

say() { echo "+ $*"; "$@"; }

need() { # installs what is absent
    missing=
    for p in "$@"; do
        dpkg-query -W -f='${Status}' "$p" 2>/dev/null | grep -q 'ok installed' || missing="$missing $p"
    done
    [ -n "$missing" ] || return 0
    echo "installing:$missing"
    root=
    if [ "$(id -u)" != 0 ]; then
        sudo -n true 2>/dev/null || { echo "these packages are missing and sudo asks for a password; install them and try again:$missing" >&2; exit 1; }
        root="sudo -n"
    fi
    $root env DEBIAN_FRONTEND=noninteractive apt-get update -qq
    $root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing >/dev/null
}

page() { # web/dist, where a source of the page is newer; without the web's libraries the program has its API alone
    if [ -f web/dist/index.html ] && [ -z "$(find web -path web/node_modules -prune -o -path web/dist -prune -o -path web/test \
        -prune -o -type f -newer web/dist/index.html -print)" ]; then
        return 0
    fi
    page_libraries
    say npm --prefix web run --silent build -- --logLevel warn
}

page_libraries() {
    command -v node >/dev/null && command -v npm >/dev/null || need $PAGE_BUILDERS
    if [ ! web/node_modules/.package-lock.json -nt web/package-lock.json ]; then
        say npm --prefix web ci --no-audit --no-fund --loglevel error
        touch web/node_modules/.package-lock.json
    fi
}

page_tests() { # adds what the page's own tests counted to passed, failed and skipped
    page_libraries
    counts=build/page-tests.json
    rm -f $counts
    echo "+ the page's own tests"
    npm --prefix web run --silent test -- --reporter=default --reporter=json --outputFile.json=../$counts || true
    [ -f $counts ] || { failed=$((failed + 1)); return 1; }
    eval "$(python3 -c 'import json, sys
c = json.load(open(sys.argv[1]))
print("page_passed=%d page_failed=%d page_skipped=%d" % (c["numPassedTests"], c["numFailedTests"]
      + (c["numFailedTestSuites"] > 0 and c["numFailedTests"] == 0), c["numPendingTests"] + c["numTodoTests"]))' $counts)"
    passed=$((passed + page_passed)) failed=$((failed + page_failed)) skipped=$((skipped + page_skipped))
    [ "$page_failed" = 0 ]
}

page_check() { # types, weight, and the ways of a reader and of a month's round through it in a real browser
    need $PAGE_CHECKERS
    page_libraries
    say tools/web_types build/werror/src/cli/qingyu --check
    say npm --prefix web run --silent types
    say tools/web_budget
    say node tests/e2e/openapi.mjs build/werror/src/cli/qingyu
    say node tests/e2e/page.mjs build/werror/src/cli/qingyu
    say node tests/e2e/round.mjs build/werror/src/cli/qingyu
    say node tests/e2e/tasks.mjs build/werror/src/cli/qingyu
    say node tests/e2e/projects.mjs build/werror/src/cli/qingyu
    if grep -n '"resolved"' web/package-lock.json; then
        echo "web/package-lock.json names a registry: npm install with web/.npmrc leaves that out" >&2
        return 1
    fi
}

setup() {
    # The lists of queries and of the page's files are read when the build is set up: a new one sets it up anew.
    if [ -f "$1/build.ninja" ] && [ web/dist/index.html -nt "$1/build.ninja" ]; then touch src/http/meson.build; fi
    for sql in src/store/queries src/store/migrations; do
        if [ -f "$1/build.ninja" ] && [ $sql -nt "$1/build.ninja" ]; then touch src/store/meson.build; fi
    done
    [ -f "$1/build.ninja" ] || { d=$1; shift; say meson setup "$d" "$@" >/dev/null; }
}
sources() { git ls-files '*.c' '*.h'; }

build() {
    need $PACKAGES $TESTERS
    page || echo "the page could not be built: the program will serve its API alone" >&2
    setup build/release --buildtype=release
    say ninja -C build/release --quiet
    cp build/release/src/cli/qingyu build/qingyu
}

tests() {
    need $PACKAGES $TESTERS
    setup build/debug -Db_sanitize=address,undefined
    say ninja -C build/debug --quiet
    log=build/debug/meson-logs/testlog.txt
    status=0
    meson test -C build/debug --no-rebuild --print-errorlogs || status=1
    passed=$(grep -c '^\[       OK \]' $log || true)
    skipped=$(grep '^\[  SKIPPED \] [a-z_0-9]*$' $log | sort -u | wc -l)
    # A program that dies has no line of its own: its exit counts as one failure.
    failed=$(grep '^\[  FAILED  \] [a-z_0-9]*$' $log | sort -u | wc -l)
    [ $status = 0 ] || [ "$failed" -gt 0 ] || failed=1
    [ "$passed" -gt 0 ] || status=1
    page_tests || status=1
    echo "$passed passed, $failed failed, $skipped skipped"
    return $status
}

fuzz() { # seconds for each target; two at a time
    need $PACKAGES $CHECKERS
    mkdir -p build/fuzz
    setup build/clang-fuzz -Dfuzz=true --native-file tests/fuzz/clang.ini
    say ninja -C build/clang-fuzz --quiet
    find build/clang-fuzz/tests/fuzz -maxdepth 1 -type f -name 'fuzz_*' | sort | xargs -P2 -I{} sh tests/fuzz/run.sh {} "$1"
}

same() { # the two builds of check, one without optimisation, one with the sanitizers
    setup build/debug -Db_sanitize=address,undefined
    setup build/zero --buildtype=debug
    for d in debug zero; do say ninja -C build/$d --quiet src/cli/qingyu bench/year_end bench/reference; done
    say sh tests/same/bytes.sh build/werror build/clang build/zero build/debug
}

check() {
    need $PACKAGES $CHECKERS $TESTERS
    page
    say tools/layers
    echo "+ tools/limits on $(sources | wc -l) files"
    tools/limits $(sources)
    say tools/sample_figures.py --check cities/jiande
    echo "+ clang-format"
    clang-format-14 --dry-run -Werror $(sources)
    setup build/werror -Dwerror=true
    say ninja -C build/werror --quiet
    echo "+ docs/guide/commands.md is what the program says"
    build/werror/src/cli/qingyu man --format md --lang en | diff - docs/guide/commands.md
    CC=clang-14 setup build/clang -Dwerror=true
    say ninja -C build/clang --quiet
    echo "+ clang-tidy"
    git ls-files 'src/*.c' | xargs -P2 -n4 clang-tidy-14 -p build/clang --quiet 2>/dev/null
    say cppcheck --quiet --error-exitcode=1 --enable=warning,performance,portability --inline-suppr --std=c11 \
        --suppressions-list=tools/cppcheck.txt -Isrc -Ibuild/werror/src/store -D__GNUC__ -DCPPCHECK -j2 src
    page_check
    same
    say tests/api/fuzz.py build/werror/src/cli/qingyu "${API_REQUESTS:-10000}"
    say sh tests/crash/kill.sh build/werror/src/cli/qingyu "${KILLS:-100}"
    say sh tests/crash/full.sh build/werror/src/cli/qingyu
    say sh tests/crash/serve_kill.sh build/werror/src/cli/qingyu "${SERVE_KILLS:-30}"
    say sh tests/crash/tick_kill.sh build/werror/src/cli/qingyu "${TICK_KILLS:-60}"
    fuzz "${FUZZ_SECONDS:-60}"
}

bench() { # what it is about: accuracy, speed, or neither: the program as a whole
    build
    case "${1:-}" in
    accuracy | speed)
        if [ ! -d ../shared/data/competitions ]; then
            echo "skipped: the competitions' series are not in ../shared/data/competitions"
            return 0
        fi ;;
    esac
    case "${1:-}" in
    accuracy)
        say bench/accuracy
        say bench/year_end
        say bench/reference
        say bench/barometer ;;
    speed)
        need $SPEED_BENCHERS
        say bench/speed ;;
    http)
        need $BENCHERS
        shift
        say bench/http "$@" ;;
    *)
        need $BENCHERS
        say bench/run "$@"
        say bench/http ;;
    esac
}

run() {
    build
    if [ ! -f build/demo/qingyu.db ]; then
        rm -rf build/demo
        mkdir -p build/demo
        build/qingyu init --store build/demo/qingyu.db
        build/qingyu import cities/jiande --store build/demo/qingyu.db
        for period in 2021-06 2021-09; do
            build/qingyu score run --scheme jiande2021 --period $period --store build/demo/qingyu.db
        done
        build/qingyu score publish 1 --from 2021-07-25 --title 上半年镇街考核（样本） --store build/demo/qingyu.db
        build/qingyu score publish 2 --from 2021-10-25 --title 前三季度镇街考核（样本） --store build/demo/qingyu.db
    fi
    # The demo's story is the third quarter of 2021: its tasks are looked at some weeks after the meeting.
    QINGYU_TODAY=${QINGYU_TODAY:-2021-11-25}
    export QINGYU_TODAY
    cat <<'END'

演示城市已就绪（今天是 2021-11-25），打开下面的地址；谁都可以看，Ctrl-C 停止。登录（报送、账户、审计链）：用户名 admin，首次启动时
下面给出一次性密码；忘了就在另一个终端里运行第二行。另一个终端里可以试 /
The demo city is ready (today is 2021-11-25): open the address below; everybody may read it, Ctrl-C stops. To log in (handing in, accounts,
the audit chain) be admin: the one-time password is told below at the first start; lost, the second line makes
another. In another terminal try:
  export QINGYU_STORE=build/demo/qingyu.db
  build/qingyu user passwd admin --one-time
  build/qingyu user add ducha --role supervision --one-time
  build/qingyu user add jxj1 --role department --departments jxj --one-time
  build/qingyu card --period 2021-06 [--no-sample] [--lang en]
  build/qingyu task list --late
  build/qingyu score why 梅城镇 iva --run 2
  build/qingyu why IVA --period 2021-06
  build/qingyu help

END
    exec build/qingyu serve --store build/demo/qingyu.db --open-reading --quiet
}

case "${1:-}" in
run) run ;;
build) build ;;
test) tests ;;
check) check ;;
bench) shift; bench "$@" ;;
fuzz) fuzz "${2:-60}" ;;
fmt) need $CHECKERS; clang-format-14 -i $(sources) ;;
*)
    echo "usage: ./do run | build | test | check | bench [accuracy | speed | http | ROWS [CARD_ROWS]] | fuzz [SECONDS] | fmt" >&2
    exit 2 ;;
esac
