# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash disable=SC2154,SC2034,SC2119 # variables are shared with tests/run
# The stage torture: tests/torture on private clusters of its own, which need no build.

stage_torture()
{
	run_pytest tests/torture
}
