# SPDX-License-Identifier: Apache-2.0
"""One worker: makes requests until enough were answered, and keeps what it was told.

A request whose fate is unknown (a connection lost, a time-out) is sent again with the same key until it is answered or
refused. Some are delivered twice at once, some again after their answer, some with another body under their key.
"""
import json
import random
import threading
import time
from datetime import datetime, timedelta, timezone

import psycopg
from psycopg.types.json import Jsonb, Json
from requests_made import Requests

EPOCH = datetime(1970, 1, 1, tzinfo=timezone.utc)
TRIES = 400
TIGHT = ("lock_timeout", "statement_timeout")


def told(error):
    """(passing?, what to note) of a failure."""
    state = error.sqlstate
    if state is None or state.startswith(("57P", "08")):
        return True, ["lost", state]
    return state in ("55P03", "57014") or state.startswith("53"), ["refused", state]


class Hand:
    """Connections of its own, one a role, made anew when they are lost."""

    def __init__(self, cluster, database):
        self.cluster, self.database, self.open = cluster, database, {}

    def on(self, role):
        connection = self.open.get(role)
        if connection is None or connection.closed or connection.broken:
            connection = self.open[role] = self.cluster.connect(role, self.database)
        return connection

    def send(self, request, tight=None):
        """The outcome of each try, the last of which is an answer, a refusal, or lost."""
        outcomes = []
        for _ in range(TRIES):
            try:
                connection = self.on(request.role)
                if tight:
                    connection.execute(f"SET {tight} = '{1 + len(outcomes) * 3}ms'")
                marks = ", ".join(["%s"] * len(request.values))
                answer = connection.execute(f"SELECT {request.function}({marks})", request.values).fetchone()[0]
                outcomes.append(["answer", answer])
            except psycopg.Error as error:
                passing, note = told(error)
                outcomes.append(note)
                if passing:
                    time.sleep(0.02)
                    continue
            finally:
                self.relax(request.role, tight)
            return outcomes
        outcomes.append(["lost", None])
        return outcomes

    def relax(self, role, tight):
        connection = self.open.get(role)
        if tight and connection and not connection.closed:
            try:
                connection.execute(f"RESET {tight}")
            except psycopg.Error:
                connection.close()


class Worker:
    def __init__(self, cluster, database, world, seed, number, share):
        self.number, self.share = number, share
        self.pick = random.Random(f"{seed}/{number}")
        self.hands = [Hand(cluster, database), Hand(cluster, database)]
        self.requests = Requests(self.pick, world, number)
        self.calls = []

    def run(self):
        while not self.share.is_over():
            self.listen()
            try:
                look = self.hands[0].on("bc_read")
                clock = EPOCH + timedelta(microseconds=self.share.clock.value)
                request = self.requests.make(look, clock)
            except psycopg.OperationalError:
                time.sleep(0.05)
                continue
            if request is not None:
                self.perform(request)

    def listen(self):
        inbox = self.share.inboxes[self.number]
        while not inbox.empty():
            kind, value = inbox.get()
            (self.requests.proposals if kind == "proposal" else self.requests.codes).append(value)

    def perform(self, request):
        dice = self.pick.random()
        if dice < 0.08:
            self.deliver_at_once(request)
        else:
            self.note(request, self.hands[0].send(request, self.pick.choice(TIGHT) if dice < 0.14 else None))
        if self.pick.random() < 0.08:
            self.note(request, self.hands[0].send(request))
        twisted = self.requests.twist(request) if self.pick.random() < 0.04 else None
        if twisted:
            self.deliver_twisted(request, twisted)

    def deliver_at_once(self, request):
        both = [[], []]
        threads = [threading.Thread(target=lambda n=n: both[n].extend(self.hands[n].send(request))) for n in (0, 1)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        for outcomes in both:
            self.note(request, outcomes)

    def deliver_twisted(self, request, twisted):
        answered = any(call["key"] == request.key and call["outcomes"][-1][0] == "answer" for call in self.calls[-3:])
        if answered:
            outcomes = self.hands[0].send(twisted)
            self.note(twisted, outcomes)
            if outcomes[-1] != ["refused", "LG003"]:
                self.note(twisted, [["refused", f"not LG003 but {outcomes[-1]}"]])

    def note(self, request, outcomes):
        kind, value = outcomes[-1]
        self.calls.append({
            "function": request.function, "args": plain(request.args), "key": request.key, "operator": request.operator,
            "twisted": request.twisted, "outcomes": outcomes})
        if kind != "lost":
            with self.share.answered.get_lock():
                self.share.answered.value += 1
        if kind == "answer" and request.function == "admin.propose":
            self.tell("proposal", value["proposal"])
        if kind == "answer" and request.function == "admin.propose" and request.args[0] == "voucher_codes":
            for code in self.requests.codes[-2:]:
                self.tell("code", code)

    def tell(self, kind, value):
        for number in {self.number, *self.pick.sample(range(len(self.share.inboxes)), 2)}:
            self.share.inboxes[number].put((kind, value))


def plain(args):
    return [arg.obj if isinstance(arg, (Json, Jsonb)) else arg.hex() if isinstance(arg, bytes) else arg for arg in args]


def work(cluster, database, world, seed, number, share, path):
    worker = Worker(cluster, database, world, seed, number, share)
    try:
        worker.run()
    finally:
        path.write_text("\n".join(json.dumps(call) for call in worker.calls))
