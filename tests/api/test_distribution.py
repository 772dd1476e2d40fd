"""General package names are safe only as long as nobody else brings them."""

from importlib.metadata import packages_distributions

import pytest


@pytest.mark.parametrize("package", ["graph", "schema", "loaders", "api"])
def test_no_other_distribution_owns_the_package(package: str):
    assert set(packages_distributions().get(package, ())) <= {"rectigraph"}
