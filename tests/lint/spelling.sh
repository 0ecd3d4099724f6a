#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# codespell over what people write.
cd "$(dirname "$0")/../.." || exit 1
tests/lint/files | grep -vE '\.(csv|jsonl)$|/corpus/|^LICENSE|/package-lock\.json$|/zh-CN/' |
	xargs codespell --quiet-level=2 --ignore-words-list=afterall,anid,crate,isnt,nd,upto
