import os
from zipfile import ZipFile

import pytest

from infra.packages.archive import write_archive


@pytest.fixture
def folder(tmp_path):
    root = tmp_path / "sources"
    (root / "b").mkdir(parents=True)
    (root / "b" / "two.txt").write_text("two")
    (root / "a.txt").write_text("one")
    return root


def test_archive_of_same_files_has_same_bytes(folder, tmp_path):
    write_archive((folder,), tmp_path / "first.zip")
    os.utime(folder / "a.txt", (1_000_000_000, 1_000_000_000))
    (folder / "a.txt").chmod(0o600)
    write_archive((folder,), tmp_path / "second.zip")

    assert (tmp_path / "first.zip").read_bytes() == (tmp_path / "second.zip").read_bytes()


def test_another_content_gives_other_bytes(folder, tmp_path):
    write_archive((folder,), tmp_path / "first.zip")
    (folder / "a.txt").write_text("other")
    write_archive((folder,), tmp_path / "second.zip")

    assert (tmp_path / "first.zip").read_bytes() != (tmp_path / "second.zip").read_bytes()


def test_every_file_is_readable_by_function_user(folder, tmp_path):
    write_archive((folder,), tmp_path / "first.zip")

    with ZipFile(tmp_path / "first.zip") as archive:
        assert {entry.external_attr >> 16 for entry in archive.infolist()} == {0o100644}


def test_folders_are_laid_over_each_other(folder, tmp_path):
    over = tmp_path / "over"
    over.mkdir()
    (over / "c.txt").touch()
    write_archive((folder, over), tmp_path / "first.zip")

    with ZipFile(tmp_path / "first.zip") as archive:
        assert archive.namelist() == ["a.txt", "b/two.txt", "c.txt"]


def test_excluded_files_are_not_in_archive(tmp_path):
    folder = tmp_path / "folder"
    for name in ("kept/a.py", "left/b.py"):
        path = folder / name
        path.parent.mkdir(parents=True)
        path.write_text("x")
    archive = tmp_path / "archive.zip"

    write_archive((folder,), archive, without=("left/",))

    with ZipFile(archive) as packed:
        assert packed.namelist() == ["kept/a.py"]
