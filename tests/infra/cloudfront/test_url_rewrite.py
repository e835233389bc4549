import pytest

from infra.cloudfront.url_rewrite import LARGEST_FUNCTION, SiteMap, SiteTooLarge, read_site


@pytest.fixture
def site(tmp_path):
    for name in (
        "index.html",
        "robots.txt",
        "assets/site.css",
        "assets/site.0123456789ab.css",
        "fr/index.html",
        "fr/404.html",
        "fr/about/index.html",
        "nl/about/index.html",
        "nl/forms/intervention.pdf",
    ):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    return read_site(tmp_path)


def test_pages_are_listed_by_language_folder(site):
    assert site.pages == {"", "about/"}


def test_files_are_listed_by_language_suffix(site):
    assert site.files == {"forms/intervention.pdf"}


def test_files_that_all_languages_share_are_known(site):
    assert site.shared == {"robots.txt", "assets/site.css"}


def test_missing_site_is_recognised(tmp_path):
    assert not read_site(tmp_path / "nowhere").is_built


def test_built_site_is_recognised(site):
    assert site.is_built


def test_more_addresses_than_function_holds_are_refused():
    many = frozenset(f"assets/{number:060}.css" for number in range(LARGEST_FUNCTION // 60))

    with pytest.raises(SiteTooLarge):
        SiteMap(frozenset(), frozenset(), many).function_code()
