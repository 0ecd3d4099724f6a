# SPDX-License-Identifier: Apache-2.0
"""openapi.yaml and the program say the same, and its examples are what its schemas allow."""
import subprocess

import jsonschema
import pytest
import yaml
from harness import BUILD, SOURCE

DOCUMENT = yaml.safe_load((SOURCE / "fcgi" / "openapi.yaml").read_text())
METHODS = {"get", "put", "post", "delete", "patch"}
SCOPES = {"public": [], "site": [{"site": []}]}


def routes_of_program():
    listed = subprocess.run([BUILD / "bc-api", "--routes"], text=True, capture_output=True, check=True)
    rows = (line.split("\t") for line in listed.stdout.splitlines())
    return {(method, path): scope for method, path, scope, *_ in rows}


def operations():
    return {(method.upper(), path): operation for path, item in DOCUMENT["paths"].items()
            for method, operation in item.items() if method in METHODS}


def resolve(reference):
    found = DOCUMENT
    for step in reference.removeprefix("#/").split("/"):
        found = found[step]
    return found


def media_types(node, place="#"):
    """Every schema that stands with examples, and every reference resolved on the way."""
    if isinstance(node, dict):
        if "$ref" in node:
            resolve(node["$ref"])
        if "schema" in node:
            examples = {"": node["example"]} if "example" in node else {
                name: example["value"] for name, example in node.get("examples", {}).items()}
            for name, example in examples.items():
                yield pytest.param(node["schema"], example, id=f"{place}/{name}")
        for key, value in node.items():
            yield from media_types(value, f"{place}/{key}")
    elif isinstance(node, list):
        for number, value in enumerate(node):
            yield from media_types(value, f"{place}/{number}")


def test_routes_and_operations_are_the_same():
    assert set(routes_of_program()) == set(operations())


def test_scopes_are_the_same():
    for route, scope in routes_of_program().items():
        assert operations()[route]["security"] == SCOPES[scope], route


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
@pytest.mark.parametrize("schema, example", media_types(DOCUMENT))
def test_example_fits_its_schema(schema, example):
    resolver = jsonschema.RefResolver("", DOCUMENT)
    jsonschema.Draft202012Validator({**DOCUMENT, **schema}, resolver=resolver).validate(example)


def test_problems_in_examples_are_in_the_problem_table():
    table = (SOURCE / "fcgi" / "core" / "problem_table.h").read_text()
    for parameter in media_types(DOCUMENT):
        example = parameter.values[1]
        if "type" in example and "title" in example:
            name = example["type"].removeprefix("/problems/").replace("-", "_").upper()
            assert f'P({name}, {example["status"]}, ' in table, name
            assert f'"{example["title"]}")' in table, name
