# shellcheck shell=bash
# Running manage.py, and the steps that bring the database and the files it serves up to date.

# What every command of the project sees.
django_env() {
  pg_url
  export PATH="$PHANGUT_STATE/venv/bin:$PATH" VIRTUAL_ENV="$PHANGUT_STATE/venv"
  export PYTHONPATH="$REPO${PYTHONPATH:+:$PYTHONPATH}" PYTHONUNBUFFERED=1
  # With UTF-8 as Python's own choice, Thai text passes through a terminal or a log whose locale is C.
  export PYTHONUTF8=1
  unset PYTHONHOME
}

django() {
  "$(VENV_PYTHON)" "$REPO/manage.py" "$@"
}

django_messages() {
  local dirs=()
  mapfile -t dirs < <(cd "$REPO" && compgen -G '*/locale')
  ((${#dirs[@]})) || return 0
  (cd "$REPO" && "$PHANGUT_STATE/venv/bin/django-admin" compilemessages --ignore .state)
}

# Compiled again when a catalogue is newer than what was made from it.
django_messages_current() {
  local po
  while IFS= read -r po; do
    [[ "${po%.po}.mo" -nt "$po" ]] || return 1
  done < <(cd "$REPO" && compgen -G "$REPO/*/locale/*/LC_MESSAGES/*.po")
}

django_has_command() {
  django help --commands | grep -qxF "$1"
}
