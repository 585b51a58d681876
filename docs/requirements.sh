#!/bin/sh
# Compiles the two requirement files with hashes, for Python 3.11 to 3.14 on x86_64 and aarch64 (needs uv).
set -eu
cd "$(dirname "$0")/.."
for name in requirements requirements-dev; do
    uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes --no-annotate --no-header \
        "$name.in" --output-file "$name.txt"
done
