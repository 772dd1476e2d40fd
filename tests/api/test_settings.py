from pathlib import Path

import pytest

from api.settings import EngineKind, from_environment
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
