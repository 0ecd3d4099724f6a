/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/*
 * The number of the last migration this code was written with.  The database says which
 * versions it still serves (api.ready); a worker outside that window isn't ready.
 */
#define BC_SCHEMA_VERSION 7
