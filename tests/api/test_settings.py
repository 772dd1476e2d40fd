from dataclasses import fields
from pathlib import Path

import pytest

from api.settings import EngineKind, from_environment
from graph.limits import Limits
from schema.errors import SettingsError


def test_the_embedded_engine_is_the_default():
    settings = from_environment({"XDG_DATA_HOME": "/data"})
    assert settings.engine is EngineKind.EMBEDDED
    assert settings.data_dir.name == "rectigraph"


def test_the_environment_sets_everything():
    settings = from_environment(
        {
            "RECTIGRAPH_ENGINE": "neo4j",
            "RECTIGRAPH_DATA_DIR": "/data",
            "RECTIGRAPH_NEO4J_URI": "bolt://127.0.0.1:7687",
            "RECTIGRAPH_NEO4J_USER": "ana",
            "RECTIGRAPH_NEO4J_PASSWORD": "secret",
            "RECTIGRAPH_NEO4J_DATABASE": "kg",
        }
    )
    assert (settings.engine, settings.data_dir) == (EngineKind.NEO4J, Path("/data"))
    assert (settings.neo4j_uri, settings.neo4j_user, settings.neo4j_database) == ("bolt://127.0.0.1:7687", "ana", "kg")


def test_the_command_line_wins_over_the_environment():
    settings = from_environment({"RECTIGRAPH_DATA_DIR": "/data"}).with_options(EngineKind.NEO4J, Path("/other"))
    assert (settings.engine, settings.data_dir) == (EngineKind.NEO4J, Path("/other"))


def test_an_empty_variable_is_not_set():
    assert from_environment({"RECTIGRAPH_ENGINE": "", "RECTIGRAPH_NEO4J_USER": ""}).neo4j_user == "neo4j"


def test_an_engine_that_does_not_exist_is_refused():
    with pytest.raises(SettingsError, match="must be embedded or neo4j"):
        from_environment({"RECTIGRAPH_ENGINE": "oracle"})


def test_a_misspelt_setting_is_refused():
    with pytest.raises(SettingsError, match="RECTIGRAPH_ENGIN is no setting"):
        from_environment({"RECTIGRAPH_ENGIN": "neo4j"})


def test_the_password_is_not_shown():
    assert "secret" not in repr(from_environment({"RECTIGRAPH_NEO4J_PASSWORD": "secret"}))


def test_every_limit_has_a_variable():
    settings = from_environment({f"RECTIGRAPH_MAX_{name}": "7" for name in ("DEPTH", "BODY_BYTES", "NESTED_PAGE")})
    assert settings.limits == Limits(depth=7, body_bytes=7, nested_page=7)
    assert from_environment({"RECTIGRAPH_QUERY_TIMEOUT_S": "2.5"}).limits == Limits(query_timeout_s=2.5)
    for each in fields(Limits):
        name = each.name if each.name == "query_timeout_s" else f"max_{each.name}"
        assert getattr(from_environment({f"RECTIGRAPH_{name.upper()}": "3"}).limits, each.name) == 3


def test_every_setting_is_documented():
    documented = (Path(__file__).parents[2] / "docs" / "settings.md").read_text("utf-8")
    for each in fields(Limits):
        name = each.name if each.name == "query_timeout_s" else f"max_{each.name}"
        row = next(line for line in documented.splitlines() if f"`RECTIGRAPH_{name.upper()}`" in line)
        assert f"| {each.default:,} |" in row or f"| {each.default:g} |" in row


@pytest.mark.parametrize("value", ["0", "-1", "many", "1.5", "１０", "inf"])
def test_a_limit_that_is_no_whole_number_is_refused(value: str):
    with pytest.raises(SettingsError, match=f"RECTIGRAPH_MAX_DEPTH is “{value}”"):
        from_environment({"RECTIGRAPH_MAX_DEPTH": value})


@pytest.mark.parametrize("value", ["0", "-1", "soon", "nan", "inf", "90000"])
def test_a_timeout_that_is_no_time_is_refused(value: str):
    with pytest.raises(SettingsError, match=f"RECTIGRAPH_QUERY_TIMEOUT_S is “{value}”"):
        from_environment({"RECTIGRAPH_QUERY_TIMEOUT_S": value})
