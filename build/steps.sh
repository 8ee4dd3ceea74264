# Read by the scripts beside it (`. build/steps.sh`): how a step is run and shown, and what this machine has.
# Plain sh; expects to be read from the repository's root.

say() { printf 'expacti: %s\n' "$*"; }
fail() { printf 'expacti: %s\n' "$*" >&2; exit 1; }

is_root() { [ "$(id -u)" = 0 ]; }
has() { command -v "$1" >/dev/null 2>&1; }
logs() { mkdir -p .expacti/log && echo .expacti/log; }

step_pid=
end_step() { [ -z "$step_pid" ] || kill "$step_pid" 2>/dev/null || true; }

# step <name> <title> <command…>: runs it with its output in .expacti/log/<name>.log; shows a line once it takes over 2 s.
# When it fails: the log's end, and the command's exit code.
step() {
  step_log="$(logs)/$1.log"; step_title=$2; shift 2
  step_began=$(date +%s); step_shown=
  "$@" >"$step_log" 2>&1 </dev/null &
  step_pid=$!
  trap 'end_step; exit 130' INT TERM
  while kill -0 "$step_pid" 2>/dev/null; do
    step_took=$(($(date +%s) - step_began))
    if [ "$step_took" -ge 2 ] && [ -t 1 ]; then
      printf '\rexpacti: %s … %d s ' "$step_title" "$step_took"; step_shown=yes
    elif [ "$step_took" -ge 2 ] && [ -z "$step_shown" ]; then
      say "$step_title …"; step_shown=yes
    fi
    sleep 0.2
  done
  step_code=0; wait "$step_pid" || step_code=$?
  step_pid=; trap - INT TERM
  step_took=$(($(date +%s) - step_began))
  if [ -n "$step_shown" ] && [ -t 1 ]; then printf '\n'
  elif [ -n "$step_shown" ]; then say "$step_title … $step_took s"; fi
  [ "$step_code" = 0 ] && return 0
  tail -n 30 "$step_log" >&2
  say "$step_title failed; all of its output is in $step_log" >&2
  return "$step_code"
}

# apt_install <package…>: as root on Debian or its kin; otherwise it fails silently and the caller says what is missing.
apt_install() {
  is_root && has apt-get || return 1
  step apt "installing $*" env DEBIAN_FRONTEND=noninteractive sh -c \
    'apt-get install -y -qq --no-install-recommends "$@" || { apt-get update -qq && apt-get install -y -qq --no-install-recommends "$@"; }' apt "$@"
}

need_jdk() {
  JAVA_HOME=$(build/find-jdk 2>/dev/null) || {
    apt_install openjdk-25-jdk-headless 2>/dev/null || true
    JAVA_HOME=$(build/find-jdk) || exit 1
  }
  export JAVA_HOME
}

# For the second shell parser that ours is compared with; without it that one test says so and is left out.
want_go() { has go || [ -x /usr/local/go/bin/go ] || apt_install golang-go 2>/dev/null || true; }

node_fits() { has node && has npm && node -e 'const [a,b]=process.versions.node.split(".");process.exit(a>20||a==20&&b>=19?0:1)'; }
need_node() {
  node_fits || { apt_install nodejs npm 2>/dev/null || true; }
  node_fits || fail "the dashboard needs Node 20.19 or newer with npm: install it (Debian 13: apt-get install nodejs npm; elsewhere: nodejs.org)"
}

python_fits() { has python3 && python3 -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 10))' 2>/dev/null; }
need_python() {
  python_fits || { apt_install python3 python3-venv 2>/dev/null || true; }
  python_fits || fail "the Python SDK's tests need Python 3.10 or newer with venv: install it (Debian: apt-get install python3 python3-venv)"
}

find_chromium() {
  for browser in "${EXPACTI_CHROMIUM:-}" chromium chromium-browser google-chrome google-chrome-stable \
      "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"; do
    [ -n "$browser" ] && command -v "$browser" 2>/dev/null && return 0
  done
  return 1
}

# changed_since <stamp> <path…>: whether anything below the paths is newer, a deleted file included (its folder is).
changed_since() {
  [ -e "$1" ] || return 0
  stamp=$1; shift
  [ -n "$(find "$@" \( -name target -o -name node_modules -o -name dist \) -prune -o -newer "$stamp" -print 2>/dev/null | head -n 1)" ]
}

server_sources() {
  echo pom.xml build/micronaut/pom.xml
  find core adapters api websocket-relay workers standalone clients sdks/java -name target -prune -o \( -name src -o -name pom.xml \) -print
}

# The stamp is taken before the work starts, so what is edited meanwhile counts as changed.
build_server() {
  mkdir -p .expacti/built
  if [ -f standalone/target/expacti-standalone.jar ] && ! changed_since .expacti/built/server $(server_sources); then return 0; fi
  touch .expacti/built/server.new
  step build-server "building the server" ./mvnw -q -pl standalone,clients/cli,clients/shell -am -DskipTests package || exit 1
  mv .expacti/built/server.new .expacti/built/server
}

web_packages() {
  cmp -s web/package-lock.json web/node_modules/.installed && return 0
  step web-packages "fetching what the dashboard is built from" npm --prefix web ci --no-audit --no-fund || exit 1
  cp web/package-lock.json web/node_modules/.installed
}

build_web() {
  [ -f web/package.json ] || return 0
  mkdir -p .expacti/built
  if [ -f web/dist/index.html ] && ! changed_since .expacti/built/web web openapi; then return 0; fi
  need_node
  web_packages
  touch .expacti/built/web.new
  step build-web "building the dashboard" npm --prefix web run build || exit 1
  mv .expacti/built/web.new .expacti/built/web
}

# command_line <pid>: its arguments, or nothing where there is no such process.
command_line() {
  if [ -r "/proc/$1/cmdline" ]; then tr '\0' ' ' <"/proc/$1/cmdline" 2>/dev/null; else ps -o args= -p "$1" 2>/dev/null; fi
}

# running_server <data folder>: prints the pid of the server started over it, if that one still runs.
running_server() {
  pid=$(cat "$1/server.pid" 2>/dev/null) || return 1
  case "$pid" in ''|*[!0-9]*) return 1 ;; esac
  case "$(command_line "$pid")" in *"-Dexpacti.data=$1 "*com.expacti.standalone.Main*) echo "$pid" ;; *) return 1 ;; esac
}

port_taken() {
  if [ -r /proc/net/tcp ]; then
    cat /proc/net/tcp /proc/net/tcp6 2>/dev/null | awk -v port=":$(printf '%04X' "$1")" \
      '$4 == "0A" && substr($2, length($2) - 4) == port { found = 1 } END { exit !found }'
  else
    nc -z 127.0.0.1 "$1" >/dev/null 2>&1
  fi
}

free_port() {
  port=${1:-3901}
  while port_taken "$port"; do port=$((port + 1)); done
  echo "$port"
}

answers() {
  if has curl; then curl -fsS -o /dev/null --max-time 5 "$1" 2>/dev/null
  elif has wget; then wget -q -O /dev/null -T 5 -t 1 "$1" 2>/dev/null
  else "$JAVA_HOME/bin/java" -XX:TieredStopAtLevel=1 build/Answers.java "$1"; fi
}
