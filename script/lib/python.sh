# shellcheck shell=bash
# Finding a Python that is good enough, and the virtual environment made from it.

VENV_PYTHON() {
  printf '%s' "$PHANGUT_STATE/venv/bin/python"
}

# python_probe COMMAND : "3.13 /real/path" if COMMAND is Python >= 3.12 able to make a venv, else fails.
# It is run and not only looked at: a pyenv shim may be on PATH and yet refuse, and Debian ships
# python3 without ensurepip. The path printed is the interpreter behind a shim or a foreign venv.
python_probe() {
  "$1" -I -c '
import ensurepip, ssl, sys, venv
if sys.version_info < (3, 12):
    sys.exit(1)
print("%d.%d" % sys.version_info[:2], getattr(sys, "_base_executable", sys.executable))
' 2>/dev/null </dev/null
}

# Every place a Python may be, one per line, the likeliest first.
python_candidates() {
  local name
  for name in python3.13 python3.12 python3.14 python3; do
    type -aP "$name" || true
  done
  printf '%s\n' "${HOME:-/nonexistent}"/.pyenv/versions/*/bin/python
  printf '%s\n' "$PHANGUT_STATE"/python/*/bin/python3
  if command -v uv >/dev/null; then
    uv python find --no-python-downloads '>=3.12' 2>/dev/null || true
  fi
}

# python_find : the path of the best Python. 3.13 is the version everything is checked with.
python_find() {
  local candidates candidate found first=''
  mapfile -t candidates < <(python_candidates)
  for candidate in "${candidates[@]}"; do
    [[ -x "$candidate" ]] || continue
    found=$(python_probe "$candidate") || continue
    if [[ "$found" == '3.13 '* ]]; then
      printf '%s\n' "${found#* }"
      return
    fi
    first=${first:-${found#* }}
  done
  [[ -n "$first" ]] && printf '%s\n' "$first"
}

# python_download : puts a Python into the state directory with uv, which needs neither root nor a compiler.
python_download() {
  local uv
  uv=$(python_uv) || return 1
  UV_PYTHON_INSTALL_DIR="$PHANGUT_STATE/python" "$uv" python install --no-bin 3.13
}

# python_uv : the path of uv; installed from the package index beside the state when there is none.
python_uv() {
  if command -v uv; then return; fi
  local base="$PHANGUT_STATE/uv"
  [[ -x "$base/bin/uv" ]] || python_install_uv "$base" >&2 || return 1
  printf '%s\n' "$base/bin/uv"
}

python_install_uv() {
  local any
  for any in python3 /usr/bin/python3; do
    if "$any" -m venv --clear "$1" && "$1/bin/python" -m pip install --quiet uv; then return; fi
    rm -rf -- "$1"
    if "$any" -m pip install --quiet --prefix "$1" uv; then return; fi
  done
  return 1
}

# Whether python_download has something to begin with.
python_can_fetch() {
  command -v uv >/dev/null || python3 -c 'import ensurepip, venv' 2>/dev/null || python3 -m pip --version >/dev/null 2>&1
}

python_advice() {
  cat <<'TEXT'
No Python 3.12 or newer that can make virtual environments was found. Install one of:
  Debian 13, Ubuntu 24.04:  apt-get install python3 python3-venv
  Fedora:                   dnf install python3.13
  macOS:                    brew install python@3.13
  anywhere:                 uv python install 3.13    or    pyenv install 3.13
TEXT
}

python_or_advice() {
  python_find && return
  python_download >&2 || true
  python_find && return
  python_advice >&2
  return 1
}

# Whether the virtual environment works and holds exactly what the lock says.
venv_current() {
  stamp_matches venv "$(venv_stamp)" && "$(VENV_PYTHON)" -c '' 2>/dev/null
}

# The path is part of the stamp: a virtual environment does not survive being moved.
venv_stamp() {
  printf '%s %s' "$(digest "$REPO/requirements.lock")" "$PHANGUT_STATE"
}

# A working environment is brought up to date in place; one that was moved or lost its Python is made anew.
venv_install() {
  rm -f -- "$PHANGUT_STATE/venv.stamp"
  venv_usable || venv_make
  pip_install "$PHANGUT_STATE/venv" "$REPO/requirements.lock"
  stamp_write venv "$(venv_stamp)"
}

venv_usable() {
  [[ "$(cat "$PHANGUT_STATE/venv/made-for" 2>/dev/null)" == "$PHANGUT_STATE" ]] && python_probe "$(VENV_PYTHON)" >/dev/null
}

venv_make() {
  local python
  python=$(python_or_advice)
  say "using $python"
  "$python" -m venv --clear "$PHANGUT_STATE/venv"
  printf '%s\n' "$PHANGUT_STATE" >"$PHANGUT_STATE/venv/made-for"
}

# pip_install VENV LOCK : exactly the locked files, from wherever the user's own pip configuration says.
pip_install() {
  "$1/bin/python" -m pip install --disable-pip-version-check --no-input --progress-bar off \
    --require-hashes --requirement "$2"
}
