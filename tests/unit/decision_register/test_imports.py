"""Only the table of the register knows the library of the cloud."""

from tests.test_architecture import CLOUD, imported_modules, python_files


def test_in_register_only_table_imports_client_of_cloud():
    files = {
        file.name
        for file in python_files("functions/decision_register")
        if CLOUD & {module.partition(".")[0] for module in imported_modules(file)}
    }
    assert files == {"table.py"}
