#!/usr/bin/env bash
# Builds everything and runs every test; needs the .NET 10 SDK and nothing else (where g++ and libtorch are, or root can install them, the torch backend's tests run too). Ends with one line: N passed, N failed, N skipped.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")" || exit 1
log=artifacts/test-log.txt
mkdir -p artifacts
native/torch-shim/for-tests.sh
dotnet build Voxopsy.slnx --configuration Release --nologo --verbosity quiet || exit 1
dotnet test Voxopsy.slnx --configuration Release --no-build --nologo "$@" 2>&1 | tee "$log"
status=${PIPESTATUS[0]}
grep -aoE 'Failed: +[0-9]+, Passed: +[0-9]+, Skipped: +[0-9]+' "$log" |
  awk -F'[:, ]+' '{ failed += $2; passed += $4; skipped += $6 } END { printf "%d passed, %d failed, %d skipped\n", passed, failed, skipped }'
exit "$status"
