#!/bin/sh
# Pin every dependency with its hashes, for every platform; needs uv. The files name no host.
set -eu
cd "$(dirname "$0")/.."
pin="uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate"
$pin pyproject.toml --group build -o requirements/run.txt
$pin pyproject.toml --group build --group dev -c requirements/run.txt -o requirements/dev.txt
