# Read by the test scripts (`. build/count.sh`): runs suites, adds up what they themselves report, closes with one line.

passed=0; failed=0; skipped=0; parts=; notes=
results=.expacti/results

# suite <name> <command…>: runs it in the open, keeps its output, remembers its exit code in $code.
suite() {
  name=$1; shift
  mkdir -p "$results"
  say "$name tests"
  { code=0; "$@" </dev/null || code=$?; echo "$code" >"$results/$name.code"; } 2>&1 | tee "$results/$name.raw"
  code=$(cat "$results/$name.code")
  # Without colours, so that counts can be read.
  sed "s/$(printf '\033')\[[0-9;]*m//g" "$results/$name.raw" >"$results/$name.log"
}

# add <name> <passed> <failed> <skipped>: a suite that failed without naming a failed test counts as one failure.
add() {
  add_failed=$3
  if [ "$code" != 0 ]; then note "$1 ended with exit code $code: see $results/$1.log"; [ "$add_failed" != 0 ] || add_failed=1; fi
  if [ "$code" = 0 ] && [ "$2" = 0 ]; then add_failed=$((add_failed + 1)); note "$1 ran no test at all"; fi
  passed=$((passed + $2)); failed=$((failed + add_failed)); skipped=$((skipped + $4))
  parts="$parts, $1 $2"
}

note() { notes="$notes
expacti: $*"; }

forget_java_reports() { find . \( -name node_modules -o -name .git \) -prune -o -type d -name surefire-reports -prune -exec rm -rf {} +; }

# java_counts: "tests failures skipped" over every module's reports.
java_counts() {
  find . \( -name node_modules -o -name .git \) -prune -o -path '*/surefire-reports/TEST-*.xml' -exec \
    grep -h -m 1 -o '<testsuite [^>]*>' {} + 2>/dev/null | awk '
    function field(name) { return match($0, " " name "=\"[0-9]+\"") ? substr($0, RSTART + length(name) + 3, RLENGTH - length(name) - 4) : 0 }
    { tests += field("tests"); bad += field("failures") + field("errors"); skip += field("skipped") }
    END { print tests + 0, bad + 0, skip + 0 }'
}

# A red test does not keep the modules above it from being tested; whether all is green is counted here, from the
# reports. What leaves no report (code that does not compile or is not formatted, a test process that died) fails as well.
java_suite() {
  forget_java_reports
  suite java ./mvnw --fail-at-end -Dmaven.test.failure.ignore=true "$@" verify
  ! grep -q -E 'forked VM terminated|error in the fork|ForkedProcess.*(crash|exit)' "$results/java.log" || [ "$code" != 0 ] || code=1
  set -- $(java_counts)
  add java $(($1 - $2 - $3)) "$2" "$3"
  left_out=$(grep -c '^\[INFO\] expacti.* SKIPPED' "$results/java.log" || true)
  [ "$left_out" = 0 ] || note "$left_out modules were not tested, for what they build on could not be built: see $results/java.log"
}

# number <file> <extended regular expression with one number in it>: the number on the last line that matches, else 0.
number() {
  found=$(grep -E -o "$2" "$1" | tail -n 1 | grep -E -o '[0-9]+' | tail -n 1)
  echo "${found:-0}"
}

close_count() {
  [ -z "$notes" ] || printf '%s\n' "${notes#?}"
  say "by suite: ${parts#, }"
  printf '%d passed, %d failed, %d skipped\n' "$passed" "$failed" "$skipped"
  [ "$failed" = 0 ]
}
