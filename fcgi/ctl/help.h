/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <stdio.h>

#include "ctl/command.h"

/* All made from the tables of commands. */
void help_program(FILE *out);
void help_group(FILE *out, const struct command_group *group);
void help_command(FILE *out, const struct command_group *group, const struct command *command);

/* The one line that shows how a command is written. */
void help_usage(FILE *out, const struct command_group *group, const struct command *command);
