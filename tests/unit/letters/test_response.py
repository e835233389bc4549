"""The operation: JSON, files and page; hostile text comes out literal or is refused."""

import html
import io
import re
import zipfile
from base64 import b64decode
from urllib.parse import urlencode
from xml.etree import ElementTree as ET

import page as checker
import pikepdf
import pytest

from functions.i18n.catalog import LANGUAGES, catalog_of
from functions.letters.definition import letters
from functions.paper_forms.appearance import FONT_AND_SIZE, READABLE, Pen
from functions.paper_forms.filling import fields_of
from infra.api_routes import read_document
from publishing.paper.letters import cached_letter
from tests.api.events import BROWSER, call
from tests.site.paper.engines import squeezed
from tests.unit.letters.conftest import ask
from tests.unit.paper_forms.conftest import text_of

ODT = "application/vnd.oasis.opendocument.text"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
HOSTILE = "=1+1 <b>\"x\"</b> & 'y'"
WRITTEN = (
    "\u0413\u0435\u043e\u0440\u0433\u0438 \u0429\u0435\u0440\u0431\u0430\u043d",
    "\u0406\u0432\u0430\u043d\u043d\u0430 \u0407\u0436\u0430\u043a\u0435\u0432\u0438\u0447 \u0490",
    "\u0395\u03bb\u03ad\u03bd\u03b7 \u03a0\u03b1\u03c0\u03b1\u03b4\u03ac\u03ba\u03b7",
    "\u015a\u0142awomir \u0218tef\u0103nescu \u018fli \u011e\u00fcl",
)
UNPRINTABLE = ("\u540d", "\u0645", "\u10d0", "\u1ec5", "\U0001f600")
SIZE = re.compile(r"/NotoSans\w* ([\d.]+) Tf")
LONG = {
    "senderName": "W" * 80,
    "senderStreet": "W" * 80,
    "senderTown": "W" * 60,
    "recipientName": "W" * 80,
    "reference": "W" * 40,
}
EVERYTHING = {
    "letterDate": "2026-11-20",
    "sumPaid": "1000000.00",
    "paidOn": "2026-11-25",
    "decisionDate": "2026-09-28",
    "informedOn": "2026-09-29",
    "debt": "999999.99",
    "partner": False,
    "childrenWithChildBenefit": 20,
    "countableIncome": "1000000.00",
    "percentage": 100,
    "instalment": "0.01",
    "firstInstalment": "2027-09",
    "missing": "999999.99",
}


def posted(name, fields, accept=BROWSER):
    form = "application/x-www-form-urlencoded"
    return call("POST", f"/writeLetter/{name}", urlencode(fields), content_type=form, accept=accept)


def broken_rules(content, folder):
    file = folder / "checked.pdf"
    file.write_bytes(content)
    return checker.validate_pdf(str(file), profile="ua1").failures


def texts_of(content):
    with pikepdf.open(io.BytesIO(content)) as pdf:
        return {name: str(field.V) for name, field in fields_of(pdf).items()}


def test_json_holds_text_and_what_to_know(name, language):
    document = ask(name, {}, language).json
    assert document["title"] == catalog_of(language).gettext(f"letters.{name}.title")
    assert document["subject"] in document["text"]
    assert {"enclosures", "where", "how", "when", "basis", "independence"} <= set(document)


def test_last_day_of_first_letter_is_working_day_before_weekend():
    assert ask("debtor-answer", {"letterDate": "2026-11-20"}).json["lastDay"] == "2026-12-04"


def test_unknown_letter_is_not_found():
    assert call("POST", "/writeLetter/nothing", "{}", content_type="application/json").status == 404


def test_type_that_no_letter_has_is_not_acceptable():
    assert ask("appeal", {}, accept="image/png").status == 406


def test_other_type_of_body_is_unsupported():
    assert call("POST", "/writeLetter/appeal", "x", content_type="text/plain").status == 415


@pytest.mark.parametrize(
    ("member", "value"),
    [
        ("senderName", "a\nb"),
        ("senderName", "a\u202eb"),
        ("reference", "\u200f12"),
        ("recipientTown", "x" * 61),
        ("debt", "-1"),
        ("percentage", 101),
        ("stranger", "x"),
    ],
)
def test_answer_that_cannot_stand_in_letter_is_refused(member, value):
    reply = ask("waiver", {member: value})
    assert (reply.status, list(reply.issues)) == (400, [member])


def test_markup_and_formula_are_literal_in_text():
    assert HOSTILE in ask("waiver", {"senderName": HOSTILE}).json["text"]


def test_markup_is_escaped_on_page():
    body = posted("waiver", {"language": "en", "senderName": HOSTILE}).body
    assert "<b>" not in body
    assert html.unescape(body).count(HOSTILE) == 2


def test_page_shows_what_was_typed_in_letter_and_form():
    body = posted("instalments", {"language": "nl", "debt": "815", "instalment": "50"}).body
    assert "€\u00a0815,00" in body
    assert 'name="debt" value="815"' in body


def test_page_names_what_is_wrong_and_keeps_rest():
    reply = posted("instalments", {"language": "en", "debt": "much", "reference": "R-1"})
    assert reply.status == 400
    assert 'href="#debt"' in reply.body
    assert 'value="R-1"' in reply.body


def test_button_that_page_does_not_have_is_refused():
    assert posted("appeal", {"language": "en", "intent": "print"}).status == 400


@pytest.mark.parametrize(
    ("intent", "ending", "media_type"),
    [("pdf", "pdf", "application/pdf"), ("odt", "odt", ODT), ("text", "txt", "text/plain")],
)
def test_button_saves_file_of_its_type(intent, ending, media_type):
    reply = posted("appeal", {"language": "fr", "intent": intent}, accept="*/*")
    assert reply.headers["Content-Type"].startswith(media_type)
    assert (
        reply.headers["Content-Disposition"] == f'attachment; filename="alimenta-appeal.{ending}"'
    )


def test_text_file_is_text_of_json(name):
    assert ask(name, {}, accept="text/plain").body == ask(name, {}).json["text"]


def test_odt_is_archive_whose_first_file_is_its_type(name, language):
    content = b64decode(ask(name, {}, language, accept=ODT).body)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        first = archive.infolist()[0]
        assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)
        assert archive.read("mimetype").decode() == ODT
        listed = set(
            re.findall(r'full-path="([^"]+)"', archive.read("META-INF/manifest.xml").decode())
        )
        assert listed - {"/"} == set(archive.namelist()) - {"mimetype", "META-INF/manifest.xml"}


def test_odt_uses_only_styles_that_it_defines(name):
    content = b64decode(ask(name, {}, accept=ODT).body)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        used = set(re.findall(r'text:style-name="(\w+)"', archive.read("content.xml").decode()))
        defined = set(re.findall(r'style:name="(\w+)"', archive.read("styles.xml").decode()))
    assert used - defined == set()


def test_odt_says_what_text_says(name, language):
    document = {"senderName": HOSTILE}
    content = b64decode(ask(name, document, language, accept=ODT).body)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        root = ET.fromstring(archive.read("content.xml"))  # noqa: S314 - our own file
    blocks = [block for block in root.iter() if block.tag in (f"{TEXT}p", f"{TEXT}h")]
    said = " ".join(" ".join(block.itertext()) for block in blocks).split()
    text = ask(name, document, language).json["text"].replace("\u2013 ", "")
    assert said == text.split()


def test_published_pdf_breaks_no_rule_of_accessibility(name, language, tmp_path):
    assert broken_rules(cached_letter(name, language), tmp_path) == []


def test_completed_pdf_breaks_no_rule_of_accessibility(name, tmp_path):
    content = b64decode(ask(name, EVERYTHING | LONG, "de", accept="application/pdf").body)
    assert broken_rules(content, tmp_path) == []


def test_pdf_holds_text_of_letter_in_its_fields(name, language):
    document = {"senderName": "Ana Claes", "reference": "R-1"}
    texts = texts_of(b64decode(ask(name, document, language, accept="application/pdf").body))
    said = ask(name, document, language).json["text"]
    for key in ("sender", "recipient", "date", "subject", "body"):
        for line in filter(None, texts[key].split("\n")):
            assert line in said, key


@pytest.mark.parametrize("name_of_person", WRITTEN)
def test_name_in_letters_of_europe_is_printed_and_extracted(name_of_person, tmp_path):
    document = {"senderName": name_of_person}
    content = b64decode(ask("appeal", document, accept="application/pdf").body)
    assert texts_of(content)["sender"].startswith(f"{name_of_person}\n")
    assert squeezed(name_of_person) in squeezed(text_of(content, tmp_path))


@pytest.mark.parametrize("sign", UNPRINTABLE)
def test_character_without_sign_is_refused_by_name_for_pdf(sign):
    reply = ask("appeal", {"senderName": f"A {sign}"}, accept="application/pdf")
    assert (reply.status, list(reply.issues)) == (400, ["senderName"])
    assert f"{sign} (U+{ord(sign):04X})" in reply.body


@pytest.mark.parametrize("sign", UNPRINTABLE)
def test_character_without_sign_is_literal_in_text_and_odt(sign):
    document = {"senderName": f"A {sign}"}
    assert f"A {sign}\n" in ask("appeal", document).json["text"]
    with zipfile.ZipFile(io.BytesIO(b64decode(ask("appeal", document, accept=ODT).body))) as file:
        assert f"A {sign}<" in file.read("content.xml").decode()


def test_page_that_cannot_make_pdf_shows_letter_and_what_is_wrong():
    reply = posted("appeal", {"language": "en", "intent": "pdf", "senderName": "\u540d A"}, "*/*")
    assert reply.status == 400
    assert 'href="#senderName"' in reply.body
    assert html.unescape(reply.body).count("\u540d A") == 2


def test_word_longer_than_its_line_goes_on_in_next_line():
    content = b64decode(ask("appeal", LONG, accept="application/pdf").body)
    with pikepdf.open(io.BytesIO(content)) as pdf:
        drawing = fields_of(pdf)["sender"].AP.N.read_bytes().decode("ascii")
    size = float(SIZE.search(drawing)[1])
    assert drawing.count(" Tj") > 3
    assert size >= READABLE


@pytest.mark.parametrize(("intent", "ending"), [("pdf", "pdf"), ("odt", "odt"), ("text", "txt")])
def test_neutral_letter_has_neutral_name(intent, ending):
    fields = {"language": "fr", "intent": intent, "neutral": "yes"}
    reply = posted("appeal", fields, accept="*/*")
    assert reply.headers["Content-Disposition"] == f'attachment; filename="document.{ending}"'


def test_neutral_pdf_has_neutral_title():
    reply = posted("missed-payment", {"language": "en", "intent": "pdf", "neutral": "yes"}, "*/*")
    with pikepdf.open(io.BytesIO(b64decode(reply.body))) as pdf:
        assert str(pdf.docinfo["/Title"]) == "Document"
        assert b"missed" not in pdf.Root.Metadata.read_bytes()


def test_neutral_odt_has_neutral_title():
    reply = posted("missed-payment", {"language": "en", "intent": "odt", "neutral": "yes"}, "*/*")
    with zipfile.ZipFile(io.BytesIO(b64decode(reply.body))) as archive:
        assert "<dc:title>Document</dc:title>" in archive.read("meta.xml").decode()


def test_choice_of_neutral_name_stays_on_page():
    body = posted("appeal", {"language": "en", "neutral": "yes"}).body
    assert re.search(r'name="neutral" value="yes" form="[\w-]+" checked', body)


def test_button_of_language_carries_what_was_typed():
    fields = {"language": "fr", "intent": "language:nl:calculate", "senderName": "A. Claes"}
    body = posted("appeal", fields).body
    assert '<html lang="nl"' in body
    assert 'value="A. Claes"' in body


def test_page_offers_every_other_language(language, name):
    body = posted(name, {"language": language}).body
    offered = re.findall(r'value="language:(\w\w):calculate"', body)
    assert sorted([*offered, language]) == sorted(LANGUAGES)


@pytest.mark.parametrize("document", [{}, EVERYTHING])
def test_text_of_letter_fits_its_field_in_readable_size(name, language, document):
    content = b64decode(ask(name, document, language, accept="application/pdf").body)
    with pikepdf.open(io.BytesIO(content)) as pdf:
        pen = Pen(pdf)
        for key, field in fields_of(pdf).items():
            assert pen.has_room(field, str(field.V)), key
            assert float(FONT_AND_SIZE.search(str(field.DA))[2]) >= 10, key


def test_every_field_of_pdf_is_named_for_screen_reader(name, language):
    with pikepdf.open(io.BytesIO(cached_letter(name, language))) as pdf:
        assert all(str(field.TU).strip() for field in pdf.Root.AcroForm.Fields)
        assert str(pdf.Root.Lang).startswith(language)


def test_pdf_has_sheet_to_send_and_sheet_to_keep(name, language):
    with pikepdf.open(io.BytesIO(cached_letter(name, language))) as pdf:
        assert len(pdf.pages) == 2


def test_api_description_names_every_letter():
    (parameter,) = read_document()["paths"]["/writeLetter/{letterName}"]["post"]["parameters"]
    assert parameter["schema"]["enum"] == list(letters())
