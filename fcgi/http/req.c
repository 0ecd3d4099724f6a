/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "http/req.h"

#include <assert.h>
#include <errno.h>
#include <json-c/json.h>
#include <sodium.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "core/machine_time.h"
#include "core/mem.h"

/* Bodies without a known length grow from here; all others are read into one piece. */
#define BODY_CHUNK	    65536
#define RETRY_AFTER_SECONDS 1
/* As long as failed tries to sign in count. */
#define RETRY_SIGN_IN_SECONDS 900

bool req_is_id(const char *text)
{
	static const char chars[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
				    "0123456789._-";
	size_t n = text == NULL ? 0 : strnlen(text, REQ_ID_MAX + 1);

	return n > 0 && n <= REQ_ID_MAX && strspn(text, chars) == n;
}

static const char *make_id(const void *owner)
{
	unsigned char bytes[16];
	char *id = mem_array(owner, char, 2 * sizeof(bytes) + 1);

	randombytes_buf(bytes, sizeof(bytes));
	return sodium_bin2hex(id, 2 * sizeof(bytes) + 1, bytes, sizeof(bytes));
}

const char *req_param(struct req *req, const char *name)
{
	return req->source->param(req->source->ctx, name);
}

struct req *req_new(const void *owner, const struct req_source *source)
{
	struct req *req = mem_zero(owner, struct req);
	const char *id, *method, *path;

	req->source = source;
	id = req_param(req, "REQUEST_ID");
	method = req_param(req, "REQUEST_METHOD");
	path = req_param(req, "DOCUMENT_URI");
	req->op.id = req_is_id(id) ? mem_strdup(req, id) : make_id(req);
	req->method = mem_strdup(req, method == NULL ? "" : method);
	req->path = mem_strdup(req, path == NULL ? "" : path);
	req->headers = mem_strdup(req, "");
	req->outcome = "-";
	return req;
}

const char *req_header(struct req *req, const char *name)
{
	char full[64];

	assert(strlen(name) < sizeof(full) - 5);
	snprintf(full, sizeof(full), "HTTP_%s", name);
	return req_param(req, full);
}

/* REQUEST_STARTED is nginx's $msec: seconds, a point, three digits. */
long long req_waited_ms(struct req *req)
{
	const char *text = req_param(req, "REQUEST_STARTED");
	size_t n = text == NULL ? 0 : strspn(text, "0123456789");
	long long started;

	if (n == 0 || n > 12 || text[n] != '.' || strspn(text + n + 1, "0123456789") != 3 ||
	    text[n + 4] != '\0')
		return 0;
	started = strtoll(text, NULL, 10) * 1000 + strtoll(text + n + 1, NULL, 10);
	return machine_time_ms() - started;
}

/* -1 when the client (or nginx) gave none, -2 when it is no number. */
static long long content_length(struct req *req)
{
	const char *text = req_param(req, "CONTENT_LENGTH");
	char *end;
	long long n;

	if (text == NULL || text[0] == '\0')
		return -1;
	errno = 0;
	n = strtoll(text, &end, 10);
	return errno != 0 || *end != '\0' || n < 0 ? -2 : n;
}

static enum problem too_large(struct req *req, size_t limit)
{
	return op_fail(&req->op, PROBLEM_BODY_TOO_LARGE, "the limit is %zu bytes", limit);
}

static size_t read_some(struct req *req, size_t want)
{
	size_t got = 0;

	while (got < want) {
		size_t n = req->source->read(req->source->ctx, req->text + req->text_len + got,
					     want - got);

		if (n == 0)
			break;
		got += n;
	}
	req->text_len += got;
	return got;
}

enum problem req_read_body(struct req *req, size_t limit)
{
	long long length = content_length(req);
	size_t want = length >= 0 ? (size_t)length : BODY_CHUNK;

	if (length == -2)
		return op_fail(&req->op, PROBLEM_BAD_REQUEST, "Content-Length is no number");
	if (length > (long long)limit)
		return too_large(req, limit);
	req->text = mem_array(req, char, want + 1);
	while (read_some(req, want) == want && length < 0) {
		if (req->text_len > limit)
			return too_large(req, limit);
		req->text = mem_grow(req, req->text, char, req->text_len + want + 1);
	}
	if (req->text_len > limit)
		return too_large(req, limit);
	if (length >= 0 && req->text_len < (size_t)length)
		return op_fail(&req->op, PROBLEM_BAD_REQUEST, "the body ends early");
	req->text[req->text_len] = '\0';
	return PROBLEM_NONE;
}

enum problem req_reply(struct req *req, int status, const char *json)
{
	req->status = status;
	req->content_type = "application/json";
	req->answer = json == NULL ? "null" : json;
	return PROBLEM_NONE;
}

enum problem req_reply_empty(struct req *req, int status)
{
	req->status = status;
	req->content_type = NULL;
	req->answer = "";
	return PROBLEM_NONE;
}

void req_add_header(struct req *req, const char *name, const char *fmt, ...)
{
	va_list ap;
	char *value;

	va_start(ap, fmt);
	value = mem_check(talloc_vasprintf(req, fmt, ap));
	va_end(ap);
	assert(strpbrk(value, "\r\n") == NULL);
	req->headers = mem_append(req->headers, "%s: %s\r\n", name, value);
}

static void json_release(void *obj)
{
	json_object_put(obj);
}

static void add_text(struct json_object *obj, const char *name, const char *text)
{
	json_object_object_add(obj, name, mem_check(json_object_new_string(text)));
}

static struct json_object *errors_json(const struct op *op)
{
	struct json_object *list = mem_check(json_object_new_array());
	struct json_object *error = mem_check(json_object_new_object());

	add_text(error, "pointer", op->pointer == NULL ? "" : op->pointer);
	add_text(error, "detail", op->detail == NULL ? "" : op->detail);
	json_object_array_add(list, error);
	return list;
}

void req_reply_problem(struct req *req, enum problem p)
{
	const struct problem_row *row = problem_row(p);
	struct json_object *obj = mem_own(req, mem_check(json_object_new_object()), json_release);

	add_text(obj, "type", mem_printf(req, "/problems/%s", row->slug));
	add_text(obj, "title", row->title);
	json_object_object_add(obj, "status", mem_check(json_object_new_int(row->status)));
	/* What failed inside stays inside. */
	if (row->status != 500 && req->op.detail != NULL)
		add_text(obj, "detail", req->op.detail);
	add_text(obj, "instance", req->op.id);
	if (row->status == 422 || (row->status != 500 && req->op.pointer != NULL))
		json_object_object_add(obj, "errors", errors_json(&req->op));
	req->status = row->status;
	req->outcome = row->slug;
	req->content_type = "application/problem+json";
	req->answer = json_object_to_json_string_ext(obj, JSON_C_TO_STRING_PLAIN |
								  JSON_C_TO_STRING_NOSLASHESCAPE);
	if (row->status == 401)
		req_add_header(req, "WWW-Authenticate", "Bearer");
	if (row->status == 429)
		req_add_header(req, "Retry-After", "%d", RETRY_SIGN_IN_SECONDS);
	if (row->status == 503)
		req_add_header(req, "Retry-After", "%d", RETRY_AFTER_SECONDS);
}

/* HTTP/2 has none any more, but people read them. */
static const char *reason(int status)
{
	static const struct {
		int status;
		const char *reason;
	} rows[] = {
		{ 200, "OK" },
		{ 201, "Created" },
		{ 204, "No Content" },
		{ 400, "Bad Request" },
		{ 401, "Unauthorized" },
		{ 402, "Payment Required" },
		{ 403, "Forbidden" },
		{ 404, "Not Found" },
		{ 405, "Method Not Allowed" },
		{ 409, "Conflict" },
		{ 413, "Content Too Large" },
		{ 415, "Unsupported Media Type" },
		{ 422, "Unprocessable Content" },
		{ 429, "Too Many Requests" },
		{ 500, "Internal Server Error" },
		{ 503, "Service Unavailable" },
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		if (rows[i].status == status)
			return rows[i].reason;
	return "-";
}

const char *req_head(struct req *req)
{
	if (req->content_type == NULL)
		return mem_printf(req, "Status: %d %s\r\nCache-Control: no-store\r\n%s\r\n",
				  req->status, reason(req->status), req->headers);
	return mem_printf(req,
			  "Status: %d %s\r\nContent-Type: %s\r\nContent-Length: %zu\r\n"
			  "Cache-Control: no-store\r\n%s\r\n",
			  req->status, reason(req->status), req->content_type, strlen(req->answer),
			  req->headers);
}
