# SPDX-License-Identifier: Apache-2.0
"""The place of every door: who may call it and how, which functions stand behind it, what is tried at it.

A new operation needs a row here, or the access test fails.
"""
import uuid
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
    # Whose credential is good and yet does not do.
    forbidden: frozenset = frozenset()
    # Functions of schema admin, as which bc_api may run these alone.
    admin: tuple = ()

    @property
    def definition(self):
        return operations()[self.operation]

    def call(self, world, caller, **changes):
        options = {**self.arguments(world, caller), **changes}
        path = self.definition.path.format(**options.pop("path", {}))
        headers = dict(self.headers)
        if "Idempotency-Key" in self.definition.parameters_in("header"):
            headers["Idempotency-Key"] = str(uuid.uuid4())
        return caller.call(self.definition, path, headers=headers, **options)

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


def next_bill(world, caller):
    tenant = world.second if caller.name == "stranger" else world.first
    lines = [{"item": "logs", "amount": "1.00"}]
    return {"json": {"bills": [{"workspace": tenant.workspaces[0], "settlement": "account", "lines": lines}]}}


def card(world, _):
    world.set_frozen(False)
    return {"json": {"amount": "100.00"}}


def activation(world, _):
    world.set_frozen(False)
    return {"json": {"code": world.new_code()}}


def spend(operation, function, arguments):
    """What costs the customer's money: owner and finance may."""
    return Door(operation, MEMBERS - {"viewer"}, (function,), arguments, private=False, forbidden=frozenset({"viewer"}))


def of_second(body=None, **path):
    """A change of the second account, with what the path names besides it."""
    def arguments(world, _):
        named = {name: value(world) if callable(value) else value for name, value in path.items()}
        return {"path": {"account": world.second.code, **named}, **({"json": body} if body else {})}
    return arguments


def voucher(*done):
    """A voucher for the path, to which the operators' functions were done."""
    return lambda world: world.new_voucher(*done)


def frozen(is_frozen):
    def arguments(world, _):
        world.set_frozen(is_frozen)
        return {"path": {"account": world.second.code}, "json": BECAUSE}
    return arguments


def prepayment(world, _):
    world.set_frozen(False)
    return {"path": {"account": world.second.code}, "json": {"order": "an-order", "amount": "1.00", **BECAUSE}}


def proposal_to_decide(world, _):
    return {"path": {"proposal": world.new_proposal()}, "json": BECAUSE}


def proposal_to_see(world, _):
    return {"path": {"proposal": world.new_proposal()}}


def new_recharge(world, _):
    return {"json": {"kind": "recharge", "account": world.second.code, "reason": "test",
                     "payload": {"amount": "1.00", "channel": "offline"}}}


def operate(operation, function, arguments=nothing):
    return Door(operation, frozenset({"operator"}), (), arguments, private=False, admin=(function,))


BECAUSE = {"reason": "test"}

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
    read("explainDailyBill", "explain_bill", arguments=own_bill, objects=bills),
    read("simulateDeduction", "simulate_deduction", arguments=next_bill),
    spend("buyCard", "buy_card", card),
    spend("activateVoucher", "activate_voucher", activation),
    operate("createProposal", "propose", new_recharge),
    operate("listProposals", "list_proposals"),
    operate("getProposal", "get_proposal", proposal_to_see),
    operate("approveProposal", "approve", proposal_to_decide),
    operate("rejectProposal", "reject", proposal_to_decide),
    operate("getAccountBalance", "get_balance", of_second()),
    operate("getAccountTransactionProof", "get_proof", of_second(serial="1")),
    operate("freezeFunds", "freeze_funds", of_second({"amount": "1.00", **BECAUSE})),
    operate("listHolds", "list_holds", of_second()),
    operate("createPrepayment", "prepay", prepayment),
    operate("freezeAccount", "freeze_account", frozen(False)),
    operate("unfreezeAccount", "unfreeze_account", frozen(True)),
    operate("freezePurse", "freeze_purse", of_second(BECAUSE, purse=voucher())),
    operate("unfreezePurse", "unfreeze_purse", of_second(BECAUSE, purse=voucher("freeze_purse"))),
    operate("voidPurse", "void_purse", of_second(BECAUSE, purse=voucher())),
)
