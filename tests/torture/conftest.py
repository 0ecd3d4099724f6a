# SPDX-License-Identifier: Apache-2.0
import itertools
import os
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent / "model")]

from cluster import Cluster  # noqa: E402

NUMBERS = itertools.count(1)
TEMPLATE = "tree"


@pytest.fixture(scope="session")
def cluster():
    """With the tree loaded into a database to be cloned, and a lie into that if BC_MUTANT names one."""
    cluster = Cluster()
    try:
        cluster.begin()
        cluster.load_tree(TEMPLATE, os.environ.get("BC_MUTANT"))
        yield cluster
    finally:
        cluster.end()


@pytest.fixture
def database(cluster):
    return cluster.make_database(f"clone_{next(NUMBERS)}", TEMPLATE)
