"""General package names are safe only as long as nobody else brings them."""

import subprocess
import sys
import zipfile
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("package", ["graph", "schema", "loaders", "api"])
def test_no_other_distribution_owns_the_package(package: str):
    assert set(packages_distributions().get(package, ())) <= {"rectigraph"}


def test_the_wheel_has_the_built_pages_and_not_their_sources(tmp_path: Path):
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", tmp_path]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    names = zipfile.ZipFile(wheel).namelist()
    built = sorted(f"api/web/dist/{file.name}" for file in (ROOT / "api" / "web" / "dist").iterdir())
    assert built
    assert [name for name in sorted(names) if name.startswith("api/web/")] == built
    assert "api/questions/units-most-overdue-on-water.graphql" in names
