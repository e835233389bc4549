import tomllib
from datetime import date, datetime

import pytest

from functions import config_files
from infra.packages.places import FUNCTIONS

FOLDERS = sorted({path.parent for path in FUNCTIONS.rglob("*.toml")})


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda path: path.name)
def test_json_form_equals_source_file(folder, tmp_path):
    names = sorted(path.stem for path in folder.glob("*.toml"))
    for name in names:
        (tmp_path / f"{name}.json").write_text(config_files.as_json(folder, name), "utf-8")
        written = tomllib.loads((folder / f"{name}.toml").read_text("utf-8"))
        assert config_files.read(tmp_path, name) == written
    assert sorted(config_files.names(tmp_path)) == names


def test_day_stays_day(tmp_path):
    (tmp_path / "figures.toml").write_text('from = 2026-11-21\nvalue = "175.00"')
    (tmp_path / "figures.json").write_text(config_files.as_json(tmp_path, "figures"))
    (tmp_path / "figures.toml").unlink()
    assert config_files.read(tmp_path, "figures") == {"from": date(2026, 11, 21), "value": "175.00"}


def test_moment_cannot_be_made_ready(tmp_path):
    moment = datetime(2026, 11, 21, 9, 0)  # noqa: DTZ001 - a moment without a zone, as TOML has them
    (tmp_path / "figures.toml").write_text(f"at = {moment.isoformat()}")
    with pytest.raises(TypeError):
        config_files.as_json(tmp_path, "figures")


def test_missing_file_is_error(tmp_path):
    with pytest.raises(FileNotFoundError):
        config_files.read(tmp_path, "figures")


def test_file_of_unsupported_type_is_error(tmp_path):
    (tmp_path / "figures.py").touch()
    assert config_files.names(tmp_path) == ()
