/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/* Real time that has passed since some fixed instant: for waits and measurements alone. */
long monotonic_us(void);
long monotonic_ms(void);
