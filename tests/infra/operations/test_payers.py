import shutil

import pytest

from infra.operations.payers import main
from infra.payers import PAYERS_FILE, InvalidPayer, Payer, read_payers

ACCOUNT = "222233334444"


@pytest.fixture
def path(tmp_path):
    return shutil.copy(PAYERS_FILE, tmp_path / "payers.toml")


def run(path, act, name, *more, stage="production"):
    return main([act, "--stage", stage, "--name", name, *more], path)


def test_admitted_payer_gets_role_and_external_id_of_its_own(path, capsys):
    for name in ("fund-b", "fund-a"):
        assert run(path, "add", name, "--account", ACCOUNT) == 0
    first, second = read_payers("production", path)
    shown = capsys.readouterr().out

    assert (first.name, second.name, first.account) == ("fund-a", "fund-b", ACCOUNT)
    assert first.external_id != second.external_id
    assert f"external id: {first.external_id}" in shown
    assert "role/alimenta-production-payer-fund-a" in shown
    assert read_payers("trial", path) == ()


def test_removed_payer_is_gone_and_others_stay(path, capsys):
    for name in ("fund-a", "fund-b"):
        run(path, "add", name, "--account", ACCOUNT)
    kept = read_payers("production", path)[1]

    assert run(path, "remove", "fund-a") == 0
    assert read_payers("production", path) == (kept,)
    assert "exportDecisions" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("name", "account"), [("fund-a", ACCOUNT), ("Fund B", ACCOUNT), ("fund-b", "12345"), ("", "")]
)
def test_payer_that_cannot_be_admitted_changes_nothing(path, name, account, capsys):
    run(path, "add", "fund-a", "--account", ACCOUNT)
    before = path.read_text()

    assert run(path, "add", name, "--account", account) == 1
    assert path.read_text() == before
    assert "not possible" in capsys.readouterr().err


def test_unknown_payer_cannot_be_removed(path):
    assert run(path, "remove", "nobody") == 1


def test_external_id_must_be_long_enough():
    with pytest.raises(InvalidPayer):
        Payer("fund-a", account=ACCOUNT, external_id="short")
