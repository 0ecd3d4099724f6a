# SPDX-License-Identifier: Apache-2.0
"""docs/metrics.md and the Grafana dashboard name what there is, all of it and nothing else."""
import json
import re

import pytest
from harness import SOURCE, read_metrics

DOCS = SOURCE / "docs" / "metrics.md"
DASHBOARD = SOURCE / "docs" / "grafana" / "billing-center.json"
SAMPLE = re.compile(r"^(\w+)(?:\{(.*)\})? [0-9.]+$")


@pytest.fixture(scope="module")
def metrics(stack, api):
    """/metrics after a request that was answered and one that met no route."""
    api.get("/healthz")
    api.get("/nowhere")
    return read_metrics(stack.settings["BC_SOCKET_DIR"])


@pytest.fixture(scope="module")
def samples(metrics):
    body = metrics.partition("\r\n\r\n")[2] or metrics.partition("\n\n")[2]
    found = [SAMPLE.match(line) for line in body.splitlines() if not line.startswith("#")]
    assert found and all(found), metrics
    return {(match[1], label) for match in found for label in re.findall(r'(\w+)="', match[2] or "") or [""]}


@pytest.fixture(scope="module")
def families(metrics, samples):
    """name -> (type, labels) of what is exported."""
    types = dict(re.findall(r"^# TYPE (\w+) (\w+)$", metrics, re.MULTILINE))
    return {name: (kind, {label for sample, label in samples if family_of(sample, types) == name and label})
            for name, kind in types.items()}


def family_of(sample, types):
    return sample if sample in types else re.sub(r"_(sum|count|bucket)$", "", sample)


def table_rows(first):
    """Cells of the table in the docs whose heading begins with this."""
    text = DOCS.read_text().split(f"| {first} |")[1].split("\n\n")[0]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in text.splitlines()[2:]]


def test_every_metric_is_documented_with_type_and_labels(families):
    documented = {row[0].strip("`"): (row[1], set(re.findall(r"`(\w+)`", row[2]))) for row in table_rows("metric")}

    assert documented == families


def test_every_sample_belongs_to_a_metric_with_help(metrics, families, samples):
    helped = set(re.findall(r"^# HELP (\w+) ", metrics, re.MULTILINE))

    assert helped == set(families)
    assert {family_of(sample, families) for sample, _ in samples} == set(families)


def test_dashboard_uses_metrics_that_exist_and_all_of_them(families, samples):
    dashboard = json.loads(DASHBOARD.read_text())

    used = {name for panel in dashboard["panels"] for target in panel["targets"]
            for name in re.findall(r"\bbc_\w+", target["expr"])}

    assert used <= {sample for sample, _ in samples}
    assert {family_of(name, families) for name in used} == set(families)


def test_dashboard_groups_by_labels_that_exist(families):
    for panel in json.loads(DASHBOARD.read_text())["panels"]:
        for target in panel["targets"]:
            grouped = {label.strip() for group in re.findall(r"by \(([^)]*)\)", target["expr"])
                       for label in group.split(",")}
            known = set().union(*(families[family_of(name, families)][1]
                                  for name in re.findall(r"\bbc_\w+", target["expr"])))
            assert grouped <= known | {"instance"}, target["expr"]  # Prometheus adds instance


def test_every_event_of_the_logs_is_documented():
    called = re.compile(r'\blog_(info|warn|error)\(\s*[^,"]+,\s*"(\w+)"')
    written = {}
    for source in (SOURCE / "fcgi").rglob("*.c"):
        for level, event in called.findall(source.read_text()):
            written.setdefault(event, set()).add(level)

    documented = {event: set(row[1].split(", ")) for row in table_rows("event")
                  for event in re.findall(r"`(\w+)`", row[0])}

    assert documented == written
