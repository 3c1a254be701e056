# shellcheck shell=bash
# System packages: what is missing, and apt where there is apt. Nothing here runs when nothing is missing.

# packages_missing WITH_TESTS : what is needed and absent, one name per line (needs, not package names).
packages_missing() {
  [[ -n "${DATABASE_URL:-}" ]] || pg_bindir >/dev/null || say postgresql
  library_present gdal || say gdal
  command -v msgfmt >/dev/null || say gettext
  certificates_present || say certificates
  venv_current || python_find >/dev/null || ! python_from_apt || say python
  [[ "$1" == no ]] || browser_find >/dev/null || ! browser_from_apt || say browser
}

# GeoDjango opens libgdal with ctypes, which asks ldconfig; so does this. Not "grep -q": it leaves at the first
# match, the writer then dies of SIGPIPE, and pipefail calls that a failure.
library_present() {
  if [[ -x /sbin/ldconfig ]]; then
    /sbin/ldconfig -p | grep "lib$1\.so" >/dev/null
  else
    compgen -G "/opt/homebrew/lib/lib$1.dylib" >/dev/null || compgen -G "/usr/local/lib/lib$1.*" >/dev/null
  fi
}

# browser_find : a Chromium that starts. It is run, because Ubuntu's chromium-browser may be only a message.
browser_find() {
  local name
  for name in chromium chromium-browser google-chrome google-chrome-stable; do
    if type -P "$name" >/dev/null && "$name" --version >/dev/null 2>&1; then type -P "$name" && return; fi
  done
  return 1
}

# Ubuntu offers Chromium by snap only.
browser_from_apt() {
  ! grep -qx 'ID=ubuntu' /etc/os-release 2>/dev/null
}

certificates_present() {
  [[ -e /etc/ssl/certs/ca-certificates.crt || ! -e /etc/debian_version ]]
}

# packages_possible NEED... : says what to do and ends when apt or the right to use it is absent.
# Asks for sudo's password here, so that it is not asked for within a step.
packages_possible() {
  if ! command -v apt-get >/dev/null || ! root_possible; then
    packages_advice "$@" >&2
    exit 1
  fi
  ((EUID == 0)) || sudo -v
}

packages_install() {
  apt_get update
  apt_without_default_cluster "$@"
}

apt_get() {
  as_root env DEBIAN_FRONTEND=noninteractive apt-get -q -y -o DPkg::Lock::Timeout=300 "$@"
}

as_root() {
  if ((EUID == 0)); then "$@"; else sudo "$@"; fi
}

# A password may be asked for only where somebody can type it.
root_possible() {
  ((EUID == 0)) && return
  command -v sudo >/dev/null && { sudo -n true 2>/dev/null || [[ -t 2 && -r /dev/tty ]]; }
}

# Debian would create and start a cluster on port 5432 that nobody here asked for. The answer "no" stands
# only during the installation: it is the administrator's setting, not ours.
apt_without_default_cluster() {
  local names packages
  names=$(apt_packages "$@")
  mapfile -t packages <<<"$names"
  if [[ " $* " == *' postgresql '* ]]; then
    apt_get install --no-install-recommends postgresql-common
    default_cluster_off
    trap default_cluster_restore EXIT
  fi
  apt_get install --no-install-recommends "${packages[@]}"
}

CLUSTER_DROPIN=/etc/postgresql-common/createcluster.d/zz-phangut-install.conf

default_cluster_off() {
  as_root mkdir -p "${CLUSTER_DROPIN%/*}"
  as_root sh -c "echo 'create_main_cluster = false' >'$CLUSTER_DROPIN'"
}

default_cluster_restore() {
  as_root rm -f "$CLUSTER_DROPIN"
}

# apt_packages NEED... : the names apt knows for the needs; fails when it has nothing for one of them.
apt_packages() {
  local need status=0
  for need in "$@"; do
    case $need in
      postgresql) apt_postgresql || status=1 ;;
      gdal) say gdal-bin ;;
      gettext) say gettext ;;
      certificates) say ca-certificates ;;
      python) apt_python ;;
      browser) say chromium ;;
    esac
  done
  return "$status"
}

# The newest PostgreSQL with PostGIS on offer; an existing cluster can only be opened by its own version.
apt_postgresql() {
  local version
  version=$(pg_cluster_version)
  if [[ -z "$version" ]]; then
    version=$(apt-cache pkgnames postgresql- | sed -nE 's/^postgresql-([0-9]+)-postgis-3$/\1/p' | sort -n | tail -n1)
  fi
  if ((${version:-0} < 15)); then
    warn "apt offers no PostgreSQL >= 15 with PostGIS here; set DATABASE_URL to a server that has both"
    return 1
  fi
  say "postgresql-$version" "postgresql-$version-postgis-3" | tr ' ' '\n'
}

apt_python() {
  say python3
  say python3-venv
}

# Whether apt's Python is of use: new enough itself, or else wanted to fetch uv, which then brings a newer one.
# Without package lists, as in a fresh container, nothing is known yet and apt is asked.
python_from_apt() {
  local version
  version=$(apt-cache show python3 2>/dev/null | sed -nE 's/^Version: ([0-9]+\.[0-9]+).*/\1/p' | sort -V | tail -n1)
  [[ -z "$version" || "$(printf '%s\n' 3.12 "$version" | sort -V | head -n1)" == 3.12 ]] || ! python_can_fetch
}

packages_advice() {
  local names
  say "Something this project needs is missing: $*."
  if command -v apt-get >/dev/null; then
    say "Neither root nor sudo is available here. Ask somebody who has them to run:"
    names=$(apt_packages "$@" 2>/dev/null) || names+=$'\npostgresql-NN-postgis-3 (NN: 15 or newer)'
    say "  apt-get update && apt-get install --no-install-recommends ${names//$'\n'/ }"
    say "or, as root, once: script/bootstrap"
  else
    say "Install these with the package manager of this system, then run the command again:"
    say "  PostgreSQL 15 or newer with PostGIS 3, GDAL, gettext, Python 3.12 or newer; Chromium for the tests"
    say "  Fedora: dnf install postgresql-server postgresql-contrib postgis gdal gettext python3 chromium"
    say "  macOS:  brew install postgresql@17 postgis gdal gettext python@3.13 flock util-linux bash"
  fi
}
