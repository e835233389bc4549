"""The pages of a form: full, none of its pieces divided, and only with what is used."""

import io
import json
from itertools import pairwise

import pikepdf
import pytest

from functions.i18n.catalog import catalog_of
from functions.paper_forms.document import completed
from functions.paper_forms.entries import Entry
from functions.paper_forms.pagination import A4, OWNER, TOP
from publishing.paper.accessible import structure
from publishing.paper.edition import Edition
from publishing.paper.pieces import PAPERS
from tests.site.paper.conftest import form_in


def pieces_of(content):
    with pikepdf.open(io.BytesIO(content)) as pdf:
        kept = json.loads(pdf.Root.PieceInfo[OWNER].Private.read_bytes())
        return kept["pieces"], len(pdf.pages)


def by_page(content):
    pieces, pages = pieces_of(content)
    return [[piece for piece in pieces if piece["page"] == page] for page in range(pages)]


def first_group(pieces):
    """The pieces at the start of a page that stay together, and how high they are."""
    height = 0
    for place, piece in enumerate(pieces):
        height += piece["height"] + (piece["space"] if place else 0)
        if not piece["keeps"]:
            break
    return height


def entries(**values):
    return [
        Entry(name=name.replace("_", "-"), label=name, value=value, shown=value)
        for name, value in values.items()
    ]


def filled(content, given):
    return completed(content, given, (), catalog_of("fr"))


@pytest.fixture
def household():
    """Two children, and three months of payments."""
    form = form_in("intervention", "fr", Edition.STANDARD)
    given = entries(
        creditors_1_lastName="Peeters",
        creditors_2_lastName="Peeters",
        **{f"payments_{month}_due": "150,00" for month in (1, 2, 3)},
    )
    return form, filled(form, given)


def test_next_piece_had_no_room_on_page_before(form, edition):
    bottom, _ = PAPERS[edition]
    room = A4[1] - TOP - bottom
    pages = by_page(form)
    for page, following in pairwise(pages):
        used = max(piece["offset"] + piece["height"] for piece in page)
        assert used <= room
        assert used + following[0]["space"] + first_group(following) > room


def test_heading_is_on_page_of_what_follows(form):
    for page in by_page(form)[:-1]:
        assert not page[-1]["keeps"]


def test_household_form_has_its_children_and_months_only(household):
    _, content = household
    with pikepdf.open(io.BytesIO(content)) as pdf:
        names = [str(field.T) for field in pdf.Root.AcroForm.Fields]
    assert {name.split("-")[1] for name in names if name.startswith("creditors-")} == {"1", "2"}
    rows = {name.split("-")[1] for name in names if name.startswith("payments-")}
    assert {row for row in rows if row.isdigit()} == {"1", "2", "3"}


def test_household_form_has_fewer_pages(household):
    form, content = household
    annex = 1
    assert pieces_of(content)[1] - annex < pieces_of(form)[1]


def test_structure_has_no_element_of_what_is_left_out(household):
    form, content = household

    def counted(file):
        with pikepdf.open(io.BytesIO(file)) as pdf:
            kinds = [str(one.S) for one in structure(pdf.Root.StructTreeRoot.K[0])]
        return kinds.count("/TR"), kinds.count("/H3")

    assert counted(form) == (61, 6)
    assert counted(content) == (4, 2)


def test_file_holds_no_field_that_is_left_out(household):
    _, content = household
    with pikepdf.open(io.BytesIO(content)) as pdf:
        widgets = [
            one
            for one in pdf.objects
            if isinstance(one, pikepdf.Dictionary) and one.get("/Subtype") == "/Widget"
        ]
        shown = [widget for page in pdf.pages for widget in page.get("/Annots", ())]
    assert len(widgets) == len(shown)


def test_bookmarks_lead_to_headings_of_new_pages(household):
    _, content = household
    pieces, _ = pieces_of(content)
    wanted = [
        (piece["page"], round(A4[1] - TOP - piece["offset"], 2))
        for piece in pieces
        if piece["heads"]
    ]
    with pikepdf.open(io.BytesIO(content)) as pdf:
        pages = [page.obj.objgen for page in pdf.pages]
        found = []
        item = pdf.Root.Outlines.First
        waiting = [item]
        while waiting:
            item = waiting.pop(0)
            dest = item.Dest
            if str(dest[1]) == "/XYZ":
                found.append((pages.index(dest[0].objgen), float(dest[3])))
            if "/Next" in item:
                waiting.insert(0, item.Next)
            if "/First" in item:
                waiting.insert(0, item.First)
    assert found[: len(wanted)] == wanted


def test_part_without_answers_stays_whole():
    form = form_in("advance", "fr", Edition.STANDARD)
    content = filled(form, entries(children_1_lastName="Peeters"))
    with pikepdf.open(io.BytesIO(content)) as pdf:
        names = {str(field.T) for field in pdf.Root.AcroForm.Fields}
    assert "children-2-lastName" not in names
    assert {f"otherChildren-{row}-name" for row in (1, 2, 3, 4)} <= names


def test_same_entries_give_same_bytes(household):
    form, content = household
    given = entries(
        creditors_1_lastName="Peeters",
        creditors_2_lastName="Peeters",
        **{f"payments_{month}_due": "150,00" for month in (1, 2, 3)},
    )
    assert filled(form, given) == content


def test_only_second_creditor_given_keeps_what_is_typed():
    form = form_in("intervention", "fr", Edition.STANDARD)
    content = filled(form, entries(creditors_2_lastName="Łukasik"))
    with pikepdf.open(io.BytesIO(content)) as pdf:
        values = {str(field.T): str(field.get("/V", "")) for field in pdf.Root.AcroForm.Fields}
    assert values["creditors-2-lastName"] == "Łukasik"
    assert "creditors-1-lastName" not in values
