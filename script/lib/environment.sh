# shellcheck shell=bash
# What every script needs before its own work: the other files here, and a set-up that is complete.

for part in steps state python packages postgres web django child; do
  # shellcheck source=/dev/null
  source "$(dirname "${BASH_SOURCE[0]}")/$part.sh"
done
unset part

# Remembered before pg_url sets it: a user's own database is never started, stopped or altered here.
# shellcheck disable=SC2034  # read in postgres.sh
PG_FOREIGN_URL=${DATABASE_URL:-}

# Only a missing environment is set up here; one that is merely old waits for script/bootstrap.
environment_ensure() {
  if [[ -e "$PHANGUT_STATE/venv.stamp" && -x "$(VENV_PYTHON)" ]]; then
    if ! pg_private || pg_exists; then return; fi
  fi
  "$REPO/script/bootstrap" >&2
}

# environment_enter : a running database and the variables that manage.py reads. environment_leave undoes it.
environment_enter() {
  pg_enter
  django_env
}

environment_leave() {
  pg_leave
}
