# SPDX-License-Identifier: Apache-2.0
"""An nginx of the test's own, as make-conf writes it, in front of a stack's bc-api and a console made for the test."""
import gzip
import os
import re
import subprocess
import tempfile
from pathlib import Path

import requests
from harness import SOURCE, free_port, wait_until

SERVICE_USER = "billing-center"
PAGE = """<!doctype html><html><head><meta name="csp-nonce" content="__NONCE__"></head>
<body data-nonce="__NONCE__">{name}</body></html>
"""
SCRIPT = "export const answer = 42;\n" * 100
# Rows of bc-api --routes; the stack's own may lack them or have other limits.
SESSION_ROUTE = "POST\t/v1/session\tnone\tauth\t65536\t-\n"


def as_service_user(*words):
    """Nothing runs as root, as in build-aux/stack."""
    if os.getuid() != 0:
        return list(words)
    return ["setpriv", f"--reuid={SERVICE_USER}", f"--regid={SERVICE_USER}", "--clear-groups", *words]


def nginx_program(build):
    return re.search(r"^NGINX='(.*)'$", (build / "build-aux/paths.sh").read_text(), re.MULTILINE).group(1)


def make_console(folder):
    """What a build of web/ looks like."""
    (folder / "assets").mkdir(parents=True)
    for name in ("index", "admin"):
        (folder / f"{name}.html").write_text(PAGE.format(name=name))
    (folder / "assets/entry-1a2b3c4d.js").write_text(SCRIPT)
    (folder / "assets/entry-1a2b3c4d.js.gz").write_bytes(gzip.compress(SCRIPT.encode()))
    (folder / "assets/style-1a2b3c4d.css").write_text("body { margin: 0 }\n")
    (folder / "compat.js").write_text("self.globalThis = self;\n")
    (folder / "icon.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg"/>\n')


class OwnNginx:
    def __init__(self, stack, *options, console=True, tls=False):
        self.folder = Path(tempfile.mkdtemp(prefix="bc-e2e-nginx-", dir="/tmp"))
        self.folder.chmod(0o755)
        self.port = free_port()
        self.tls = tls
        self.url = f"{'https' if tls else 'http'}://127.0.0.1:{self.port}"
        self.logs = self.folder / "run"
        self.logs.mkdir()
        self.logs.chmod(0o777)
        make_console(self.folder / "web")
        self.process = None
        if console:
            options = ("--web", self.folder / "web", *options)
        self.write_configuration(stack, options)
        self.start(nginx_program(stack.build))

    def write_configuration(self, stack, options):
        routes = subprocess.run([stack.build / "bc-api", "--routes"], check=True, text=True, stdout=subprocess.PIPE,
                                env=stack.environment).stdout
        if "/v1/session\t" not in routes:
            routes += SESSION_ROUTE
        subprocess.run(
            [SOURCE / "nginx/make-conf", "--out", self.folder / "conf", "--listen", f"127.0.0.1:{self.port}",
             "--sockets", stack.settings["BC_SOCKET_DIR"], "--state", self.logs, "--logs", self.logs, "--workers", "1",
             *options], input=routes, text=True, check=True)
        if self.tls:
            self.add_certificate()
        subprocess.run(["chmod", "-R", "a+rX", self.folder], check=True)

    def add_certificate(self):
        key, certificate = self.folder / "key.pem", self.folder / "certificate.pem"
        subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1", "-subj", "/CN=test",
                        "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", key, "-out", certificate],
                       check=True, stderr=subprocess.DEVNULL)
        key.chmod(0o644)
        configuration = self.folder / "conf/nginx.conf"
        configuration.write_text(configuration.read_text().replace(
            f"listen 127.0.0.1:{self.port};",
            f"listen 127.0.0.1:{self.port} ssl; ssl_certificate {certificate}; ssl_certificate_key {key};"))

    def start(self, program):
        with (self.folder / "nginx.out").open("w") as log:
            self.process = subprocess.Popen(
                as_service_user(program, "-e", self.logs / "nginx-error.log", "-p", self.folder,
                                "-c", self.folder / "conf/nginx.conf"), stdout=log, stderr=log)

        def answers():
            assert self.process.poll() is None, (self.folder / "nginx.out").read_text()
            try:
                return self.request("GET", "/nothing.txt").status_code == 404
            except requests.ConnectionError:
                return False

        wait_until(answers, "nginx answers")

    def request(self, method, path, **options):
        with requests.Session() as session:
            session.trust_env = False
            session.verify = str(self.folder / "certificate.pem") if self.tls else True
            return session.request(method, self.url + path, timeout=20, allow_redirects=False, **options)

    def access_log(self):
        return (self.logs / "nginx-access.log").read_text()

    def stop(self):
        self.process.terminate()
        self.process.wait(timeout=20)
        subprocess.run(["rm", "-rf", self.folder], check=True)
