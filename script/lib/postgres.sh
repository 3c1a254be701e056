# shellcheck shell=bash
# The private PostgreSQL cluster in the state directory: found, made, started, shared, stopped.
# With DATABASE_URL given by the user none of this is touched.

PG_ROLE=phangut

pg_private() {
  [[ -z "${PG_FOREIGN_URL:-}" ]]
}

pg_data() {
  printf '%s' "$PHANGUT_STATE/pg/data"
}

# The version that made the existing cluster, or nothing.
pg_cluster_version() {
  cat "$(pg_data)/PG_VERSION" 2>/dev/null || true
}

# pg_bindir : the newest PostgreSQL >= 15 with PostGIS, or the one the cluster was made with.
pg_bindir() {
  local wanted dirs dir version
  wanted=$(pg_cluster_version)
  mapfile -t dirs < <(pg_candidates)
  for dir in "${dirs[@]}"; do
    version=$(pg_binary_version "$dir") || continue
    [[ -z "$wanted" || "$version" == "$wanted" ]] || continue
    printf '%s\n' "$dir"
    return
  done
  return 1
}

pg_candidates() {
  local dir
  printf '%s\n' /usr/lib/postgresql/*/bin /usr/pgsql-*/bin /opt/homebrew/opt/postgresql@*/bin | sort -rV
  if dir=$(pg_config --bindir 2>/dev/null); then printf '%s\n' "$dir"; fi
}

# pg_binary_version DIR : its major version if it is >= 15 and has PostGIS, else fails.
# The library is looked for: on Debian the extension's control file stays behind when the library is removed.
pg_binary_version() {
  local version
  [[ -x "$1/initdb" && -x "$1/pg_config" ]] || return 1
  compgen -G "$("$1/pg_config" --pkglibdir)/postgis-3.*" >/dev/null || return 1
  version=$("$1/initdb" --version | sed -E 's/[^0-9]*([0-9]+).*/\1/')
  ((version >= 15)) && printf '%s\n' "$version"
}

# --- who runs it -------------------------------------------------------------------------------------------

# pg_owner : "uid:gid" of the account the server runs as. The owner of an existing cluster goes first, so that
# root can work with a state directory that an ordinary user made.
pg_owner() {
  local owner
  if ((EUID != 0)); then
    printf '%s:%s\n' "$(id -u)" "$(id -g)"
  elif owner=$(stat -c %u:%g "$(pg_data)" 2>/dev/null) && [[ "$owner" != 0:* ]]; then
    printf '%s\n' "$owner"
  elif id -u postgres >/dev/null 2>&1; then
    printf '%s:%s\n' "$(id -u postgres)" "$(id -g postgres)"
  else
    die "PostgreSQL does not run as root and there is no account 'postgres': useradd --system postgres"
  fi
}

# pg_as COMMAND... : run COMMAND as the server's account. The files' lock descriptors stay behind: a server
# that inherited them would count as a user of itself for ever.
pg_as() {
  if ((EUID != 0)); then
    "$@" 8>&- 9>&- 7>&-
  else
    (cd / && exec "${PG_AS[@]}" "$@" 8>&- 9>&- 7>&-)
  fi
}

# pg_account : fills PG_AS. A directory such as /root is closed to the server's account; then it gets the right
# to pass through closed directories, as an ambient capability that its own children keep. That right reads any
# file; where it cannot be had, as in many containers, the next one that opens directories also writes any file.
pg_account() {
  local owner plain cap
  ((EUID == 0)) || { PG_AS=(env); return; }
  owner=$(pg_owner)
  plain=(setpriv --reuid "${owner%:*}" --regid "${owner#*:}" --clear-groups)
  PG_AS=("${plain[@]}")
  pg_can_enter && return
  for cap in +dac_read_search +dac_override; do
    PG_AS=("${plain[@]}" --inh-caps "$cap" --ambient-caps "$cap")
    pg_can_enter && return
  done
  pg_unreachable
}

# By opening it: "test -x" asks access(2), which disregards capabilities.
pg_can_enter() {
  "${PG_AS[@]}" ls "$PHANGUT_STATE/pg" >/dev/null 2>&1
}

pg_unreachable() {
  warn "PostgreSQL does not run as root, and its account cannot enter $PHANGUT_STATE."
  die "Give a state directory outside of closed directories: PHANGUT_STATE=/var/lib/phangut script/${0##*/}"
}

# --- making it ---------------------------------------------------------------------------------------------

pg_exists() {
  [[ -s "$(pg_data)/PG_VERSION" && -e "$PHANGUT_STATE/pg/made" ]]
}

# A cluster counts as made only when its marker is there: a half-made one is begun again.
pg_make() {
  local data owner
  data=$(pg_data) owner=$(pg_owner)
  rm -rf -- "$data"
  mkdir -m 700 -- "$data"
  (umask 077 && random_text 32 >"$PHANGUT_STATE/pg/password")
  ((EUID != 0)) || chown "$owner" "$data" "$PHANGUT_STATE/pg/password"
  pg_as "$(pg_bindir)/initdb" --pgdata="$data" --username="$PG_ROLE" --pwfile="$PHANGUT_STATE/pg/password" \
    --auth=scram-sha-256 --encoding=UTF8 --locale="$(pg_locale)" --no-instructions
  pg_settings >>"$data/postgresql.conf"
  touch "$PHANGUT_STATE/pg/made"
}

# Code-point order, but with Unicode's idea of a letter: with plain C, trigrams would drop all Thai text.
pg_locale() {
  local name known
  known=$(locale -a 2>/dev/null || true)
  for name in C.UTF-8 C.utf8 en_US.UTF-8 en_US.utf8; do
    if [[ $'\n'"$known"$'\n' == *$'\n'"$name"$'\n'* ]]; then printf '%s' "$name" && return; fi
  done
  printf C
}

pg_settings() {
  cat <<'CONF'

# Only this machine, only by TCP: a socket's path may hold no more than 107 bytes, a state directory's may.
listen_addresses = '127.0.0.1'
unix_socket_directories = ''
shared_buffers = 256MB
work_mem = 32MB
maintenance_work_mem = 256MB
effective_cache_size = 2GB
random_page_cost = 1.1
jit = off
log_checkpoints = off
log_line_prefix = '%m [%p] %d '
CONF
}

# --- running it --------------------------------------------------------------------------------------------

# The postmaster's process id if it is alive and is ours. After a reboot the number in the file may belong to
# anything, so what counts is that the process works in our data directory.
pg_pid() {
  local pid
  pid=$(head -n1 "$(pg_data)/postmaster.pid" 2>/dev/null) || return 1
  [[ "$pid" =~ ^[0-9]+$ ]] && kill -0 "$pid" 2>/dev/null || return 1
  [[ ! -d /proc/self || "$(readlink "/proc/$pid/cwd")" -ef "$(pg_data)" ]] && printf '%s\n' "$pid"
}

pg_running() {
  pg_pid >/dev/null
}

pg_port() {
  cat "$PHANGUT_STATE/pg/port" 2>/dev/null || printf 0
}

# The port of last time if it is still free, so that an address once noted stays true; else any free one.
pg_free_port() {
  "$(VENV_PYTHON)" -I -c '
import socket, sys
for port in (int(sys.argv[1]), 0):
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            continue
        print(probe.getsockname()[1])
        break
' "$(pg_port)"
}

# pg_start : no-op if it runs; returns when it accepts connections. Two callers at once start it once.
pg_start() {
  (
    flock 7
    if ! pg_running; then pg_launch; fi
  ) 7>"$PHANGUT_STATE/pg/start.lock"
}

# Tried again because another program may take the port in between, and because the children of a server
# that was killed need a moment to notice.
pg_launch() {
  local attempt
  pg_log_open
  for attempt in 1 2 3; do
    pg_free_port >"$PHANGUT_STATE/pg/port.new"
    mv -f -- "$PHANGUT_STATE/pg/port.new" "$PHANGUT_STATE/pg/port"
    rm -f -- "$(pg_data)/postmaster.pid"
    if pg_ctl start -w -t 120 -l "$PG_LOG" -o "-p $(pg_port)" >/dev/null 2>&1; then return; fi
    sleep "$attempt"
  done
  warn "PostgreSQL did not start. The end of $PG_LOG:"
  tail -n 20 "$PG_LOG" >&2
  return 1
}

# The server writes its log as its own account; it begins anew when it has grown large.
pg_log_open() {
  PG_LOG="$PHANGUT_STATE/log/postgresql.log"
  if [[ "$(wc -c 2>/dev/null <"$PG_LOG")" -gt 20000000 ]]; then rm -f -- "$PG_LOG"; fi
  touch "$PG_LOG"
  ((EUID != 0)) || chown "$(pg_owner)" "$PG_LOG"
}

pg_ctl() {
  pg_as "$(pg_bindir)/pg_ctl" --pgdata="$(pg_data)" "$@"
}

pg_stop() {
  if pg_running; then pg_ctl stop -m fast -w -t 120 >/dev/null; fi
}

# --- sharing it --------------------------------------------------------------------------------------------

# Every user of the server holds a shared lock, kept by its children too. Whoever leaves and gets the lock for
# himself alone was the last, and stops the server. One who comes meanwhile waits, then starts it again.
pg_hold() {
  pg_account
  exec 9>"$PHANGUT_STATE/pg/users.lock"
  flock -s 9
}

pg_enter() {
  pg_private || return 0
  pg_hold
  pg_start
}

pg_leave() {
  pg_private || return 0
  if flock -n -x 9; then pg_stop || true; fi
  # Unlocked by name and not only closed: a child still alive would keep the lock for everybody.
  flock -u 9
  exec 9>&-
}

# --- using it ----------------------------------------------------------------------------------------------

# DATABASE_URL for everything that follows, unless the user brought one.
pg_url() {
  pg_private || return 0
  DATABASE_URL="postgres://$PG_ROLE:$(cat "$PHANGUT_STATE/pg/password")@127.0.0.1:$(pg_port)/$PG_ROLE"
  export DATABASE_URL
}

# The same address for PostgreSQL's own tools, and those of the server's version first on PATH.
pg_client_env() {
  pg_private || return 0
  PGPASSWORD=$(cat "$PHANGUT_STATE/pg/password")
  PATH="$(pg_bindir):$PATH" PGHOST=127.0.0.1 PGPORT=$(pg_port) PGUSER=$PG_ROLE PGDATABASE=$PG_ROLE
  export PATH PGHOST PGPORT PGUSER PGDATABASE PGPASSWORD
}

pg_sql() {
  PGPASSWORD=$(cat "$PHANGUT_STATE/pg/password") PGOPTIONS='-c client_min_messages=warning' PGSSLMODE=disable \
    "$(pg_bindir)/psql" --no-psqlrc --quiet --tuples-only --no-align --set=ON_ERROR_STOP=1 \
    --host=127.0.0.1 --port="$(pg_port)" --username="$PG_ROLE" "$@"
}

# The role is the cluster's superuser: tests make databases with PostGIS, which only a superuser may.
pg_database() {
  if [[ -z "$(pg_sql -d postgres -c "SELECT 1 FROM pg_database WHERE datname = '$PG_ROLE'")" ]]; then
    pg_sql -d postgres -c "CREATE DATABASE $PG_ROLE"
  fi
  pg_sql -d "$PG_ROLE" -c 'CREATE EXTENSION IF NOT EXISTS postgis' \
    -c 'CREATE EXTENSION IF NOT EXISTS pg_trgm' -c 'CREATE EXTENSION IF NOT EXISTS btree_gist'
}
