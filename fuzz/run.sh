#!/bin/sh
# Seeds and runs every target for a bounded time: run.sh [seconds per target] [target...]
# Three quarters of the time go to short inputs, the rest to long ones. Stops at the first finding.
# SANITIZER (default address; none is twice as fast) is handed to cargo-fuzz.
set -eu
cd "$(dirname "$0")"
seconds=${1:-20}
[ $# -eq 0 ] || shift
sanitizer=${SANITIZER:-address}
[ $# -gt 0 ] || set -- $(cargo +nightly fuzz list --fuzz-dir .)

./seed.sh
cargo +nightly fuzz build --fuzz-dir . --sanitizer "$sanitizer"

fuzz() { # target, seconds, longest input
    echo "== $1: $2 s, inputs up to $3 bytes"
    cargo +nightly fuzz run --fuzz-dir . --sanitizer "$sanitizer" "$1" -- \
        -max_total_time="$2" -max_len="$3" -dict=corpus/tim.dict \
        -timeout=10 -rss_limit_mb=2048 -print_funcs=0
}

long=$(((seconds + 3) / 4))
short=$((seconds > long ? seconds - long : 1))
for target in "$@"; do
    fuzz "$target" "$short" 4096
    fuzz "$target" "$long" 65536
done
