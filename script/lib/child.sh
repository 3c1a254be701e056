# shellcheck shell=bash
# Running one command as if it were this script: same stdin, same exit code, signals passed on.

# child_run COMMAND... : its exit code is left in CHILD_STATUS.
# In the background, because a shell that waits for a foreground command does not hear a TERM. The subshell
# undoes two things bash does to background commands: stdin from /dev/null, and a deaf ear to Ctrl-C.
child_run() {
  trap 'SIGNALLED=yes' INT
  trap 'SIGNALLED=yes; kill -TERM "$CHILD" 2>/dev/null || true' TERM HUP
  (
    trap - INT QUIT TERM HUP
    exec "$@"
  ) <&0 &
  CHILD=$!
  child_wait
}

# "wait" returns early when a signal arrives; the child's own answer to the signal is what counts.
# shellcheck disable=SC2034  # CHILD_STATUS is the answer
child_wait() {
  SIGNALLED=yes
  while [[ -n "$SIGNALLED" ]]; do
    SIGNALLED='' CHILD_STATUS=0
    wait "$CHILD" || CHILD_STATUS=$?
  done
}
