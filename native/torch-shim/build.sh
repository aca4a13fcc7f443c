#!/usr/bin/env bash
# Builds the shim through which Voxopsy calls your libtorch. Needs g++ (or $CXX) and libtorch with its headers:
#   Debian, Ubuntu:  apt-get install g++ libtorch-dev
#   any other:       TORCH_HOME=/folder/with/include/and/lib native/torch-shim/build.sh     (the folder torch/ of a Python install, or an unpacked libtorch)
# Usage: native/torch-shim/build.sh [file to write]; without one, artifacts/torch-shim/libvoxopsy_torch.so
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
output=${1:-$here/../../artifacts/torch-shim/libvoxopsy_torch.so}
mkdir -p "$(dirname "$output")"
flags=()
if [ -n "${TORCH_HOME:-}" ]; then
  flags=(-I"$TORCH_HOME/include" -I"$TORCH_HOME/include/torch/csrc/api/include" -L"$TORCH_HOME/lib" -Wl,-rpath,"$TORCH_HOME/lib" -D_GLIBCXX_USE_CXX11_ABI="${TORCH_CXX11_ABI:-1}")
fi
"${CXX:-g++}" -std=c++17 -O1 -fPIC -shared "$here/torch_shim.cpp" -o "$output.part" "${flags[@]}" -Wl,--no-as-needed -ltorch -ltorch_cpu -lc10
mv "$output.part" "$output"
echo "built $output; tell Voxopsy with: export VOXOPSY_TORCH_SHIM=$(realpath "$output")"
