# SPDX-License-Identifier: Apache-2.0
"""What POST /v1/usage takes, and the answer to all that it does not take."""
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from api_client import SiteClient, pointers, slug
from books import hour_text, point
from harness import wait_until
from rating import day_bounds

@pytest.fixture(scope="module")
def site(shared_books, api):
    site = shared_books.add_site("usage1")
    shared_books.add_account("usage-a", price_lists={"CN": "2022"})
    shared_books.add_workspace(site, "wu-1", "usage-a")
    return SiteClient(api, site.credential)


@pytest.fixture(scope="module")
def now(shared_books, site):
    return shared_books.clock()


def fresh(now, name, quantity="1", **more):
    return point("wu-1", "log_records", now, quantity, name) | more


def counts(answer):
    assert answer.status_code == 200, answer.text
    body = answer.json()
    return body["accepted"], body["duplicates"], len(body["conflicts"])


def assert_refuses_whole_batch(site, books, now, bad, status, problem, pointer=None):
    before = books.stored_points()

    answer = site.send(fresh(now, f"good-{before}-{hash(str(bad))}"), bad)

    assert (answer.status_code, slug(answer)) == (status, problem), answer.text
    if pointer is not None:
        named = pointers(answer) or [answer.json()["detail"]]
        assert any(pointer in name for name in named), answer.text
    assert books.stored_points() == before


def test_accepts_then_knows_the_same_points_again(site, now):
    records = [fresh(now, f"again-{n}", n) for n in range(5)]

    first, second = site.send(*records), site.send(*records)

    assert counts(first) == (5, 0, 0)
    assert counts(second) == (0, 5, 0)


def test_same_number_in_other_digits_is_the_same_content(site, now):
    site.send(fresh(now, "digits", "1.5"))

    assert counts(site.send(fresh(now, "digits", "1.500"))) == (0, 1, 0)


@pytest.mark.parametrize("change", [
    {"quantity": "2"}, {"meter": "series"}, {"attributes": {"host": "b"}},
])
def test_other_content_under_a_known_id_is_a_conflict(site, shared_books, now, change):
    known = fresh(now, f"conflict-{next(iter(change))}", attributes={"host": "a"})
    site.send(known)
    before = shared_books.stored_points()

    answer = site.send(fresh(now, f"beside-{next(iter(change))}"), known | change)

    assert counts(answer) == (1, 0, 1)
    assert answer.json()["conflicts"] == [{"position": 1, "id": known["id"], "workspace": "wu-1"}]
    assert shared_books.stored_points() == before + 1


def test_repetitions_within_one_batch(site, now):
    once, other = fresh(now, "twin", 1), fresh(now, "twin", 2)

    answer = site.send(once, once, other)

    assert counts(answer) == (1, 1, 1)
    assert answer.json()["conflicts"][0]["position"] == 2


def test_identity_holds_within_a_utc_day(site, now):
    site.send(point("wu-1", "series", now, 1, "same-day"))
    same_day = site.send(point("wu-1", "series", now + timedelta(hours=1), 1, "same-day"))

    assert counts(same_day) == (0, 0, 1)


BAD_VALUES = [
    ("quantity", value) for value in (
        "NaN", "nan", "Infinity", "-Infinity", "inf", "-1", "-0.5", "1e3", "1E3", "1e-3", "0.1234567891", "", " 1",
        "1 ", "0x10", "1_000", "1,5", "１", "1" * 23, "--1", "1.2.3", "\u0000")
] + [
    ("hour", value) for value in (
        "2015-02-27T00:30:00Z", "2015-02-27T00:00:01Z", "2015-02-27T00:00:00.5Z", "2015-02-27", "2015-02-27T00:00:00",
        "2015-02-30T00:00:00Z", "2015-02-27T05:00:00+05:30", "yesterday", "now", "infinity", "epoch", "")
] + [
    ("id", ""), ("id", "x" * 129), ("id", "a\u0000b"), ("workspace", ""), ("meter", ""), ("meter", "m" * 65),
]


@pytest.mark.parametrize("member,value", BAD_VALUES, ids=[f"{m}={v[:24]!r}" for m, v in BAD_VALUES])
def test_bad_value_is_named_and_nothing_is_stored(site, shared_books, now, member, value):
    bad = fresh(now, "bad") | {member: value}

    assert_refuses_whole_batch(site, shared_books, now, bad, 422, "invalid-field", f"/records/1/{member}")


@pytest.mark.parametrize("named", ["usage-other", "", 5, None, "x" * 33])
def test_batch_of_another_site_is_refused(site, shared_books, now, named):
    before = shared_books.stored_points()

    answer = site.api.post("/v1/usage", {"site": named, "records": [fresh(now, "mixed-up")]}, site.credential)

    assert (answer.status_code, slug(answer), pointers(answer)) == (422, "invalid-field", ["/site"])
    assert shared_books.stored_points() == before


def test_batch_may_name_its_own_site(site, now):
    body = {"site": "usage1", "records": [fresh(now, "named-site")]}

    assert counts(site.api.post("/v1/usage", body, site.credential)) == (1, 0, 0)


@pytest.mark.parametrize("member", ["id", "workspace", "meter", "hour", "quantity"])
@pytest.mark.parametrize("value", [5, 1.5, None, True, ["x"], {"a": "b"}], ids=repr)
def test_wrong_type_is_named(site, shared_books, now, member, value):
    bad = fresh(now, "bad") | {member: value}

    assert_refuses_whole_batch(site, shared_books, now, bad, 422, "invalid-field", f"/records/1/{member}")


@pytest.mark.parametrize("member", ["id", "workspace", "meter", "hour", "quantity"])
def test_missing_member_is_named(site, shared_books, now, member):
    bad = fresh(now, "bad")
    del bad[member]

    assert_refuses_whole_batch(site, shared_books, now, bad, 422, "invalid-field", f"/records/1/{member}")


@pytest.mark.parametrize("more,pointer", [
    ({"colour": "red"}, "/records/1/colour"),
    ({"attributes": "x"}, "/records/1/attributes"),
    ({"attributes": {"a": 1}}, "/records/1/attributes"),
    ({"a/b~c": "x"}, "/records/1/a~1b~0c"),
])
def test_unknown_member_and_bad_attributes_are_named(site, shared_books, now, more, pointer):
    assert_refuses_whole_batch(site, shared_books, now, fresh(now, "bad") | more, 422, "invalid-field", pointer)


def test_unknown_workspace_is_refused(site, shared_books, now):
    bad = fresh(now, "bad") | {"workspace": "nobody"}

    assert_refuses_whole_batch(site, shared_books, now, bad, 422, "unknown-workspace", "/records/1/workspace")


def test_workspace_of_another_site_is_unknown(site, shared_books, now):
    other = shared_books.add_site("usage2")
    shared_books.add_workspace(other, "wu-other", "usage-a")
    bad = fresh(now, "bad") | {"workspace": "wu-other"}

    assert_refuses_whole_batch(site, shared_books, now, bad, 422, "unknown-workspace", "/records/1/workspace")


def test_unknown_meter_is_refused(site, shared_books, now):
    bad = fresh(now, "bad") | {"meter": "bananas"}

    assert_refuses_whole_batch(site, shared_books, now, bad, 422, "unknown-meter", "/records/1/meter")


def test_meter_of_another_list_is_stored(site, now):
    assert counts(site.send(point("wu-1", "spans", now, 1, "not-rated"))) == (1, 0, 0)


def test_one_hour_ahead_is_taken_and_more_is_not(site, shared_books, now):
    edge = point("wu-1", "series", now + timedelta(hours=1), 1, "edge")
    ahead = point("wu-1", "series", now + timedelta(hours=2), 1, "ahead")

    assert counts(site.send(edge)) == (1, 0, 0)
    assert_refuses_whole_batch(site, shared_books, now, ahead, 422, "invalid-field", "/records/1/hour")


@pytest.mark.parametrize("body", [
    b"", b"{", b"[1,]", b'{"records": [}', b"{'records': []}", b'{"records": []} trailing', b"\xff\xfe",
    b'{"records": [{"id": "\xff"}]}', b"[" * 100_000,
], ids=lambda body: repr(body[:20]))
def test_malformed_json_is_a_bad_request(site, body):
    answer = site.send_raw(body)

    assert (answer.status_code, slug(answer)) == (400, "bad-request")


@pytest.mark.parametrize("body", [
    b"[]", b'"x"', b"{}", b'{"records": {}}', b'{"records": null}', b'{"records": []}', b'{"records": [1]}',
    b'{"records": [null]}', b'{"records": [{}], "more": 1}',
], ids=repr)
def test_body_of_another_shape_is_invalid(site, body):
    answer = site.send_raw(body)

    assert (answer.status_code, slug(answer)) == (422, "invalid-field")


def test_repeated_member_is_refused(site, shared_books, now):
    before = shared_books.stored_points()
    record = ('{"id":"twice","id":"thrice","workspace":"wu-1","meter":"series","hour":"%s","quantity":"1"}'
              % hour_text(now))

    answer = site.send_raw(('{"records":[%s]}' % record).encode())

    assert answer.status_code in (400, 422)
    assert shared_books.stored_points() == before


def test_largest_batch_is_taken_and_one_more_is_not(site, shared_books, now):
    records = [fresh(now, f"many-{n}") for n in range(10_001)]

    assert counts(site.send(*records[:10_000])) == (10_000, 0, 0)
    before = shared_books.stored_points()
    answer = site.send(*records)

    assert (answer.status_code, slug(answer), pointers(answer)) == (422, "invalid-field", ["/records"])
    assert shared_books.stored_points() == before


def test_body_over_the_limit_is_refused(site):
    answer = site.send_raw(b'{"records": [' + b" " * (4 << 20) + b"]}")

    assert (answer.status_code, slug(answer)) == (413, "body-too-large")


@pytest.mark.parametrize("header", [
    None, "Bearer ", "Bearer wrong", "Basic dXNlcjpwYXNz", "bearer", "Bearer " + "x" * 5000,
], ids=lambda header: str(header)[:16])
def test_wrong_credential_is_refused(api, shared_books, site, now, header):
    before = shared_books.stored_points()
    headers = {} if header is None else {"Authorization": header}

    answer = api.post("/v1/usage", {"records": [fresh(now, "stranger")]}, headers=headers)

    assert (answer.status_code, slug(answer)) == (401, "unauthenticated")
    assert shared_books.stored_points() == before


def test_closed_day_takes_no_new_point_but_knows_its_old_ones(site, shared_books, api, now):
    known = fresh(now, "before-close")
    site.send(known)
    day = now.astimezone(ZoneInfo("Asia/Shanghai")).date()
    _, end = day_bounds("Asia/Shanghai", day)

    shared_books.set_clock(end + timedelta(minutes=15))
    wait_until(lambda: shared_books.closes("usage1")[day.isoformat()]["state"] == "closed", "bc-jobs closes the day")

    assert counts(site.send(known)) == (0, 1, 0)
    assert counts(site.send(known | {"quantity": "9"})) == (0, 0, 1)
    open_hour = end.replace(minute=0)
    assert_refuses_whole_batch(
        site, shared_books, open_hour, fresh(now, "too-late"), 409, "day-closed", "/records/1/hour")
