# shellcheck shell=bash
# The servers of script/run, each in a process group of its own: the web server, and the worker for long jobs.

# server_spawn NAME COMMAND... : starts it and notes its process id under NAME.
# A group of its own lets all of it be stopped at once, and keeps Ctrl-C from reaching it before we say so.
server_spawn() {
  local name=$1
  shift
  setsid "${DEATHSIG[@]}" "$@" </dev/null 8>&- &
  # shellcheck disable=SC2004  # a name and not a number: the array is associative
  SERVERS[$name]=$!
}

# Where the system can, a child is told to end when this script is killed outright and cannot say it itself.
server_deathsig() {
  DEATHSIG=(env)
  if setpriv --pdeathsig TERM true 2>/dev/null; then DEATHSIG=(setpriv --pdeathsig TERM --); fi
}

# asginl is ASGI without the lifespan messages, which Django does not know and would log as an error.
server_web() {
  server_spawn server granian --interface asginl --no-ws --host "$HOST" --port "$PORT" \
    --workers "$(server_workers)" --workers-kill-timeout 5 --log-level warning --working-dir "$REPO" tiles.asgi:application
}

# Two jobs at once: one may run for a minute, and the next must not wait for it. A job that is killed begins again, and
# the worker itself waits for a database that is away.
server_worker() {
  server_spawn worker "$(VENV_PYTHON)" "$REPO/manage.py" worker
}

server_workers() {
  local cores
  cores=$(getconf _NPROCESSORS_ONLN 2>/dev/null || echo 1)
  printf '%d' $((cores > 4 ? 4 : cores))
}

# Everything ends: asked first, forced after ten seconds.
server_stop() {
  local pid
  for pid in "${SERVERS[@]}"; do kill -TERM -- "-$pid" 2>/dev/null || true; done
  for pid in "${SERVERS[@]}"; do server_await_end "$pid"; done
}

server_await_end() {
  local tries
  for tries in {1..120}; do
    kill -0 -- "-$1" 2>/dev/null || return 0
    if ((tries == 100)); then kill -KILL -- "-$1" 2>/dev/null || true; fi
    sleep 0.1
  done
}

# server_dead : the name of a process that has ended, or fails when all live.
server_dead() {
  local name
  for name in "${!SERVERS[@]}"; do
    kill -0 "${SERVERS[$name]}" 2>/dev/null || { printf '%s\n' "$name" && return; }
  done
  return 1
}

# --- asking it ---------------------------------------------------------------------------------------------

# The address to connect to: a server bound to all addresses is asked on this machine's own.
server_address() {
  case $HOST in
    0.0.0.0 | '' | '*') printf 127.0.0.1 ;;
    ::) printf ::1 ;;
    *) printf '%s' "$HOST" ;;
  esac
}

# port_taken PORT : whether something already answers there.
port_taken() {
  (: <"/dev/tcp/$(server_address)/$1") 2>/dev/null
}

port_next_free() {
  local port=$PORT
  while port_taken "$port" && ((port < 65535)); do port=$((port + 1)); done
  printf '%s' "$port"
}

# A name that ALLOWED_HOSTS accepts.
server_name() {
  local name=${PHANGUT_HOSTS:-localhost}
  name=${name%%,*}
  name=${name#.}
  printf '%s' "${name/'*'/localhost}"
}

# Listening to the network, but with the list of host names still at its local default.
server_name_missing() {
  [[ -z "${PHANGUT_HOSTS:-}" && ! "$HOST" =~ ^(127\.|localhost$|::1$) ]]
}

# server_status PATH : the HTTP status code, 000 when there is no answer within 5 seconds. No curl needed.
# shellcheck disable=SC2034  # rest is what nobody reads
server_status() {
  local code=000 rest
  {
    exec 6<>"/dev/tcp/$(server_address)/$PORT" &&
      printf 'GET %s HTTP/1.0\r\nHost: %s\r\n\r\n' "$1" "$(server_name)" >&6 &&
      read -r -t 5 rest code rest <&6
    exec 6<&- 6>&-
  } 2>/dev/null || true
  printf '%s' "${code:-000}"
}

# Two minutes: the first start on a slow machine also compiles all Python files.
server_await_ready() {
  local tries=600
  until [[ "$(server_status /readyz)" == 200 ]]; do
    if server_dead >/dev/null || ((tries-- == 0)); then return 1; fi
    sleep 0.2
  done
}
