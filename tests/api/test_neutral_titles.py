"""What is downloaded with a neutral name and title: nothing at a glance says what it is."""

import io
import re
import zipfile
from base64 import b64decode
from datetime import date
from urllib.parse import urlencode

import pikepdf
import pytest

from functions.http import clock
from functions.i18n.catalog import LANGUAGES, catalog_of
from functions.pages.address_code import CODE_FILE
from tests.api.events import BROWSER, application_form, call, event, handler_of, post_form
from tests.golden.quick_page import write_pages
from tests.unit.exports.calendar_reader import events

pytestmark = pytest.mark.usefixtures("pages")
SIMULATION = "/simulateAdvances"
NEUTRAL = {"neutral": "yes"}
TELLING = re.compile(
    r"alimenta|advance|avance|voorschot|vorschuss|maintenance|pension|onderhoud|unterhalt",
    re.IGNORECASE,
)
FILES = {"calendar": "text/calendar", "csv": "text/csv", "ods": "application/vnd.oasis*"}
PDF = "/fillAdvanceForm/intervention"


def sent(path, fields, accept="*/*"):
    """The headers and the bytes of a file."""
    headers = {"content-type": "application/x-www-form-urlencoded", "accept": accept}
    reply = handler_of(path)(event("POST", path, urlencode(fields), headers), None)
    assert reply["statusCode"] == 200, reply["body"]
    body = reply["body"]
    return reply["headers"], b64decode(body) if reply["isBase64Encoded"] else body.encode()


def file_name(headers):
    return re.search(r'filename="([^"]+)"', headers["Content-Disposition"])[1]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", FILES)
def test_neutral_file_has_the_same_name_in_every_calculator(kind, language):
    fields = application_form(intent=kind, language=language, **NEUTRAL)
    headers, _ = sent(SIMULATION, fields)
    name = catalog_of(language).gettext("common.take_along.neutral.file")
    assert file_name(headers).startswith(f"{name}.")
    assert not TELLING.search(file_name(headers))


@pytest.mark.parametrize("kind", FILES)
def test_without_the_choice_the_name_says_what_it_is(kind):
    headers, _ = sent(SIMULATION, application_form(intent=kind))
    assert file_name(headers).startswith("alimenta-advances.")


@pytest.mark.parametrize("language", LANGUAGES)
def test_neutral_entry_of_a_calendar_does_not_say_what_it_is(language):
    fields = application_form(intent="calendar", language=language)
    found = events(sent(SIMULATION, fields | NEUTRAL)[1].decode())
    plain = events(sent(SIMULATION, fields)[1].decode())
    title = catalog_of(language).gettext("common.take_along.neutral.day")
    assert {one.properties["SUMMARY"] for one in found} == {title}
    assert not any("DESCRIPTION" in one.properties for one in found)
    assert [one.day for one in found] == [one.day for one in plain]


def test_reminder_of_a_neutral_entry_is_neutral():
    text = sent(SIMULATION, application_form(intent="calendar", **NEUTRAL))[1].decode()
    alarms = re.findall(r"BEGIN:VALARM.*?END:VALARM", text, re.DOTALL)
    assert alarms
    assert not any(TELLING.search(alarm) for alarm in alarms)
    assert "//Alimenta//" not in text


def test_neutral_spreadsheet_has_a_neutral_title():
    _, content = sent(SIMULATION, application_form(intent="ods", **NEUTRAL))
    meta = zipfile.ZipFile(io.BytesIO(content)).read("meta.xml").decode()
    assert "<dc:title>Document</dc:title>" in meta


@pytest.mark.parametrize("language", LANGUAGES)
def test_neutral_summary_has_a_neutral_title(language):
    page = post_form(
        SIMULATION, application_form(intent="summary", language=language, **NEUTRAL)
    ).body
    title = catalog_of(language).gettext("common.take_along.neutral.title")
    assert f"<title>{title}</title>" in page
    assert f"<h1>{title}</h1>" in page
    assert '<input type="hidden" name="neutral" value="yes">' in page


def test_choice_stays_with_the_form():
    page = post_form(SIMULATION, application_form(**NEUTRAL)).body
    assert re.search(r'<input type="checkbox" id="neutral"[^>]* checked', page)
    assert page.count('name="neutral"') == 1
    changed = post_form(SIMULATION, application_form(intent="step:title", **NEUTRAL)).body
    assert '<input type="hidden" name="neutral" value="yes">' in changed


def test_neutral_form_has_a_neutral_name_and_title(site, monkeypatch):
    monkeypatch.setenv("PAGES_DIRECTORY", str(site))
    headers, content = sent(PDF, application_form(language="fr", **NEUTRAL), "application/pdf")
    assert file_name(headers) == "document.pdf"
    with pikepdf.open(io.BytesIO(content)) as pdf:
        assert str(pdf.docinfo["/Title"]) == "Document"
        described = pdf.Root.Metadata.read_bytes().decode()
    title = re.search(r"<dc:title>.*?</dc:title>", described, re.DOTALL)
    assert title is None or "Document" in title[0]
    assert title is None or not TELLING.search(title[0].replace("dc:title", ""))


def test_day_of_the_letter_can_be_saved_with_a_neutral_title(pages, monkeypatch):
    write_pages(pages)
    monkeypatch.setattr(clock, "today", lambda: date(2026, 11, 30))
    letter = {"letterDate": "20/11/2026", "sumAsked": "1600", "language": "en"}
    page = call(
        "POST",
        "/quick/letter",
        urlencode(letter),
        content_type="application/x-www-form-urlencoded",
        accept=BROWSER,
    ).body
    assert re.search(r'id="neutral" name="neutral" value="yes" form="letter-files"', page)
    headers, content = sent("/quick/letter", letter | {"intent": "calendar"} | NEUTRAL)
    assert file_name(headers) == "document.ics"
    assert [one.properties["SUMMARY"] for one in events(content.decode())] == ["Do not forget"]


def test_neutral_summary_has_no_code_of_its_page():
    _, body = sent(SIMULATION, application_form(intent="summary", **NEUTRAL))
    assert CODE_FILE not in body.decode()
