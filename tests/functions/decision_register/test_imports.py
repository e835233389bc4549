"""Only the functions that keep something know the library of the cloud."""

import pytest

from tests.test_architecture import FUNCTIONS, ROOT, SHARED_FLOORS, imported_modules, python_files

KEEP_SOMETHING = {"decision_register", "send_contact_message", "deliver_contact_message"}
CLOUD = {"boto3", "botocore"}


@pytest.mark.parametrize("room", sorted({*FUNCTIONS, *SHARED_FLOORS} - KEEP_SOMETHING))
def test_what_only_calculates_imports_no_client_of_the_cloud(room):
    reached = {
        module.partition(".")[0]
        for file in python_files(f"functions/{room}")
        for module in imported_modules(file)
    }
    assert not reached & CLOUD


def test_in_the_register_only_the_table_does():
    files = {
        file.name
        for file in python_files("functions/decision_register")
        if CLOUD & {module.partition(".")[0] for module in imported_modules(file)}
    }
    assert files == {"table.py"}


def test_the_register_is_one_of_the_functions():
    assert (ROOT / "functions" / "decision_register" / "handler.py").is_file()
    assert "decision_register" in FUNCTIONS
