#!/usr/bin/env bash
# Gets what the tests of the torch backend need, where that is possible without asking anybody, and says in one line what came of it.
# Never fails: without libtorch those tests are skipped, and each says so. VOXOPSY_TORCH_TESTS=off leaves everything alone.
cd "$(dirname "${BASH_SOURCE[0]}")" || exit 0
shim=../../artifacts/torch-shim/libvoxopsy_torch.so
log=../../artifacts/torch-shim.log
mkdir -p ../../artifacts

without() { echo "torch backend: its tests are skipped; $1"; exit 0; }

[ "${VOXOPSY_TORCH_TESTS:-}" = off ] && without "VOXOPSY_TORCH_TESTS is off"
[ -n "${VOXOPSY_TORCH_SHIM:-}" ] && { echo "torch backend: tests use $VOXOPSY_TORCH_SHIM"; exit 0; }
if [ ! -f "$shim" ] || [ torch_shim.cpp -nt "$shim" ]; then
  if ! ./build.sh >"$log" 2>&1; then
    { [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; } || without "for them: apt-get install g++ libtorch-dev (this user cannot), then native/torch-shim/build.sh"
    export DEBIAN_FRONTEND=noninteractive
    install=(apt-get install -y -q --no-install-recommends g++ libtorch-dev)
    timeout 300 "${install[@]}" >>"$log" 2>&1 || { timeout 120 apt-get update -q >>"$log" 2>&1 && timeout 300 "${install[@]}" >>"$log" 2>&1; } ||
      without "apt-get could not install g++ and libtorch-dev (artifacts/torch-shim.log)"
    ./build.sh >>"$log" 2>&1 || without "the shim could not be built (artifacts/torch-shim.log)"
  fi
fi
echo "torch backend: tests use artifacts/torch-shim/libvoxopsy_torch.so"
