#!/usr/bin/env bash
# Opens a report from disk in headless Chromium, cut off from every network; fails on a console message or an empty figure.
# Usage: build/check-report.sh RUN/report/index.html [WIDTH]     exit 0: fine, 1: wrong use, 2: the report fails, 5: no Chromium here
set -uo pipefail
report=${1:-}
width=${2:-1280}
[ -f "$report" ] || { echo "check-report: no report at '$report'; give the path of report/index.html" >&2; exit 1; }
browser=
for name in chromium chromium-browser google-chrome; do
  browser=${browser:-$(command -v "$name" || true)}
done
[ -n "$browser" ] || { echo "check-report: Chromium is not on this machine, so the report was not opened; install chromium and run again" >&2; exit 5; }

profile=$(mktemp -d)
trap 'rm -rf "$profile"' EXIT
page=$(cd "$(dirname "$report")" && pwd)/$(basename "$report")
timeout 90 "$browser" --headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update \
  --disable-sync --host-resolver-rules='MAP * ~NOTFOUND' --user-data-dir="$profile/user" --window-size="$width,1400" --enable-logging=stderr --v=0 \
  --dump-dom "file://$page" >"$profile/dom.html" 2>"$profile/log.txt" || { echo "check-report: Chromium did not finish" >&2; tail -5 "$profile/log.txt" >&2; exit 2; }

problems=0
if grep -a 'CONSOLE' "$profile/log.txt"; then
  echo "check-report: the lines above were written to the console" >&2
  problems=1
fi

# A figure is empty when its drawing holds no mark beside the white background, or no text.
empty=$(tr '\n' ' ' <"$profile/dom.html" | sed 's/<figure>/\n<figure>/g' | grep -a '^<figure>' | sed 's/<\/figure>.*//' |
  awk '{ marks = gsub(/<(path|circle|rect) /, "&"); texts = gsub(/<text /, "&"); if (marks < 2 || texts < 1) print NR }')
figures=$(grep -ao '<figure>' "$profile/dom.html" | wc -l)
if [ -n "$empty" ]; then
  echo "check-report: empty figures at positions:" $empty >&2
  problems=1
fi

if [ "$figures" -eq 0 ]; then
  echo "check-report: the report holds no figure" >&2
  problems=1
fi

[ "$problems" -eq 0 ] || exit 2
echo "check-report: $figures figures drawn, nothing on the console"
