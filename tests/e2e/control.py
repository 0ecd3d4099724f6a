# SPDX-License-Identifier: Apache-2.0
"""Runs bcctl as an operator would."""
import json
import subprocess


def agree(bcctl, *words, **options):
    """Proposes as one operator, approves as another; gives what came of it."""
    (proposal,) = bcctl(*words, **options)
    (decided,) = bcctl("proposal", "approve", proposal["proposal"], "--reason", "test", BC_OPERATOR="second")
    return decided["result"]


class Bcctl:
    def __init__(self, program, environment):
        self.program = program
        self.environment = environment

    def run(self, *words, stdin="", seconds=120, **settings):
        return subprocess.run(
            [self.program, *map(str, words)], env={**self.environment, **settings}, input=stdin, text=True,
            capture_output=True, timeout=seconds)

    def __call__(self, *words, **options):
        """Runs with --json and gives the objects it printed; anything but success fails."""
        done = self.run(*words, "--json", **options)
        assert done.returncode == 0, f"bcctl {words}: {done.returncode}\n{done.stdout}{done.stderr}"
        return [json.loads(line) for line in done.stdout.splitlines() if line.strip()]

    def refuse(self, *words, status=1, **options):
        """Runs what must be refused and gives what it said."""
        done = self.run(*words, **options)
        assert done.returncode == status, f"bcctl {words}: {done.returncode}\n{done.stdout}{done.stderr}"
        assert done.stderr.strip(), f"bcctl {words} refused without a word"
        return done.stderr
