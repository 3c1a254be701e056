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

# What static files are made from: the apps' own, the packages', the bundles, and how settings store them.
django_static_stamp() {
  {
    find "$REPO"/*/static "$PHANGUT_STATE/web/dist" -type f -exec sha256sum {} + 2>/dev/null | sort || true
    digest "$REPO/requirements.lock" "$REPO/geo/settings.py"
  } | digest -
}

django_static_current() {
  stamp_matches static "$(django_static_stamp)" && [[ -e "$PHANGUT_STATE/static/staticfiles.json" ]]
}

django_static() {
  django collectstatic --no-input
  stamp_write static "$(django_static_stamp)"
}
