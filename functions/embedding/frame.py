"""Makes of a page of the site the page in a frame: its colours, and links that leave the frame.

A page of the site refuses to be shown in a frame of another site. So whatever leads to one, a link
or a button, opens a new tab, and says so.
"""

from __future__ import annotations

import re

from functions.embedding.registry import AUTO, Embedded
from functions.i18n.catalog import LANGUAGES, catalog_of

LINK = re.compile(r"<a (?P<attributes>[^>]*)>(?P<words>.*?)</a>", re.DOTALL)
FORM = re.compile(r'<form (?!target=)(?=[^>]*action="(?P<action>[^"]*)")')
BUTTON = re.compile(r"<button (?P<attributes>[^>]*)>(?P<words>.*?)</button>", re.DOTALL)
CARRIED = re.compile(r"(?P<start><form target=.*?)(?P<end></form>)", re.DOTALL)
HREF = re.compile(r'href="([^"]*)"')
PLAIN_ATTRIBUTE = re.compile(r' (?:data-page="[^"]*"|data-plainly(?=[ >]|$))')
ENDS = ('"', "#")
"""What follows the address of a form: its end, or the part of the page to go to."""
SUMMARY = 'value="summary"'
ROOT = re.compile(r'<html lang="(\w+)"(?: data-theme="\w+")?>')


def framed(html: str, embedded: Embedded, theme: str, language: str) -> str:
    """The page, or the part of one, in those colours, with nothing in it that leaves the frame."""
    own = f"{embedded.path}/{theme}"
    page = html
    for end in ENDS:
        page = page.replace(f'action="{embedded.path}/{AUTO}{end}', f'action="{own}{end}')
    for code in LANGUAGES:
        page = page.replace(
            f'href="/{code}/{embedded.page}/"', f'href="/{code}/{embedded.themed_page(theme)}/"'
        )
    page = ROOT.sub(rf'<html lang="\1" data-theme="{theme}">', page, count=1)
    words = catalog_of(language).gettext("embedding.new_tab")
    hidden = f'<span class="visually-hidden"> {words}</span>'
    here = tuple(f"/{code}/{embedded.themed_page(theme)}/" for code in LANGUAGES)
    page = LINK.sub(lambda found: _link(found, here, hidden), page)
    page = FORM.sub(lambda found: _form(found, own), page)
    page = CARRIED.sub(lambda found: _with_words(found[0], hidden), page)
    return BUTTON.sub(lambda found: _button(found, own, hidden), page)


def _link(found: re.Match[str], here: tuple[str, ...], hidden: str) -> str:
    href = HREF.search(found["attributes"])
    opened = found["attributes"].startswith("target=")
    if opened or href is None or href[1].startswith("#") or href[1] in here:
        return found[0]
    return f'<a target="_blank" {found["attributes"]}>{found["words"]}{hidden}</a>'


def _form(found: re.Match[str], own: str) -> str:
    return found[0] if found["action"] == own else f'<form target="_blank" {found[0][6:]}'


def _with_words(form: str, hidden: str) -> str:
    return form.replace("</button>", f"{hidden}</button>")


def _button(found: re.Match[str], own: str, hidden: str) -> str:
    """A button that shows another page: of another form, or the sheet to print.

    One that is sent to a part of this page, such as the list of children, stays in the frame.
    """
    attributes = found["attributes"]
    stays = any(f'formaction="{own}{end}' in attributes for end in ENDS)
    leaves = "formaction=" in attributes and not stays
    if not leaves and SUMMARY not in attributes:
        return found[0]
    kept = PLAIN_ATTRIBUTE.sub("", f" {attributes}").strip()
    return f'<button formtarget="_blank" data-plainly {kept}>{found["words"]}{hidden}</button>'
