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

# Compiled again when a catalogue is newer than what was made from it.
django_messages_current() {
  local po
  while IFS= read -r po; do
    [[ "${po%.po}.mo" -nt "$po" ]] || return 1
  done < <(compgen -G "$REPO/*/locale/*/LC_MESSAGES/*.po")
}

django_messages() {
  local po
  while IFS= read -r po; do
    msgfmt --check-format -o "${po%.po}.mo" "$po"
  done < <(compgen -G "$REPO/*/locale/*/LC_MESSAGES/*.po")
}
