#!/bin/sh
# Compiles the two requirement files with hashes, for Python 3.11 to 3.14 on x86_64 and aarch64 (needs uv).
# The larger set is resolved first and binds the smaller one, so that tests run on what the product runs on.
set -eu
cd "$(dirname "$0")/.."
compile() {
    uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes --no-annotate --no-header "$@"
}
compile requirements-dev.in --output-file requirements-dev.txt
compile requirements.in --constraint requirements-dev.txt --output-file requirements.txt
