# SPDX-License-Identifier: Apache-2.0
"""The place of every door: who may call it and how, which functions stand behind it, what is tried at it.

A new operation needs a row here, or the access test fails.
"""
from collections.abc import Callable
from dataclasses import dataclass, field

from access_world import CALLERS, ROLES
from books import point
from contract import operations
from members import CSRF, PASSWORD

MEMBERS = frozenset({*ROLES, "stranger"})
EVERYONE = frozenset(CALLERS)
NO_ID = "00000000-0000-4000-8000-000000000000"


def nothing(*_):
    return {}


def no_objects(_):
    return {}


@dataclass(frozen=True)
class Door:
    operation: str
    may: frozenset
    functions: tuple = ()
    # (world, caller) -> what the request has besides its credential; path parameters under "path"
    arguments: Callable = nothing
    # tenant -> by parameter, the ids of a tenant's objects that it takes
    objects: Callable = no_objects
    headers: dict = field(default_factory=dict)
    # Takes no ids, but the answer is of the caller's account.
    private: bool = True

    @property
    def definition(self):
        return operations()[self.operation]

    def call(self, world, caller, **changes):
        options = {**self.arguments(world, caller), **changes}
        path = self.definition.path.format(**options.pop("path", {}))
        return caller.call(self.definition, path, headers=self.headers, **options)

    def call_with(self, world, caller, name, value):
        """The same with the id of an object in the path or the query."""
        if name in self.definition.parameters_in("path"):
            return self.call(world, caller, path={name: value})
        return self.call(world, caller, params={name: value})


def credentials(_, caller):
    return {"json": {"login": caller.login, "password": PASSWORD}}


def own_bill(world, caller):
    tenant = world.second if caller.name == "stranger" else world.first
    return {"path": {"bill": tenant.bills[0]}}


def own_entry(_, __):
    return {"path": {"serial": "1"}}


def one_point(world, _):
    return {"json": {"records": [point("ws-second", "sms", world.books.clock(), 1, "access")]}}


def purses(tenant):
    return {"purse": tenant.purses}


def bills(tenant):
    return {"bill": tenant.bills}


def workspaces(tenant):
    return {"workspace": tenant.workspaces}


def parts_of_names(tenant):
    return {"q": [*tenant.workspaces, tenant.code]}


def read(operation, function, **more):
    return Door(operation, MEMBERS, (function,), **more)


DOORS = (
    Door("getHealth", EVERYONE, private=False),
    Door("getReadiness", EVERYONE, ("ready",), private=False),
    Door("createSession", EVERYONE - {"disabled"}, ("begin_sign_in", "open_session"), credentials, private=False),
    Door("deleteSession", MEMBERS, ("close_session",), private=False),
    Door("refreshSession", MEMBERS, ("rotate_session",), headers=CSRF, private=False),
    Door("addUsage", frozenset({"site"}), ("add_usage",), one_point, private=False),
    read("getMe", "get_me"),
    read("getBalance", "get_balance"),
    read("listVouchers", "list_vouchers"),
    read("listCards", "list_cards"),
    read("listTransactions", "list_transactions", objects=purses),
    read("getTransactionProof", "get_proof", arguments=own_entry),
    read("listDailyBills", "list_daily_bills", objects=workspaces),
    read("getDailyBill", "get_daily_bill", arguments=own_bill, objects=bills),
    read("listWorkspaces", "list_workspaces", objects=parts_of_names),
    read("listDailyUsage", "list_daily_usage", objects=workspaces),
)
