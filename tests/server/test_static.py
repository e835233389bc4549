from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from infra.headers import ASSET_CACHE_CONTROL, PAGE_CACHE_CONTROL
from server.messages import Request
from server.static import NoSite, Site


@pytest.fixture
def site(tmp_path: Path) -> Site:
    pages = {
        "index.html": "choose",
        "404.html": "nowhere",
        "fr/index.html": "accueil " * 200,
        "fr/404.html": "introuvable",
        "fr/forms/index.html": "formulaires",
        "fr/forms/intervention.pdf": "%PDF " * 200,
        "assets/site.0123456789ab.css": "a{}",
        "assets/site.css": "a{}",
    }
    for path, text in pages.items():
        (tmp_path / "built" / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "built" / path).write_text(text)
    (tmp_path / "outside.txt").write_text("not for the web")
    (tmp_path / "built" / "link.txt").symlink_to(tmp_path / "outside.txt")
    return Site(tmp_path / "built")


def get(path: str, **headers: str) -> Request:
    pairs = tuple((name.replace("_", "-"), value) for name, value in headers.items())
    return Request(method="GET", path=path, headers=pairs)


def header(response, name):
    return dict(response.headers).get(name)


def test_folder_with_slash_is_its_index_page(site):
    assert site.answer(get("/fr/forms/")).body == b"formulaires"


def test_folder_without_slash_is_redirected_with_its_query(site):
    request = Request(method="GET", path="/fr/forms", query="a=1")
    response = site.answer(request)
    assert (response.status, header(response, "location")) == (301, "/fr/forms/?a=1")


def test_path_that_names_another_host_is_not_redirected(site):
    assert site.answer(get("//fr/forms")).status == 404


@pytest.mark.parametrize(
    "path",
    [
        "/../outside.txt",
        "/fr/../../outside.txt",
        "/%2e%2e/outside.txt",
        "/..%2foutside.txt",
        "/link.txt",
        "/fr/%00",
        "/%ff",
    ],
)
def test_path_outside_site_is_not_found(site, path):
    assert site.answer(get(path)).status == 404


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/fr/missing/", b"introuvable"),
        ("/fr/missing.png", b"introuvable"),
        ("/xx/missing", b"nowhere"),
        ("/missing", b"nowhere"),
    ],
)
def test_missing_page_gets_404_page_of_its_language(site, path, body):
    response = site.answer(get(path))
    assert (response.status, response.body) == (404, body)


@pytest.mark.parametrize(
    ("path", "kind"),
    [("/", "text/html; charset=utf-8"), ("/fr/forms/intervention.pdf", "application/pdf")],
)
def test_content_type_follows_suffix(site, path, kind):
    assert header(site.answer(get(path)), "content-type") == kind


def test_text_is_compressed_when_gzip_is_accepted(site):
    response = site.answer(get("/fr/", accept_encoding="br, gzip"))
    assert header(response, "content-encoding") == "gzip"
    assert gzip.decompress(response.body) == b"accueil " * 200


@pytest.mark.parametrize("offer", ["", "br", "gzip;q=0"])
def test_text_is_not_compressed_when_gzip_is_not_accepted(site, offer):
    response = site.answer(get("/fr/", accept_encoding=offer))
    assert header(response, "content-encoding") is None


def test_pdf_is_not_compressed_again(site):
    response = site.answer(get("/fr/forms/intervention.pdf", accept_encoding="gzip"))
    assert header(response, "content-encoding") is None


def test_compressible_file_varies_with_encoding(site):
    assert header(site.answer(get("/fr/")), "vary") == "accept-encoding"


@pytest.mark.parametrize("form", ["{}", "W/{}", '"other", {}', "*"])
def test_file_with_matching_etag_is_not_modified(site, form):
    tag = header(site.answer(get("/fr/")), "etag")
    response = site.answer(get("/fr/", if_none_match=form.format(tag)))
    assert (response.status, response.body) == (304, b"")


def test_encodings_have_different_etags(site):
    plain = header(site.answer(get("/fr/")), "etag")
    zipped = header(site.answer(get("/fr/", accept_encoding="gzip")), "etag")
    assert plain != zipped


def test_page_with_another_method_is_not_allowed(site):
    response = site.answer(Request(method="POST", path="/fr/"))
    assert (response.status, header(response, "allow")) == (405, "GET, HEAD")


def test_folder_without_index_page_is_no_site(tmp_path):
    with pytest.raises(NoSite):
        Site(tmp_path)


def test_asset_with_hash_in_its_name_is_immutable(site):
    response = site.answer(get("/assets/site.0123456789ab.css"))
    assert header(response, "cache-control") == ASSET_CACHE_CONTROL


@pytest.mark.parametrize("path", ["/fr/", "/assets/site.css"])
def test_file_without_hash_in_its_name_expires_within_minutes(site, path):
    assert header(site.answer(get(path)), "cache-control") == PAGE_CACHE_CONTROL


STYLE, LATER_STYLE = "assets/page.0123456789ab.css", "assets/page.ba9876543210.css"


@pytest.fixture
def rebuilt(tmp_path):
    """A site, and its folder in which a later build has changed a style sheet and its page."""
    for name in ("index.html", "fr/index.html", "nl/index.html", STYLE):
        file = tmp_path / "site" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(name)
    before = Site(tmp_path / "site")
    (tmp_path / "site" / STYLE).unlink()
    (tmp_path / "site" / LATER_STYLE).write_text("later")
    (tmp_path / "site" / "fr" / "index.html").write_text(LATER_STYLE)
    return tmp_path / "site", before


def test_asset_of_later_build_is_found_before_site_is_read_again(rebuilt):
    _, before = rebuilt
    assert before.answer(get(f"/{LATER_STYLE}")).body == b"later"


def test_asset_of_build_before_is_found_after_site_is_read_again(rebuilt):
    folder, before = rebuilt
    assert Site(folder, before=before).answer(get(f"/{STYLE}")).status == 200


def test_asset_of_build_before_the_last_is_not_kept(rebuilt):
    folder, before = rebuilt
    last = Site(folder, before=before)
    assert Site(folder, before=last).answer(get(f"/{STYLE}")).status == 404


def test_page_of_later_build_is_not_served_before_site_is_read_again(rebuilt):
    _, before = rebuilt
    assert before.answer(get("/fr/")).body == b"fr/index.html"


@pytest.mark.parametrize(
    "path",
    [
        "/assets/../../outside.0123456789ab.css",
        "/assets/%2e%2e/%2e%2e/outside.0123456789ab.css",
        "/assets/link.0123456789ab.css",
    ],
)
def test_later_file_outside_assets_is_not_found(rebuilt, path):
    folder, before = rebuilt
    outside = folder.parent / "outside.0123456789ab.css"
    outside.write_text("not for the web")
    (folder / "assets" / "link.0123456789ab.css").symlink_to(outside)
    assert before.answer(get(path)).status == 404


def test_site_names_folders_whose_pages_have_changed(rebuilt):
    folder, before = rebuilt
    assert Site(folder).changed_since(before) == {"fr"}
