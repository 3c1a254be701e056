# shellcheck shell=bash
# How the scripts talk: steps with a tick and a duration, messages, failures.
# A step's own output goes to the log; it is shown only when the step fails.

# Marks fall back to ASCII where the terminal could not show them.
case "${LC_ALL:-${LC_CTYPE:-${LANG:-}}}" in
  *[Uu][Tt][Ff]*) TICK='✓' CROSS='✗' ;;
  *) TICK='ok' CROSS='failed:' ;;
esac

# Colours and rewritten lines only for a person at a terminal, never for a log or for CI.
fancy() {
  [[ -t 1 && -z "${CI:-}" && -z "${NO_COLOR:-}" && "${TERM:-dumb}" != dumb ]]
}

say() {
  printf '%s\n' "$*"
}

warn() {
  printf '%s: %s\n' "${0##*/}" "$*" >&2
}

die() {
  warn "$*"
  exit 1
}

usage_error() {
  warn "$1"
  printf '%s\n' "Usage: $2" >&2
  exit 2
}

# Bash keeps EPOCHREALTIME in microseconds, with the locale's decimal mark.
now_us() {
  printf '%s' "${EPOCHREALTIME//[!0-9]/}"
}

seconds_since() {
  local us=$(($(now_us) - $1))
  printf '%d.%d s' $((us / 1000000)) $((us / 100000 % 10))
}

# step TITLE COMMAND... : run COMMAND with its output in the log; exit 1 with the log's tail if it fails.
step() {
  local title=$1 started status=0
  shift
  started=$(now_us)
  if fancy; then printf '\033[2m… %s\033[0m' "$title"; fi
  printf '\n== %s\n' "$title" >>"$BOOTSTRAP_LOG"
  # -e off here and on again in a subshell: the step stops at its first failure and this function goes on.
  set +e
  (
    set -e
    "$@"
  ) >>"$BOOTSTRAP_LOG" 2>&1 </dev/null
  status=$?
  set -e
  step_line "$title" "$started" "$status"
  if ((status)); then step_failed "$title"; fi
}

step_line() {
  local mark=$TICK colour=32
  if (($3)); then mark=$CROSS colour=31; fi
  if fancy; then
    printf '\r\033[K\033[%sm%s\033[0m %s \033[2m%s\033[0m\n' "$colour" "$mark" "$1" "$(seconds_since "$2")"
  else
    printf '%s %s (%s)\n' "$mark" "$1" "$(seconds_since "$2")"
  fi
}

step_failed() {
  {
    printf '\nThe step "%s" failed. The end of %s:\n\n' "$1" "$BOOTSTRAP_LOG"
    sed -n "/^== /h;/^== /!H;\${x;p;}" "$BOOTSTRAP_LOG" | tail -n 40 | sed 's/^/  /'
  } >&2
  exit 1
}
