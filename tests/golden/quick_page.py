"""The pages that quick answers are put into, and what a person reads of an answer."""

import re
from pathlib import Path

from functions.quick_answers.registry import QUICK_ANSWERS
from tests.golden.page_text import page_lines
from tests.golden.service import LANGUAGES, SHELL

SITUATION = (
    '<details class="situation" name="situation" id="situation-{name}">'
    "<!-- quick:{name}:start --><!-- quick:{name}:end --></details>"
)
HOME = "<html><head><title>Home</title></head><body><main>{situations}</main></body></html>"


def write_pages(folder: Path) -> None:
    """Write the built pages of the quick answers, without the site around them."""
    for language in LANGUAGES:
        for entry in QUICK_ANSWERS.values():
            place = folder / language / entry.page
            place.mkdir(parents=True, exist_ok=True)
            home = "".join(
                SITUATION.format(name=one.name)
                for one in QUICK_ANSWERS.values()
                if not one.is_whole_page
            )
            text = (
                SHELL.format(language=language)
                if entry.is_whole_page
                else HOME.format(situations=home)
            )
            (place / "index.html").write_text(text, encoding="utf-8")


def lines_of(html: str) -> list[str]:
    """What a person reads of the answer, its summary first; the questions are left out."""
    region = re.search(
        r'<(?:div|section) class="(?:quick quick--answered|result quick-page)".*', html, re.DOTALL
    )
    assert region is not None, html
    shown = re.sub(r'<form class="quick-form".*?</form>', "", region[0], flags=re.DOTALL)
    shown = re.sub(
        r'(?<=quick-change__answers">).*?(?=</summary>)',
        lambda answers: answers[0].replace("</span>", "</span><br>"),
        shown,
    )
    # What takes the answers along is a form of one button: it is read as well.
    answered = shown.split("<!-- ", 1)[0].replace("<form ", "<div ").replace("</form>", "</div>")
    return page_lines(f'<section class="result">{answered.replace("section", "div")}</section>')
