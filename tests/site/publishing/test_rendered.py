"""A page whose rendering is known from a build before, beside one that MkDocs renders."""

import pytest
from mkdocs.config import load_config
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import get_navigation
from mkdocs.structure.pages import Page

from publishing.kept import Kept
from publishing.rendered import Renderer
from tools.dev.places import ROOT

TEXT = """# A *page*

[There](other.md#part), [here](#own), [`code`](https://example.org/)

## Own {#own}

### Below

## Last
"""
OTHER = "# Other\n\n## Part {#part}\n"
SHOWN = ("content", "title", "present_anchor_ids")


@pytest.fixture
def config(tmp_path):
    return load_config(str(ROOT / "mkdocs.yml"), site_dir=str(tmp_path / "site"))


def read(config, kept=None, text=TEXT, others=("other.md",)):
    """The page, rendered by MkDocs alone where nothing is kept."""
    config.plugins._current_plugin = "test"
    sources = {"index.md": text, **dict.fromkeys(others, OTHER)}
    files = Files([File.generated(config, name, content=sources[name]) for name in sources])
    get_navigation(files, config)
    page = files.get_file_from_path("index.md").page
    page.markdown = text
    if kept is None:
        page.render(config, files)
    else:
        Renderer(kept, config, files).render(page, config)
    return page


@pytest.fixture
def kept(config, tmp_path):
    kept = Kept(tmp_path / "kept.json", "code")
    read(config, kept)
    kept.save()
    return Kept(tmp_path / "kept.json", "code")


@pytest.fixture
def rendered_again(monkeypatch):
    """The pages that are rendered from now on."""
    seen = []
    render = Page.render

    def note(page, config, files):
        seen.append(page.file.src_uri)
        render(page, config, files)

    monkeypatch.setattr(Page, "render", note)
    return seen


@pytest.mark.parametrize("name", SHOWN)
def test_kept_page_is_as_mkdocs_renders_it(config, kept, name):
    assert getattr(read(config, kept), name) == getattr(read(config), name)


def test_kept_page_has_headings_that_mkdocs_finds(config, kept):
    assert str(read(config, kept).toc) == str(read(config).toc)


def test_kept_page_has_links_that_mkdocs_checks(config, kept):
    links = [
        {file.src_uri: found for file, found in page.links_to_anchors.items()}
        for page in (read(config, kept), read(config))
    ]
    assert links[0] == links[1]


def test_unchanged_page_is_not_rendered_again(config, kept, rendered_again):
    read(config, kept)
    assert rendered_again == []


def test_changed_page_is_rendered_again(config, kept, rendered_again):
    read(config, kept, text=f"{TEXT}\nmore\n")
    assert rendered_again == ["index.md"]


def test_page_is_rendered_again_where_another_page_is_new(config, kept, rendered_again):
    read(config, kept, others=("other.md", "new.md"))
    assert rendered_again == ["index.md"]
