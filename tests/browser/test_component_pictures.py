"""The page of components looks as in the pictures that are kept of it."""

import json

import pytest
from PIL import Image

from tests.browser.component_pictures import (
    BOXES,
    SHARE,
    VIEWS,
    moved,
    seen,
    share_that_differs,
)

pytestmark = pytest.mark.browser
RENEW = "if it is meant: PYTHONPATH=.:site python -m tests.browser.component_pictures"
KEPT = json.loads(BOXES.read_text(encoding="utf-8"))


@pytest.mark.parametrize("view", VIEWS, ids=lambda view: view.file.stem)
def test_components_look_as_in_kept_picture(browser, gateway, view):
    picture, boxes = seen(browser, gateway, view)
    kept = KEPT[view.file.stem]
    assert (moved(kept, boxes)[:3], len(boxes)) == ([], len(kept)), RENEW
    if browser.version == KEPT["browser"]:
        assert share_that_differs(Image.open(view.file), picture) < SHARE, RENEW


def test_moved_box_is_found():
    kept = [["card", 0, 0, 100, 40], ["button", 4, 4, 50, 20]]
    found = [("card", 1, 0, 100, 40), ("button", 4, 9, 50, 20)]
    assert moved(kept, found) == [(("button", 4, 4, 50, 20), ("button", 4, 9, 50, 20))]


def test_share_that_differs_is_that_of_changed_pixels():
    one = Image.new("RGB", (10, 10), "white")
    other = one.copy()
    other.paste("black", (0, 0, 5, 1))
    assert share_that_differs(one, other) == pytest.approx(0.05)


def test_picture_of_other_size_differs_as_a_whole():
    assert share_that_differs(Image.new("RGB", (1, 2)), Image.new("RGB", (2, 1))) == 1
