/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Every way a request can fail, once: P(NAME, HTTP status, SQLSTATE or "", title).
 * The lower-case name with hyphens is the last part of the problem's type URI.
 * Included several times with different P; keep it free of anything else.
 * tests/lint/sqlstates.sh holds the LG codes against those raised in sql/.
 */
P(BAD_REQUEST, 400, "", "The request is not well formed")
P(UNAUTHENTICATED, 401, "LG001", "A valid credential is needed")
P(FORBIDDEN, 403, "42501", "The credential does not allow this")
P(NOT_FOUND, 404, "", "No such resource")
P(METHOD_NOT_ALLOWED, 405, "", "The resource has no such method")
P(BODY_TOO_LARGE, 413, "", "The body is larger than this resource takes")
P(UNSUPPORTED_TYPE, 415, "", "The body is of a type that is not taken")
P(INVALID_FIELD, 422, "LG005", "A field of the request is not usable")
P(BUSY, 503, "", "Try again shortly")
P(INTERNAL, 500, "", "The server failed")

P(NO_SUCH_ACCOUNT, 404, "LG002", "No such account")
P(KEY_REUSED, 409, "LG003", "The idempotency key was used for another request")
P(BAD_AMOUNT, 422, "LG004", "The amount is not usable")
P(NO_SUCH_SITE, 404, "LG006", "No such site")
P(NO_SUCH_WORKSPACE, 404, "LG007", "No such workspace")
P(UNKNOWN_WORKSPACE, 422, "LG008", "The site has no such workspace")
P(DAY_CLOSED, 409, "LG009", "The billing day is closed")
P(DAY_NOT_OVER, 409, "LG010", "The billing day is not over")
P(ALREADY_EXISTS, 409, "LG011", "It exists already and is different")
P(CLOCK_NOT_SETTABLE, 409, "LG012", "The clock of this database cannot be set")
P(CLOCK_BACKWARDS, 409, "LG013", "The clock moves forward only")
P(UNKNOWN_METER, 422, "LG014", "No price list names this meter")
P(WORKSPACE_BOUND, 409, "LG015", "The workspace is bound to an account on such a day")
P(CLOCK_BEHIND, 503, "LG016", "The clock is behind the account's last entry")
P(WORKER_VERSION, 503, "LG017", "The worker does not fit the database's version")
P(NO_SUCH_BILL, 404, "LG018", "No such bill")
P(NO_SUCH_PRICE_LIST, 404, "LG019", "No such price list")
P(WRONG_ISOLATION, 500, "LG020", "The transaction has the wrong isolation level")
P(APPEND_ONLY, 500, "LG021", "History is never changed")
P(SIGN_IN_FAILED, 401, "LG023", "Login or password is wrong")
P(TOO_MANY_REQUESTS, 429, "LG024", "Too many tries")
P(NO_SUCH_MEMBER, 404, "LG025", "No such member")
P(CLOSE_REFUSED, 409, "LG022", "The close cannot take this step")
