#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# docs/api.md is made from fcgi/openapi.yaml as it is.
cd "$(dirname "$0")/../.." || exit 1
exec build-aux/api-page --check
