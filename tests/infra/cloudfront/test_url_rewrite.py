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


def test_the_pages_of_a_language_are_known_by_their_folder(site):
    assert site.pages == {"", "about/"}


def test_the_files_of_a_language_are_known_by_their_name(site):
    assert site.files == {"forms/intervention.pdf"}


def test_the_files_that_all_languages_share_are_known(site):
    assert site.shared == {"robots.txt", "assets/site.css"}


def test_a_site_that_is_not_built_is_told_apart(tmp_path):
    assert not read_site(tmp_path / "nowhere").is_built


def test_a_built_site_is_told_apart(site):
    assert site.is_built


def test_more_addresses_than_a_function_holds_are_refused():
    many = frozenset(f"assets/{number:060}.css" for number in range(LARGEST_FUNCTION // 60))

    with pytest.raises(SiteTooLarge):
        SiteMap(frozenset(), frozenset(), many).function_code()
