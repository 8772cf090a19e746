#!/bin/sh
# Fills corpus/<target>/ and corpus/tim.dict from ../tests/fixtures.
set -eu
cd "$(dirname "$0")"
exec cargo +nightly run --quiet --example seed
