/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <stdbool.h>

/* Both do nothing for NULL.  Writing is atomic; false and a log line when it fails. */
bool pid_file_write(const char *path);
void pid_file_remove(const char *path);
