/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/* Rows of options that several commands have. */
#define ACCOUNT_OPTION                                                                             \
	{                                                                                          \
		"account", VALUE_CODE, "ACCOUNT", REQUIRED, "code of the account"                  \
	}
#define AMOUNT_OPTION                                                                              \
	{                                                                                          \
		"amount", VALUE_AMOUNT, "AMOUNT", REQUIRED, "in the account's currency"            \
	}
#define SEEN_REASON_OPTION                                                                         \
	{                                                                                          \
		"reason", VALUE_TEXT, "TEXT", REQUIRED,                                            \
			"for the audit log; the customer sees it too, as the note of the "         \
			"transaction"                                                              \
	}
#define KEY_OPTION                                                                                 \
	{                                                                                          \
		"key", VALUE_UUID, "UUID", OPTIONAL,                                               \
			"makes the call once: repeated with the same key it is answered again "    \
			"(default: random)"                                                        \
	}
