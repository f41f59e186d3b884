#!/bin/sh
# The only door: ./do build | test | check | fmt
set -e
cd "$(dirname "$0")"
PACKAGES="build-essential meson ninja-build pkg-config libsqlite3-dev libxlsxwriter-dev libminizip-dev libexpat1-dev
zlib1g-dev libssl-dev libcmocka-dev libjansson-dev clang-format"

say() { echo "+ $*"; "$@"; }

need_packages() {
    missing=
    for p in $PACKAGES; do
        dpkg-query -W -f='${Status}' "$p" 2>/dev/null | grep -q 'ok installed' || missing="$missing $p"
    done
    [ -n "$missing" ] || return 0
    echo "installing:$missing"
    root=; [ "$(id -u)" = 0 ] || root="sudo -n"
    $root env DEBIAN_FRONTEND=noninteractive apt-get update -qq
    $root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing >/dev/null
}

setup() { [ -f "$1/build.ninja" ] || { d=$1; shift; say meson setup "$d" "$@" >/dev/null; }; }

case "${1:-}" in
build)
    need_packages
    setup build/release
    say ninja -C build/release ;;
test)
    need_packages
    setup build/debug -Db_sanitize=address,undefined
    say ninja -C build/debug
    status=0
    say meson test -C build/debug --print-errorlogs || status=1
    log=build/debug/meson-logs/testlog.txt
    passed=$(grep -c '^\[       OK \]' $log || true); failed=$(grep -c '^\[  FAILED  \] [a-z_0-9]*$' $log || true)
    [ "$passed" -gt 0 ] || status=1
    echo "$passed passed, $failed failed, 0 skipped"
    exit $status ;;
check)
    need_packages
    setup build/werror -Dwerror=true
    say ninja -C build/werror
    say clang-format --dry-run -Werror $(git ls-files '*.c' '*.h') ;;
fmt)
    say clang-format -i $(git ls-files '*.c' '*.h') ;;
*)
    echo "usage: ./do build | test | check | fmt" >&2
    exit 2 ;;
esac
