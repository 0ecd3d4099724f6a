/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <sodium.h>

#include "core/digest_file.h"
#include "core/file.h"
#include "core/mem.h"
#include "core/sign_key.h"

/* The test vector 2 of RFC 8032: secret, public, signature of the byte 0x72. */
#define SECRET_PEM                                                                                 \
	"-----BEGIN PRIVATE KEY-----\n"                                                            \
	"MC4CAQAwBQYDK2VwBCIEIEzNCJso/5banbbDRuwRTg9bijGfNaumJNqM9u1PuKb7\n"                       \
	"-----END PRIVATE KEY-----\n"
#define PUBLIC_HEX "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c"
#define SIGNATURE                                                                                  \
	"kqAJqfDUyrhyDoILX2QlQKKye1QWUD+Ps3YiI+vbadoIWsHkPhWZbkWPNhPQ8R2M"                         \
	"OHsurrQwKu6wDSkWErsMAA=="

struct folder {
	void *owner;
	const char *path;
};

static int setup(void **state)
{
	struct folder *folder = talloc_zero(NULL, struct folder);

	folder->owner = folder;
	char *path = mem_strdup(folder, "/tmp/bc-unit-XXXXXX");
	folder->path = mkdtemp(path);
	*state = folder;
	return folder->path == NULL ? -1 : 0;
}

static int teardown(void **state)
{
	struct folder *folder = *state;
	static const char *const names[] = { "key", "key.pub", "digest-x.txt", "digest-x.txt.sig" };

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		unlink(mem_printf(folder, "%s/%s", folder->path, names[i]));
	rmdir(folder->path);
	talloc_free(folder);
	return 0;
}

static const char *in(struct folder *folder, const char *name)
{
	return mem_printf(folder, "%s/%s", folder->path, name);
}

static void test_a_made_key_signs_and_verifies(void **state)
{
	struct folder *folder = *state;
	const char *path = in(folder, "key"), *fault = NULL;
	struct stat status;

	assert_true(sign_key_make(folder, path, &fault));
	assert_int_equal(stat(path, &status), 0);
	assert_int_equal(status.st_mode & 0777, 0600);
	assert_false(sign_key_make(folder, path, &fault));
	struct sign_key *key = sign_key_load(folder, path, &fault);
	assert_non_null(key);
	unsigned char *public = sign_public_load(folder, in(folder, "key.pub"), &fault);
	assert_non_null(public);
	assert_memory_equal(public, key->public, SIGN_PUBLIC_SIZE);
	const char *signature = sign_bytes(folder, key, "text", 4);
	assert_true(sign_is_good(public, "text", 4, mem_printf(folder, "%s\n", signature)));
	assert_false(sign_is_good(public, "texT", 4, signature));
	assert_false(sign_is_good(public, "text", 4, ""));
	assert_false(sign_is_good(public, "text", 4, signature + 4));
	public[0] ^= 1;
	assert_false(sign_is_good(public, "text", 4, signature));
}

static void test_keys_of_openssl_are_read(void **state)
{
	struct folder *folder = *state;
	const char *path = in(folder, "key"), *fault = NULL;
	char hex[2 * SIGN_PUBLIC_SIZE + 1];

	assert_true(file_write_secret(folder, path, SECRET_PEM, false));
	struct sign_key *key = sign_key_load(folder, path, &fault);
	assert_non_null(key);
	sodium_bin2hex(hex, sizeof(hex), key->public, SIGN_PUBLIC_SIZE);
	assert_string_equal(hex, PUBLIC_HEX);
	assert_string_equal(sign_bytes(folder, key, "\x72", 1), SIGNATURE);
}

static void test_what_is_no_key_is_refused(void **state)
{
	struct folder *folder = *state;
	static const char *const texts[] = {
		"",
		"-----BEGIN PRIVATE KEY-----\n",
		"-----BEGIN PRIVATE KEY-----\nMC4=\n-----END PRIVATE KEY-----\n",
		"-----BEGIN PRIVATE KEY-----\n"
		"MC4CAQAwBQYDK2VuBCIEIEzNCJso/5banbbDRuwRTg9bijGfNaumJNqM9u1PuKb7\n"
		"-----END PRIVATE KEY-----\n",
	};
	const char *path = in(folder, "key"), *fault = NULL;

	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		assert_true(file_write_secret(folder, path, texts[i], true));
		assert_null(sign_key_load(folder, path, &fault));
		assert_non_null(fault);
		assert_null(sign_public_load(folder, path, &fault));
	}
	assert_true(file_write_secret(folder, path, SECRET_PEM, true));
	assert_int_equal(chmod(path, 0640), 0);
	assert_null(sign_key_load(folder, path, &fault));
	assert_non_null(strstr(fault, "chmod 600"));
	assert_null(sign_key_load(folder, in(folder, "none"), &fault));
}

static void test_a_digest_file_is_never_overwritten(void **state)
{
	struct folder *folder = *state;
	const char *path = in(folder, "key"), *name = "digest-x.txt", *fault = NULL;

	assert_true(file_write_secret(folder, path, SECRET_PEM, false));
	struct sign_key *key = sign_key_load(folder, path, &fault);
	assert_true(digest_file_write(folder, folder->path, name, "\x72", key, &fault));
	assert_true(digest_file_write(folder, folder->path, name, "\x72", key, &fault));
	assert_string_equal(file_read(folder, in(folder, name), NULL), "\x72");
	assert_string_equal(file_read(folder, in(folder, "digest-x.txt.sig"), NULL),
			    SIGNATURE "\n");
	assert_false(digest_file_write(folder, folder->path, name, "other", key, &fault));
	assert_non_null(strstr(fault, "other content"));
	assert_string_equal(file_read(folder, in(folder, name), NULL), "\x72");
	unlink(in(folder, "digest-x.txt.sig"));
	assert_true(digest_file_write(folder, folder->path, name, "\x72", key, &fault));
	assert_false(digest_file_write(folder, in(folder, "none"), name, "x", key, &fault));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_a_made_key_signs_and_verifies, setup,
						teardown),
		cmocka_unit_test_setup_teardown(test_keys_of_openssl_are_read, setup, teardown),
		cmocka_unit_test_setup_teardown(test_what_is_no_key_is_refused, setup, teardown),
		cmocka_unit_test_setup_teardown(test_a_digest_file_is_never_overwritten, setup,
						teardown),
	};

	if (sodium_init() < 0)
		return 1;
	return cmocka_run_group_tests(tests, NULL, NULL);
}
