/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "jobs/digest.h"

#include "calls/digest_calls.h"
#include "core/digest_file.h"
#include "core/mem.h"

static enum job_end fail(struct op *op, enum problem *problem, const char *why)
{
	*problem = op_fail(op, PROBLEM_INTERNAL, "%s", why);
	return JOB_FAILED;
}

/* The key first: what is sealed is to be written.  A write that fails is tried again with it. */
enum job_end digest_run(struct op *op, const struct runner *runner, const struct job *job,
			unsigned *steps, enum problem *problem)
{
	const struct conf *conf = runner->conf;
	struct digest digest;
	const char *fault;

	if (conf->digest_dir == NULL || conf->digest_key_file == NULL)
		return fail(op, problem, "BC_DIGEST_DIR and BC_DIGEST_KEY_FILE have to be set");
	struct sign_key *key = sign_key_load(op, conf->digest_key_file, &fault);
	if (key == NULL)
		return fail(op, problem, fault);
	*problem = digest_seal_job(op, job, runner->worker, &digest);
	if (*problem != PROBLEM_NONE)
		return JOB_FAILED;
	*steps = 1;
	if (digest.name != NULL &&
	    !digest_file_write(op, conf->digest_dir, digest.name, digest.text, key, &fault))
		return fail(op, problem, fault);
	return JOB_DONE;
}
