# shellcheck shell=bash
# Where everything that is not source lives: one directory that can be moved, backed up or deleted.

REPO=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd -P)

# Sets and exports PHANGUT_STATE as an absolute path; a relative one counts from where the caller stands.
state_open() {
  local wanted=${PHANGUT_STATE:-$REPO/.state}
  mkdir -p -- "$wanted" 2>/dev/null || state_unwritable "$wanted"
  PHANGUT_STATE=$(cd -- "$wanted" && pwd -P)
  [[ -w "$PHANGUT_STATE" ]] || state_unwritable "$wanted"
  export PHANGUT_STATE
  mkdir -p -- "$PHANGUT_STATE"/{pg,web,static,media,graphs,log,tmp}
  # shellcheck disable=SC2034  # read in steps.sh
  BOOTSTRAP_LOG="$PHANGUT_STATE/log/bootstrap.log"
}

state_unwritable() {
  die "cannot write to the state directory $1; give another one: PHANGUT_STATE=/path/to/directory"
}

# One secret per installation, made once and readable by its owner only.
state_secret_key() {
  local file="$PHANGUT_STATE/secret_key"
  [[ -s "$file" ]] || (umask 077 && random_text 50 >"$file")
}

# random_text N : N letters and digits, safe in URLs, in shells and in SQL.
# head ends first and leaves tr with SIGPIPE, so pipefail is off for this one pipe.
random_text() (
  set +o pipefail
  LC_ALL=C tr -dc 'A-Za-z0-9' </dev/urandom | head -c "$1"
)

# One bootstrap at a time: two at once would write into the same virtual environment.
state_lock() {
  exec 8>"$PHANGUT_STATE/bootstrap.lock"
  flock -n 8 && return
  say "Another bootstrap of $PHANGUT_STATE is running; waiting for it."
  flock 8
}

# stamp_matches NAME TEXT : whether the last finished run of NAME recorded the same TEXT.
stamp_matches() {
  [[ "$(cat "$PHANGUT_STATE/$1.stamp" 2>/dev/null)" == "$2" ]]
}

stamp_write() {
  printf '%s\n' "$2" >"$PHANGUT_STATE/$1.stamp"
}

# digest FILE... : one hash of the files' contents, in the order given.
digest() {
  cat -- "$@" 2>/dev/null | sha256sum | cut -d' ' -f1
}
