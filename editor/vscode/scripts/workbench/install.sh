#!/bin/bash
# Installs a whole VS Code workbench (code-server's copy of VS Code) into a folder of its own, for looking at the extension.
#
#   scripts/workbench/install.sh [FOLDER]        default: $WORKBENCH_HOME, else ~/.cache/conv1d-lsp/workbench
#
# Needs Node 20, a C++ compiler, chromium, ripgrep and libkrb5-dev (Debian: apt-get install chromium ripgrep libkrb5-dev g++ make).
# code-server's own install script downloads binaries; here nothing but npm packages is fetched, and the native ones are built.
set -euo pipefail

home=${1:-${WORKBENCH_HOME:-${XDG_CACHE_HOME:-$HOME/.cache}/conv1d-lsp/workbench}}
version=4.100.3  # the last for Node 20: VS Code 1.100
vscode=$home/node_modules/code-server/lib/vscode
ready=$home/.ready-$version

for program in node npm chromium rg g++ make; do
    command -v "$program" >/dev/null || { echo "install.sh: $program is not installed" >&2; exit 2; }
done
[[ $(node -p 'process.versions.node.split(".")[0]') == 20 ]] || { echo "install.sh: Node 20 is needed" >&2; exit 2; }
[[ -e $ready ]] && { echo "$home is ready"; exit 0; }

quiet=(--ignore-scripts --no-audit --no-fund --loglevel=error)
mkdir -p "$home"
echo '{"private": true}' >"$home/package.json"
(cd "$home" && npm install "code-server@$version" "${quiet[@]}")
(cd "$vscode" && npm install --omit=dev "${quiet[@]}")
(cd "$vscode/extensions" && npm install --omit=dev "${quiet[@]}")
ln -sfn node_modules "$vscode/node_modules.asar"

gyp=$(npm root -g)/npm/node_modules/node-gyp/bin/node-gyp.js
headers=$(node -p 'require("path").resolve(process.execPath, "../..")')
for module in @vscode/spdlog native-watchdog node-pty @parcel/watcher kerberos; do
    (cd "$vscode/node_modules/$module" && npm_config_nodedir=$headers node "$gyp" rebuild >"$home/build.log" 2>&1) ||
        { tail -n 20 "$home/build.log" >&2; echo "install.sh: $module does not build" >&2; exit 2; }
done
mkdir -p "$vscode/node_modules/@vscode/ripgrep/bin"
ln -sf "$(command -v rg)" "$vscode/node_modules/@vscode/ripgrep/bin/rg"

touch "$ready"
echo "$home is ready"
