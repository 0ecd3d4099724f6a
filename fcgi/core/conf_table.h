/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Every BC_ name there is, those of stack.env included:
 * C(NAME, field, TYPE, default, min, max, programs that read it, programs that need it, help).
 * TYPE is TEXT (min and max are lengths, default may be NULL) or INT.
 */
C(URL, url, TEXT, "http://127.0.0.1:8080", 1, 1000, CONF_CTL, 0, "address of the billing center")
C(DATABASE_URL, database_url, TEXT, NULL, 1, 1000, CONF_API | CONF_CTL, CONF_API,
  "database as role bc_api")
C(JOBS_URL, jobs_url, TEXT, NULL, 1, 1000, CONF_JOBS | CONF_CTL, CONF_JOBS,
  "database as role bc_jobs")
C(OPERATOR_URL, operator_url, TEXT, NULL, 1, 1000, CONF_CTL, 0, "database as role bc_operator")
C(OWNER_URL, owner_url, TEXT, NULL, 1, 1000, CONF_CTL, 0,
  "database as role bc_migrate (migrate, clock)")
C(READ_URL, read_url, TEXT, NULL, 1, 1000, CONF_CTL, 0, "database as role bc_read")
C(SUPERUSER_URL, superuser_url, TEXT, NULL, 1, 1000, CONF_CTL, 0,
  "database as a superuser (init only)")
C(SOCKET_DIR, socket_dir, TEXT, NULL, 1, 80, CONF_API, 0,
  "folder for fast.sock, auth.sock, bulk.sock and metrics.sock")
C(TOKEN_KEYS_FILE, token_keys_file, TEXT, NULL, 1, 1000, CONF_API | CONF_CTL, CONF_API,
  "file of the keys of access tokens, mode 0600: lines KID HS256 BASE64SECRET, the first signs")
C(WORKERS, workers, INT, 2, 1, 64, CONF_API, 0, "worker processes")
C(THREADS, threads, INT, 4, 1, 64, CONF_API, 0, "threads of a worker's pool fast (auth 1, bulk 2)")
C(RUNNERS, runners, INT, 2, 1, 64, CONF_JOBS, 0, "job runner processes")
C(LEASE_SECONDS, lease_seconds, INT, 10, 1, 3600, CONF_JOBS, 0, "how long a claimed job is leased")
C(DIGEST_DIR, digest_dir, TEXT, NULL, 1, 1000, CONF_JOBS | CONF_CTL, 0,
  "folder that the digests of each day are exported to")
C(DIGEST_KEY_FILE, digest_key_file, TEXT, NULL, 1, 1000, CONF_JOBS | CONF_CTL, 0,
  "file of the Ed25519 key that signs them, PEM, mode 0600 (bcctl digest key)")
C(PID_FILE, pid_file, TEXT, NULL, 1, 1000, CONF_API | CONF_JOBS, 0,
  "file for the master's process id")
C(SQL_DIR, sql_dir, TEXT, NULL, 1, 1000, CONF_CTL, 0, "folder of migrations/ and functions/")
C(OPERATOR, operator_name, TEXT, NULL, 1, 64, CONF_CTL, 0,
  "operator that bcctl acts for (default: the login name)")
C(SITE_CREDENTIAL_FILE, site_credential_file, TEXT, NULL, 1, 1000, CONF_CTL, 0,
  "file of the site's credential (usage send)")
C(PORT, port, INT, 8080, 1, 65535, CONF_STACK, 0, "port of the embedded stack's nginx")
C(STATE, state, TEXT, NULL, 1, 1000, CONF_STACK, 0, "folder of the embedded stack's state")
C(SIGN_IN_RATE, sign_in_rate, INT, 5, 1, 100000, CONF_STACK, 0,
  "sign-ins a second that the embedded stack's nginx lets one address try")
C(DEMO_USER, demo_user, TEXT, NULL, 1, 254, CONF_STACK, 0, "sign-in of the demo: owner of account A")
C(DEMO_PASSWORD, demo_password, TEXT, NULL, 1, 256, CONF_STACK, 0, "and the password")
C(DEMO_USER_B, demo_user_b, TEXT, NULL, 1, 254, CONF_STACK, 0, "the same of account B")
C(DEMO_PASSWORD_B, demo_password_b, TEXT, NULL, 1, 256, CONF_STACK, 0, "and the password")
C(DEMO_USER_C, demo_user_c, TEXT, NULL, 1, 254, CONF_STACK, 0, "the same of account C")
C(DEMO_PASSWORD_C, demo_password_c, TEXT, NULL, 1, 256, CONF_STACK, 0, "and the password")
C(STACK_ENV, stack_env, TEXT, NULL, 1, 1000, CONF_API | CONF_JOBS | CONF_CTL | CONF_STACK, 0,
  "file with these settings as NAME='value'; the environment wins over it")
