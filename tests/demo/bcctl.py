# SPDX-License-Identifier: Apache-2.0
"""bcctl of a build, as functions."""
import json
import os
import subprocess
from datetime import datetime, timezone
from pathlib import Path

HERE = Path(__file__).resolve().parent
PROPOSER, APPROVER = "demo", "demo-second"


class Refused(Exception):
    """What could not be done, in words for the person who ran the demo."""


def instant_text(instant):
    return instant.astimezone(timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")


def read_settings(path):
    lines = [line for line in path.read_text().splitlines() if line.startswith("BC_")]
    return {name: value.strip("'") for name, value in (line.split("=", 1) for line in lines)}


class Bcctl:
    def __init__(self, build):
        self.program = build.resolve() / "bcctl"
        env_file = Path(os.environ.get("BC_STACK_ENV") or build.resolve() / "var" / "stack.env").resolve()
        settings = read_settings(env_file)
        self.url = settings["BC_URL"]
        self.state = settings["BC_STATE"]
        self.log_folder = self.state + "/log"
        self.folder = env_file.parent
        # The stack may run elsewhere than the caller's BC_PORT says: its own file decides.
        self.environment = {name: value for name, value in os.environ.items() if not name.startswith(("BC_", "PG"))}
        self.environment |= {"BC_STACK_ENV": str(env_file), "BC_OPERATOR": PROPOSER}

    def credential_file(self, site):
        return self.folder / f"site-{site}.credential"

    def password_file(self, account):
        return self.folder / f"member-{account}.password"

    def keep_sign_ins(self, sign_ins):
        """Put them into stack.env: BC_DEMO_USER and BC_DEMO_PASSWORD, of the other accounts with their code."""
        suffixes = [""] + [f"_{account}" for _, _, _, account in sign_ins[1:]]
        file = self.folder / "demo.env"
        file.touch(mode=0o600)
        file.write_text("".join(f"BC_DEMO_USER{suffix}='{login}'\nBC_DEMO_PASSWORD{suffix}='{password}'\n"
                                for suffix, (login, password, _, _) in zip(suffixes, sign_ins)))
        subprocess.run([HERE.parents[1] / "build-aux" / "stack", "--build", self.program.parent, "demo-env", file],
                       env=self.environment | {"BC_STATE": self.state}, stdin=subprocess.DEVNULL, check=True)
        file.unlink()

    def run(self, words, output, operator=PROPOSER):
        arguments = [str(self.program), *map(str, words)]
        environment = self.environment | {"BC_OPERATOR": operator}
        done = subprocess.run(arguments, env=environment, stdin=subprocess.DEVNULL, stdout=output, text=True)
        if done.returncode != 0:
            raise Refused(f"{' '.join(['bcctl', *arguments[1:]])} failed with exit status {done.returncode}")
        return done.stdout

    def show(self, *words):
        """Run it and let it print."""
        self.run(words, None)

    def rows(self, *words):
        return [json.loads(line) for line in self.run((*words, "--json"), subprocess.PIPE).splitlines()]

    def row(self, *words):
        rows = self.rows(*words)
        if len(rows) != 1:
            raise Refused(f"bcctl {' '.join(map(str, words))} answered {len(rows)} rows, not 1")
        return rows[0]

    def make(self, what, *words):
        """Create something, and say so when it was not there before."""
        if self.row(*words).get("created", True):
            print(f"made {what}", flush=True)

    def agree(self, what, *words):
        """Propose something as one operator and approve it as the other, and say so when it was not done before."""
        proposal = self.row(*words)
        if proposal["state"] == "proposed":
            approval = ("proposal", "approve", proposal["proposal"], "--reason", "demo", "--json")
            self.run(approval, subprocess.PIPE, APPROVER)
            print(f"made {what}", flush=True)

    @staticmethod
    def instant(text):
        return datetime.fromisoformat(text.replace("Z", "+00:00"))

    def clock(self):
        return self.instant(self.row("clock", "show")["instant"])

    def set_clock(self, instant):
        self.row("clock", "set", instant_text(instant))
