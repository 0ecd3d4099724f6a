/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

enum { BATCH_FIRST = 250, BATCH_LEAST = 20, BATCH_MOST = 1000 };

/*
 * How many the next step should take after one of size that took ms: locks are to be held
 * 100 ms at most, so steps of more than 60 ms are halved and short ones doubled again.
 */
unsigned batch_next(unsigned size, long ms);
