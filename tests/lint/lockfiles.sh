#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# A lock file names no address, so that every machine fetches from the registry that its
# own npm is set up for; each package has its hash, and versions are exact.
cd "$(dirname "$0")/../.." || exit 1
found=0
for lock in $(tests/lint/files | grep '/package-lock\.json$'); do
	folder=$(dirname "$lock")
	if grep -nE '"resolved"|"version": "(git|http|file)' "$lock"; then
		echo "$lock: names an address" && found=1
	fi
	/usr/bin/python3 - "$lock" "$folder/package.json" <<'CHECK' || found=1
import json
import sys

lock, manifest = (json.load(open(path)) for path in sys.argv[1:])
faults = [f"{name}: no hash" for name, package in lock["packages"].items()
          if name and not package.get("link") and not package.get("inBundle") and "integrity" not in package]
kinds = ("dependencies", "devDependencies", "optionalDependencies")
wanted = {name: version for kind in kinds for name, version in manifest.get(kind, {}).items()}
faults += [f"{name} {version}: not an exact version" for name, version in wanted.items() if not version[:1].isdigit()]
if any(manifest.get(kind, {}) != lock["packages"][""].get(kind, {}) for kind in kinds):
    faults.append("package.json and package-lock.json differ")
print(*(f"{sys.argv[1]}: {fault}" for fault in faults), sep="\n", end="\n" if faults else "")
sys.exit(1 if faults else 0)
CHECK
	for line in ignore-scripts=true omit-lockfile-registry-resolved=true save-exact=true; do
		grep -qxF "$line" "$folder/.npmrc" || { echo "$folder/.npmrc: no $line" && found=1; }
	done
	if grep -nE 'registry|_auth' "$folder/.npmrc" | grep -v '^[0-9]*:omit-lockfile-registry-resolved=true$'; then
		echo "$folder/.npmrc: names a registry" && found=1
	fi
done
exit $found
