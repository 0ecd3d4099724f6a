# SPDX-License-Identifier: Apache-2.0
"""The doors of operators, and where members spend, through nginx with the real processes."""
import hashlib
import uuid
from concurrent.futures import ThreadPoolExecutor

import pytest
from api_client import pointers, slug
from members import add_member, open_session
from operators import REASON, Operator, new_key
from tokens import access_token, read_keys

CODES = ["7K3QX-9M2PD-HV4TB-6WZAE", "8K3QX-9M2PD-HV4TB-6WZAE", "9K3QX-9M2PD-HV4TB-6WZAE"]
NO_ID = "00000000-0000-4000-8000-000000000000"


def hash_of(code):
    return hashlib.sha256(code.replace("-", "").encode()).hexdigest()


@pytest.fixture(scope="module")
def key(stack):
    return read_keys(stack.state / "token-keys")[0]


@pytest.fixture(scope="module")
def anna(api, shared_books, key):
    return Operator(api, shared_books, key, "anna")


@pytest.fixture(scope="module")
def bert(api, shared_books, key):
    return Operator(api, shared_books, key, "bert")


@pytest.fixture
def account(shared_books):
    """An account with 500.00 of cash."""
    code = shared_books.add_account(f"doors-{uuid.uuid4().hex[:12]}")
    shared_books.recharge(code, "500.00")
    return code


@pytest.fixture
def purse(shared_books, account):
    return shared_books.grant_voucher(account, "ordinary", "50.00")["purse"]


class Member:
    def __init__(self, api, books, key, account, role):
        login = add_member(books, account, f"{role}@{account}.example", role)
        self.api, self.token = api, open_session(books, key, login).token

    def post(self, path, body, key=None, **options):
        headers = {} if key is False else {"Idempotency-Key": key or new_key()}
        return self.api.post(path, body, self.token, headers=headers, **options)


@pytest.fixture
def owner(api, shared_books, key, account):
    return Member(api, shared_books, key, account, "owner")


def said(answer):
    return answer.status_code, slug(answer)


PROPOSALS = [
    ("voucher_grant", {"kind": "full_reduction", "face": "20.00", "min_spend": "5.00", "items": ["logs"]}),
    ("card_grant", {"face": "20.00", "expires_at": "2099-01-01T00:00:00Z"}),
    ("recharge", {"amount": "20.00", "channel": "offline"}),
    ("refund", {"amount": "20.00", "channel": "offline"}),
    ("adjustment", {"amount": "-20.00"}),
]


@pytest.mark.parametrize("kind, payload", PROPOSALS, ids=lambda value: value if isinstance(value, str) else "")
def test_two_operators_do_it_once(anna, bert, account, kind, payload):
    before = anna.get(f"/accounts/{account}/balance").json()
    proposed = anna.propose(kind, account, payload)
    between = anna.get(f"/accounts/{account}/balance").json()

    approved = [bert.approve(proposed.json()["proposal"]) for _ in range(2)]

    after = anna.get(f"/accounts/{account}/balance").json()
    assert (proposed.status_code, proposed.json()["state"], proposed.json()["proposed_by"]) == (201, "proposed", "anna")
    assert {**before, "as_of": ""} == {**between, "as_of": ""}
    assert [answer.status_code for answer in approved] == [200, 200] and approved[0].json() == approved[1].json()
    assert (approved[0].json()["state"], approved[0].json()["decided_by"]) == ("approved", "bert")
    assert after["seq"] > before["seq"]
    assert anna.get(f"/proposals/{proposed.json()['proposal']}").json() == approved[0].json()


def test_proposal_is_made_once_for_its_key(anna, account):
    key, payload = new_key(), {"amount": "5.00", "channel": "offline"}
    first, again = (anna.propose("recharge", account, payload, key) for _ in range(2))
    other = anna.propose("recharge", account, {**payload, "amount": "6.00"}, key)

    assert first.json() == again.json() and again.status_code == 201
    assert said(other) == (409, "key-reused")


def test_nobody_approves_their_own(anna, account):
    proposal = anna.propose("recharge", account, {"amount": "5.00", "channel": "offline"}).json()["proposal"]

    assert said(anna.approve(proposal)) == (403, "same-person")
    assert anna.reject(proposal).json()["state"] == "rejected", "taking it back is allowed"
    assert said(anna.approve(proposal)) == (403, "same-person")


def test_no_member_of_the_account_approves(api, shared_books, key, anna, account):
    address = add_member(shared_books, account, f"both@{account}.example")
    shared_books.door("create_operator", f"both-{account}", address, REASON)
    both = Operator(api, shared_books, key, f"both-{account}")
    proposal = anna.propose("recharge", account, {"amount": "5.00", "channel": "offline"}).json()["proposal"]

    assert said(both.approve(proposal)) == (403, "same-person")


def test_rejected_is_rejected(anna, bert, account):
    proposal = anna.propose("recharge", account, {"amount": "5.00", "channel": "offline"}).json()["proposal"]
    cash = anna.get(f"/accounts/{account}/balance").json()["cash"]

    rejected = [bert.reject(proposal) for _ in range(2)]

    assert rejected[0].json() == rejected[1].json()
    assert said(bert.approve(proposal)) == (409, "proposal-decided")
    assert anna.get(f"/accounts/{account}/balance").json()["cash"] == cash


def test_two_approve_at_once(api, shared_books, key, anna, account):
    others = [Operator(api, shared_books, key, name) for name in ("cleo", "dora", "emil", "fred")]
    proposal = anna.propose("recharge", account, {"amount": "5.00", "channel": "offline"}).json()["proposal"]

    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(lambda operator: operator.approve(proposal), others))

    statuses = sorted(answer.status_code for answer in answers)
    assert statuses.count(200) == 1 and set(statuses) <= {200, 409, 503}, statuses
    assert shared_books.balance(account)["cash"] == "505.00"


def test_lists_of_proposals(anna, bert, account):
    ids = [anna.propose("recharge", account, {"amount": f"{n}.00", "channel": "offline"}).json()["proposal"]
           for n in range(1, 4)]
    bert.reject(ids[0])

    def listed(**params):
        page = anna.get("/proposals", params={"account": account, **params}).json()
        return [item["proposal"] for item in page["items"]]

    first = anna.get("/proposals", params={"account": account, "limit": 2}).json()
    rest = listed(limit=2, cursor=first["next_cursor"])
    assert sorted([item["proposal"] for item in first["items"]] + rest) == sorted(listed())
    assert sorted(listed(state="proposed")) == sorted(ids[1:]) and listed(state="rejected") == ids[:1]
    for params in ({"limit": "0"}, {"limit": "501"}, {"limit": "x"}, {"state": "open"}, {"cursor": "x"}):
        refused = anna.get("/proposals", params=params, nonsense=True)
        assert (refused.status_code, pointers(refused)) == (422, [f"/{name}" for name in params])
    assert said(anna.get("/proposals", params={"account": "nobody-here"})) == (404, "no-such-account")


@pytest.mark.parametrize("change, pointer", [
    ({"kind": "gift"}, "/kind"), ({"kind": 1}, "/kind"), ({"reason": ""}, "/reason"), ({"payload": []}, "/payload"),
    ({"payload": {"amount": "5.00", "channel": "offline", "more": "x"}}, "/payload/more"),
    ({"payload": {"amount": 5, "channel": "offline"}}, "/payload/amount"),
    ({"payload": {"amount": "NaN", "channel": "offline"}}, "/payload/amount"),
    ({"payload": {"amount": "5.001", "channel": "offline"}}, None),
    ({"payload": {"amount": "5.00", "channel": "pigeon"}}, "/payload/channel"), ({"colour": "red"}, "/colour"),
])
def test_bad_proposal_names_its_fault(anna, account, change, pointer):
    body = {"kind": "recharge", "account": account, "payload": {"amount": "5.00", "channel": "offline"},
            "reason": REASON, **change}

    answer = anna.post("/proposals", body)

    assert answer.status_code == 422, answer.text
    assert len(pointers(answer)) == 1 and (pointer is None or pointers(answer) == [pointer])


def test_what_cannot_be_done_is_not_proposed(anna, account):
    refund = anna.propose("refund", account, {"amount": "500.01", "channel": "offline"})
    assert said(refund) == (402, "insufficient-funds")
    assert said(anna.propose("release", account, {"hold": "1"})) == (404, "no-such-hold")
    assert said(anna.propose("correction", account, {"bill": NO_ID, "lines": [{"line": "1", "amount": "1.00"}]})) == (
        404, "no-such-bill")
    nobodys = anna.propose("recharge", "nobody", {"amount": "1.00", "channel": "offline"})
    assert said(nobodys) == (404, "no-such-account")
    for proposal in (NO_ID, "no-uuid"):
        for answer in (anna.get(f"/proposals/{proposal}"), anna.approve(proposal), anna.reject(proposal)):
            assert said(answer) == (404, "no-such-proposal")


def test_funds_are_frozen_and_released(anna, bert, account):
    held = anna.post(f"/accounts/{account}/freezes", {"amount": "200.00", "reason": REASON})
    too_much = anna.post(f"/accounts/{account}/freezes", {"amount": "300.01", "reason": REASON})

    release = anna.propose("release", account, {"hold": "1", "amount": "50.00"}).json()["proposal"]
    released = bert.approve(release).json()["result"]

    assert (held.status_code, held.json()["frozen"], held.json()["hold"]) == (201, "200.00", 1)
    assert said(too_much) == (402, "insufficient-funds")
    assert (released["cash"], released["frozen"]) == ("350.00", "150.00")
    (hold,) = anna.get(f"/accounts/{account}/holds").json()["items"]
    assert (hold["amount"], hold["remaining"]) == ("200.00", "150.00")


def test_frozen_account_spends_nothing(anna, account, owner):
    frozen = anna.post(f"/accounts/{account}/freeze")
    assert frozen.json()["is_frozen"] is True
    assert said(anna.post(f"/accounts/{account}/freeze")) == (409, "account-frozen")
    prepaid = anna.post(f"/accounts/{account}/prepayments", {"order": "o", "amount": "1.00", "reason": REASON})
    assert said(prepaid) == (409, "account-frozen")
    assert said(owner.post("/v1/cards", {"amount": "100.00"})) == (409, "account-frozen")
    assert said(owner.post("/v1/vouchers/activations", {"code": CODES[0]})) == (409, "account-frozen")
    refund = anna.propose("refund", account, {"amount": "1.00", "channel": "offline"})
    assert said(refund) == (409, "account-frozen")

    assert anna.post(f"/accounts/{account}/unfreeze").json()["is_frozen"] is False
    assert said(anna.post(f"/accounts/{account}/unfreeze")) == (409, "purse-state")
    assert owner.post("/v1/cards", {"amount": "100.00"}).status_code == 201


def test_purses_are_frozen_and_voided(anna, account, purse):
    path = f"/accounts/{account}/purses/{purse}"
    assert said(anna.post(f"{path}/unfreeze")) == (409, "purse-state")
    assert anna.post(f"{path}/freeze").json()["state"] == "frozen"
    assert anna.post(f"{path}/unfreeze").json()["state"] == "active"
    voided = anna.post(f"{path}/void")
    assert (voided.json()["state"], voided.json()["balance"]) == ("voided", "0.00")
    assert said(anna.post(f"{path}/void")) == (409, "purse-state")
    for other in (NO_ID, "no-uuid"):
        assert said(anna.post(f"/accounts/{account}/purses/{other}/void")) == (404, "no-such-purse")


def test_prepayment_takes_all_or_nothing(anna, account, purse):
    def prepay(amount):
        return anna.post(f"/accounts/{account}/prepayments", {"order": "package-1", "amount": amount, "reason": REASON})

    assert said(prepay("550.01")) == (402, "insufficient-funds")
    paid = prepay("60.00")

    assert paid.status_code == 201 and paid.json()["cash"] == "490.00"
    parts = [(part["source"], part["amount"]) for part in paid.json()["paid"]]
    assert parts == [("ordinary", "50.00"), ("cash", "10.00")]


AT_ONCE = [("/freezes", {"amount": "1.00"}), ("/prepayments", {"order": "o", "amount": "1.00"}), ("/freeze", {}),
           ("/purses/{purse}/freeze", {}), ("/purses/{purse}/void", {})]


@pytest.mark.parametrize("path, body", AT_ONCE)
def test_key_makes_a_change_once(anna, shared_books, account, purse, path, body):
    path, key = f"/accounts/{account}{path.format(purse=purse)}", new_key()
    first, again = (anna.post(path, {**body, "reason": REASON}, key) for _ in range(2))
    seq = shared_books.balance(account)["seq"]

    other = anna.post(path, {**body, "reason": "another one"}, key)

    assert first.status_code == again.status_code in (200, 201) and first.json() == again.json()
    assert said(other) == (409, "key-reused")
    assert shared_books.balance(account)["seq"] == seq


@pytest.mark.parametrize("path, body", [*AT_ONCE, ("/unfreeze", {}), ("/purses/{purse}/unfreeze", {})])
@pytest.mark.parametrize("bad_key", [False, "1", "not-a-uuid", "0f7ad1c254b74f3e9d0a1c2b3a495867"])
def test_key_is_needed(anna, account, purse, path, body, bad_key):
    answer = anna.post(f"/accounts/{account}{path.format(purse=purse)}", {**body, "reason": REASON}, bad_key)

    assert (answer.status_code, pointers(answer)) == (422, ["/Idempotency-Key"])


@pytest.mark.parametrize("amount", [
    "-1.00", "0", "1.001", "NaN", "1e2", "", " 1", "99999999999999999", "0.00", 5, None])
@pytest.mark.parametrize("path", ["/freezes", "/prepayments"])
def test_bad_amount_changes_nothing(anna, shared_books, account, path, amount):
    more = {"order": "o"} if path == "/prepayments" else {}
    before = shared_books.balance(account)["seq"]

    answer = anna.post(f"/accounts/{account}{path}", {"amount": amount, "reason": REASON, **more})

    assert (answer.status_code, pointers(answer)) == (422, ["/amount"])
    assert shared_books.balance(account)["seq"] == before


def test_unknown_account(anna):
    for path, body in [*AT_ONCE[:3], ("/unfreeze", {}), (f"/purses/{NO_ID}/void", {})]:
        answer = anna.post(f"/accounts/nobody-here{path}", {**body, "reason": REASON})
        assert said(answer) == (404, "no-such-account"), path
    for path in ("/holds", "/balance"):
        assert said(anna.get(f"/accounts/nobody-here{path}")) == (404, "no-such-account")


def test_balance_as_of(anna, shared_books, account):
    now = anna.get(f"/accounts/{account}/balance").json()

    before = anna.get(f"/accounts/{account}/balance", params={"at": "2015-01-01T00:00:00Z"})

    assert (now["cash"], before.json()["cash"], before.json()["seq"]) == ("500.00", "0.00", 0)
    for at in ("now", "2015-01-01", "2015-02-30T00:00:00Z", "infinity", "2999-01-01T00:00:00Z"):
        answer = anna.get(f"/accounts/{account}/balance", params={"at": at}, nonsense=True)
        assert (answer.status_code, pointers(answer)) == (422, ["/at"]), at


def test_cards_are_bought_from_cash(anna, account, owner):
    key = new_key()
    bought, again = (owner.post("/v1/cards", {"amount": "300.00"}, key) for _ in range(2))

    assert (bought.status_code, bought.json()["origin"], bought.json()["balance"]) == (201, "bought", "300.00")
    assert again.json() == bought.json()
    assert said(owner.post("/v1/cards", {"amount": "200.00"}, key)) == (409, "key-reused")
    assert said(owner.post("/v1/cards", {"amount": "300.00"})) == (402, "insufficient-funds")
    for amount in ("150.00", "0.00", "-100", "1e2", "100.001"):
        answer = owner.post("/v1/cards", {"amount": amount})
        assert (answer.status_code, pointers(answer)) == (422, ["/amount"]), amount
    answer = owner.post("/v1/cards", {"amount": "100.00"}, False)
    assert (answer.status_code, pointers(answer)) == (422, ["/Idempotency-Key"])


def test_code_serves_once_however_it_is_written(api, shared_books, key, anna, bert, account, owner, stack):
    other = shared_books.add_account(f"other-{account}")
    stranger = Member(api, shared_books, key, other, "finance")
    codes = [f"{uuid.uuid4().hex[:20].upper()}" for _ in range(2)]
    proposal = anna.propose("voucher_codes", None, {
        "currency": "CNY", "kind": "ordinary", "face": "30.00", "valid_days": "30",
        "hashes": [hash_of(code) for code in codes]})
    assert proposal.json()["payload"]["codes"] == 2 and codes[0] not in proposal.text
    again = new_key()

    assert said(owner.post("/v1/vouchers/activations", {"code": codes[0]})) == (404, "no-such-code"), "not approved yet"
    assert bert.approve(proposal.json()["proposal"]).json()["result"]["codes"] == 2
    written = "-".join(codes[0][n:n + 5].lower() for n in range(0, 20, 5)) + " "
    first = owner.post("/v1/vouchers/activations", {"code": written}, again)

    assert (first.status_code, first.json()["origin"], first.json()["balance"]) == (201, "activated", "30.00")
    assert owner.post("/v1/vouchers/activations", {"code": codes[0]}, again).json() == first.json()
    for whoever in (owner, stranger):
        assert said(whoever.post("/v1/vouchers/activations", {"code": codes[0]})) == (409, "code-used")
    assert stranger.post("/v1/vouchers/activations", {"code": codes[1]}).status_code == 201
    for code in ("", "-", "ümlaut", "a_b", "x" * 65):
        answer = owner.post("/v1/vouchers/activations", {"code": code})
        assert (answer.status_code, pointers(answer)) == (422, ["/code"]), code
    logs = "".join(path.read_text(errors="replace") for path in (stack.state / "log").glob("*") if path.is_file())
    assert logs and not [code for code in codes if code in logs.upper()]


def test_viewer_spends_nothing(api, shared_books, key, account):
    viewer = Member(api, shared_books, key, account, "viewer")

    assert said(viewer.post("/v1/cards", {"amount": "100.00"})) == (403, "forbidden")
    assert said(viewer.post("/v1/vouchers/activations", {"code": CODES[2]})) == (403, "forbidden")


def test_token_opens_the_doors_of_its_audience_alone(api, shared_books, key, anna, account, owner):
    assert said(api.get("/v1/me", anna.token)) == (401, "unauthenticated")
    assert said(api.get("/v1/admin/proposals", owner.token)) == (401, "unauthenticated")
    session = open_session(shared_books, key, add_member(shared_books, account, f"x@{account}.example"))
    forged = access_token(key, session.sid, aud="operator")
    assert said(api.get("/v1/admin/proposals", forged)) == (401, "unauthenticated"), "no session of an operator"
