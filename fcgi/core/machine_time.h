/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/*
 * The machine's clock, milliseconds since 1970: for what is agreed on with other machines (when
 * a token ends, how long nginx has held a request), never for business.
 */
long long machine_time_ms(void);
