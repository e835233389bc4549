import pytest

from tests.golden.service import write_pages


@pytest.fixture(scope="session", autouse=True)
def pages(tmp_path_factory):
    """The built pages that the functions fill."""
    folder = tmp_path_factory.mktemp("pages")
    write_pages(folder)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PAGES_DIRECTORY", str(folder))
        yield folder
