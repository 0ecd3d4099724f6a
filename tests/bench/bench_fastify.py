# SPDX-License-Identifier: Apache-2.0
"""A member's balance by bc-api against Fastify and node-postgres behind the same nginx."""
import filecmp
import os
import shutil
import subprocess
from statistics import median

import requests
from harness import wait_until
from members import Members
from psycopg.conninfo import conninfo_to_dict
from rig import HERE, all_ok, interleaved
from table import Row, notes_of_rates

CONNECTIONS, SECONDS, DATABASE_CONNECTIONS = 32, 2, 8
UPSTREAM = """	upstream bench_fastify {
		server unix:@SOCKET@;
		keepalive 64;
	}"""
LOCATION = """location /fastify/ {
	include "@CONF@/headers.conf";
	proxy_http_version 1.1;
	proxy_set_header Connection "";
	proxy_set_header X-Request-Id $request_id;
	proxy_hide_header Cache-Control;
	proxy_pass http://bench_fastify/;
}"""


def measure(rig):
    rows = [Row("fastify", "GET /v1/balance by bc-api / by Fastify + node-postgres, same nginx and SQL", 2.5, 3.5),
            Row("fastify_p99", "the same, p99 / p99 of Fastify", 0.25, 0.125, at_most=True)]
    members = rig.once(Members)
    serve(rig, members)
    ours, theirs = members.reads(rig), members.reads(rig, "/fastify/v1/balance")
    pairs = list(interleaved(rig.rounds, lambda: rig.load(ours, CONNECTIONS, SECONDS),
                             lambda: rig.load(theirs, CONNECTIONS, SECONDS)))
    for a, b in pairs:
        rows[0].add(all_ok(a) / all_ok(b))
        rows[1].add(a["p99_us"] / b["p99_us"])
    rows[0].note(notes_of_rates(bc_api=[a["rate"] for a, _ in pairs], Fastify=[b["rate"] for _, b in pairs]))
    rows[0].note(f"{CONNECTIONS} clients; Fastify with {os.cpu_count()} processes, {DATABASE_CONNECTIONS}"
                 " connections in all")
    rows[1].note("medians: " + ", ".join(
        f"{name} p50 {median(r['p50_us'] for r in series) / 1000:.1f} ms, p99 "
        f"{median(r['p99_us'] for r in series) / 1000:.1f} ms" for name, series in
        (("bc-api", [a for a, _ in pairs]), ("Fastify", [b for _, b in pairs]))))
    return rows


def installed(rig):
    """The packages of fastify/package-lock.json, installed once for each build."""
    folder = rig.build / "build" / "bench-fastify"
    lock = folder / "package-lock.json"
    if not (lock.exists() and filecmp.cmp(lock, HERE / "fastify" / "package-lock.json", shallow=False)):
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        for name in ("package.json", ".npmrc"):
            shutil.copy(HERE / "fastify" / name, folder)
        shutil.copy(HERE / "fastify" / "package-lock.json", folder / "lock")
        (folder / "lock").rename(lock)
        subprocess.run([*rig.node, "npm", "ci"], cwd=folder, check=True, stdout=subprocess.DEVNULL,
                       stderr=subprocess.DEVNULL)
    shutil.copy(HERE / "fastify" / "server.js", folder)
    return folder


def serve(rig, members):
    folder, socket, log = installed(rig), rig.folder / "fastify.sock", rig.folder / "fastify.log"
    database = conninfo_to_dict(rig.stack.urls()["BC_DATABASE_URL"])
    workers = os.cpu_count()
    environment = {"PATH": os.environ["PATH"], "PGHOST": database["host"], "PGPORT": database["port"],
                   "PGUSER": database["user"], "PGPASSWORD": database["password"], "PGDATABASE": database["dbname"],
                   "BC_TOKEN_KEYS_FILE": str(rig.stack.state / "token-keys"), "NODE_ENV": "production"}
    server = subprocess.Popen([*rig.node, "node", "server.js", str(socket), str(workers),
                               str(DATABASE_CONNECTIONS // workers), str(log)], cwd=folder, env=environment)
    rig.ends.callback(lambda: (server.terminate(), server.wait(10)))
    wait_until(lambda: socket.exists() and oct(socket.stat().st_mode)[-3:] == "666", "Fastify listens")
    rig.add_to_nginx(UPSTREAM.replace("@SOCKET@", str(socket)), LOCATION)
    answers = [requests.get(rig.stack.url + path, headers={"Authorization": f"Bearer {members.tokens[0]}"}, timeout=5)
               for path in ("/v1/balance", "/fastify/v1/balance")]
    alike = [{name: value for name, value in answer.json().items() if name != "as_of"} for answer in answers]
    assert alike[0] == alike[1] and answers[1].status_code == 200, alike
    refused = requests.get(rig.stack.url + "/fastify/v1/balance", headers={
        "Authorization": f"Bearer {members.tokens[0][:-4]}AAAA"}, timeout=5)
    assert refused.status_code == 401, refused.text
    for answer in (*answers[1:], refused):  # one line each, with nginx' id
        number = answer.headers["X-Request-Id"]
        wait_until(lambda: log.read_text().count(number) == 1, f"{number} is in the log")  # noqa: B023
