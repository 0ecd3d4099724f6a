/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <stddef.h>
#include <stdint.h>

/* The entry of every fuzzer; replay.c calls it with the files of the corpus. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
