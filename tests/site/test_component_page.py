"""Every component of the product is on the page that the tests of accessibility look at."""

from tests.site.component_page import classes_in, component_page, styled

BY_SCRIPT = {
    "is-own": "the browser's own language on the page at /",
    "live--off": "tests/browser/test_live_answer.py",
    "live--open": "tests/browser/test_live_answer.py",
}
"""States that only a script makes, with where they are looked at instead."""
RARE = {
    "chart-mark": "an advance that changes within its months",
    "chart-mark-line": "likewise",
    "chart-others": "likewise",
}
"""Parts of the pictures of a result whose words and lines have the colours of the others."""
UNUSED = {"choice", "tools"}
"""Named by a style sheet beside a class that is shown, and used by no page."""


def test_every_component_with_style_is_on_page(site):
    left = styled() - classes_in(component_page(site))
    assert left <= {*BY_SCRIPT, *RARE, *UNUSED}


def test_no_identifier_is_used_twice_on_completed_page(site):
    page = component_page(site)
    ids = [part.partition('"')[0] for part in page.split(' id="')[1:]]
    assert sorted(ids) == sorted(set(ids))
