/* SPDX-License-Identifier: Apache-2.0 */
/* Runs a fuzzer over its corpus, one TAP test a file: CORPUS/<name of the program without fuzz_>.
 */
#include "config.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "fuzz.h"

/* Where the corpora are: the build says it, a run elsewhere may say otherwise. */
#ifndef FUZZ_CORPUS
#define FUZZ_CORPUS "tests/fuzz/corpus"
#endif

static int replay(const char *path)
{
	FILE *file = fopen(path, "rb");
	uint8_t *data = NULL;
	long size = 0;
	int ok = 0;

	if (file != NULL && fseek(file, 0, SEEK_END) == 0 && (size = ftell(file)) >= 0) {
		rewind(file);
		data = malloc((size_t)size + 1);
		ok = data != NULL && fread(data, 1, (size_t)size, file) == (size_t)size;
	}
	if (file != NULL)
		fclose(file);
	if (ok)
		LLVMFuzzerTestOneInput(data, (size_t)size);
	free(data);
	return ok;
}

static int is_file(const struct dirent *entry)
{
	return entry->d_name[0] != '.';
}

int main(int argc, char **argv)
{
	const char *base = strrchr(argv[0], '/');
	const char *name = strstr(base == NULL ? argv[0] : base, "fuzz_");
	struct dirent **entries;
	char path[4096];
	int n, failed = 0;

	snprintf(path, sizeof(path), "%s/%s", FUZZ_CORPUS, name == NULL ? "" : name + 5);
	n = scandir(argc > 1 ? argv[1] : path, &entries, is_file, alphasort);
	if (n <= 0) {
		printf("1..1\nnot ok 1 - no corpus in %s\n", argc > 1 ? argv[1] : path);
		return 1;
	}
	printf("1..%d\n", n);
	for (int i = 0; i < n; i++) {
		char file[8192];
		int ok;

		snprintf(file, sizeof(file), "%s/%s", argc > 1 ? argv[1] : path,
			 entries[i]->d_name);
		ok = replay(file);
		printf("%s %d - %s\n", ok ? "ok" : "not ok", i + 1, entries[i]->d_name);
		fflush(stdout);
		failed += !ok;
		free(entries[i]);
	}
	free(entries);
	return failed > 0;
}
