/* SPDX-License-Identifier: Apache-2.0 */
#define _GNU_SOURCE
#include "load.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void add(struct load *load, char *line)
{
	char *method = strsep(&line, "\t"), *path = strsep(&line, "\t");
	char *token = strsep(&line, "\t"), *body = line;
	char *text, *authorization = NULL;
	int len;

	if (body == NULL) {
		errno = EINVAL;
		die("a line of the requests");
	}
	if (strcmp(body, "-") == 0)
		body = "";
	if (asprintf(&authorization, "Authorization: Bearer %s\r\n", token) < 0)
		die("memory");
	len = asprintf(&text,
		       "%s %s HTTP/1.1\r\nHost: bench\r\n%sContent-Type: application/json\r\n"
		       "Content-Length: %zu\r\n\r\n%s",
		       method, path, strcmp(token, "-") == 0 ? "" : authorization, strlen(body),
		       body);
	load->requests = realloc(load->requests, (load->n_requests + 1) * sizeof(char *));
	load->request_lens = realloc(load->request_lens, (load->n_requests + 1) * sizeof(size_t));
	if (len < 0 || load->requests == NULL || load->request_lens == NULL)
		die("memory");
	load->requests[load->n_requests] = text;
	load->request_lens[load->n_requests++] = (size_t)len;
	free(authorization);
}

void requests_read(struct load *load, const char *path)
{
	FILE *file = fopen(path, "r");
	char *line = NULL;
	size_t size = 0;

	if (file == NULL)
		die(path);
	while (getline(&line, &size, file) > 0) {
		line[strcspn(line, "\n")] = '\0';
		add(load, line);
	}
	free(line);
	fclose(file);
	if (load->n_requests == 0) {
		errno = EINVAL;
		die(path);
	}
}
