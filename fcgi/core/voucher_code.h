/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/*
 * Codes that make a voucher for who activates them.  Nobody but their owner knows them: the
 * database keeps hashes.
 */

/* Characters of a code as people may write it. */
enum { VOUCHER_CODE_MAX = 64 };

/* A random one of 100 bits, without characters that are mistaken: XXXXX-XXXXX-XXXXX-XXXXX. */
char *voucher_code_make(const void *owner);

/*
 * Hexadecimal sha256 of the code in capitals without spaces and hyphens, which people write as
 * they like; NULL when it has other characters than letters and digits, or none.
 */
char *voucher_code_hash(const void *owner, const char *code);
