import base64
import io
import json
import re
import subprocess
from functools import cache
from pathlib import Path

import page
import pikepdf
import pytest

from functions.forms.definition import form_definition
from functions.i18n.catalog import LANGUAGES
from publishing.paper.build import cached_form
from tests.api.events import BASE, application, call, waiver
from tests.support.page_shells import write_shells

OPERATIONS = {
    form: f"/{form_definition(name).fills.operation}/{form}"
    for name in ("advances", "waiver")
    for form in form_definition(name).fills.forms
}
"""Where each form is filled in."""

WITH_ARREARS = "/fillArrearsForm/intervention"
"""Where the request for intervention is filled in from the arrears calculator."""

PAGES = ("advances/simulator", "advances/arrears", "waiver/calculator")


def answers(form):
    """The shortest complete answers."""
    return application() if form in ("intervention", "advance") else waiver()


def many_answers(form):
    """Answers that fill the most fields, and more than a form has room for."""
    if form not in ("intervention", "advance"):
        return waiver(
            debt="999999.99",
            goodFaith="notKnown",
            partner=True,
            debtorResources={"work": "1800.00", "other": "12.34", "familyBenefits": "350.00"},
            partnerResources={"replacementIncome": "700.05", "maintenance": "0.01"},
        )
    children = [
        {
            "birthDate": f"{2011 + place if place else 2006}-02-28",
            "monthlyMaintenance": f"{100 + place}.0{place}",
        }
        for place in range(8)
    ]
    children[0] |= {"childBenefit": True, "education": False}
    return application(
        title={
            "kind": "notarialDeed",
            "date": "2019-06-01",
            "indexation": "healthIndex",
            "dueDay": 5,
            "startIndex": {"figure": "107.62", "baseYear": "2013"},
        },
        children=children,
        paymentHistory="monthByMonth",
        receivedPayments=[
            {"month": "2026-09", "amount": "100.00"},
            {"month": "2026-10", "amount": "1050.50"},
        ],
        expectedMonthlyPayment="50.00",
        months=60,
    )


@pytest.fixture(params=OPERATIONS)
def name(request):
    """The name of a form."""
    return request.param


@pytest.fixture(params=LANGUAGES)
def language(request):
    return request.param


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    """The pages and the empty forms, as they are in the package."""
    folder = tmp_path_factory.mktemp("site")
    write_shells(folder, PAGES)
    for language in LANGUAGES:
        (folder / language / "forms").mkdir()
        for form in OPERATIONS:
            file = folder / language / "forms" / f"{form}.pdf"
            file.write_bytes(cached_form(form, language))
    return folder


@pytest.fixture(autouse=True)
def _pages(site, monkeypatch):
    monkeypatch.setenv("PAGES_DIRECTORY", str(site))


def ask(form, document, language="en", accept="application/pdf"):
    """A form, by its name or by its own path."""
    return call(
        "POST",
        OPERATIONS.get(form, form),
        document if isinstance(document, str) else json.dumps(document),
        content_type="application/json",
        accept=accept,
        accept_language=language,
    )


@cache
def _made(form, text, language):
    reply = ask(form, text, language)
    assert reply.status == 200, reply.body
    return base64.b64decode(reply.body)


def made(form, document, language="en"):
    """The form filled in; the same question is asked once."""
    return _made(form, json.dumps(document), language)


def opened(content):
    return pikepdf.open(io.BytesIO(content))


def values_of(content):
    """What is in the fields: a text, or the option that is chosen."""
    with opened(content) as pdf:
        found = {}
        for field in pdf.Root.AcroForm.Fields:
            value = str(field.get("/V", ""))
            if "/Kids" in field:
                value = str(field.Opt[int(value[1:])]) if value not in ("", "/Off") else ""
            if value not in ("", "/Off"):
                found[str(field.T)] = value
        return found


def text_of(content, tmp_path, first=1):
    """What poppler reads from that page on, its spaces made one."""
    file = tmp_path / "read.pdf"
    file.write_bytes(content)
    command = ["pdftotext", "-f", str(first), "-raw", str(file), "-"]
    answer = subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603 - our own file
    return re.sub(r"\s+", " ", answer.stdout)


def annex_of(content, tmp_path):
    """What poppler reads in the annex."""
    with opened(content) as pdf, pdf.open_outline() as outline:
        title = outline.root[0].children[-1].title
    text = text_of(content, tmp_path)
    return text[text.rindex(re.sub(r"\s+", " ", title)) :]


def broken_rules(content, tmp_path):
    """The rules of PDF/UA-1 that a file breaks."""
    file = Path(tmp_path / "checked.pdf")
    file.write_bytes(content)
    return page.validate_pdf(str(file), profile="ua1").failures


__all__ = ["BASE", "annex_of", "ask", "broken_rules", "made", "opened", "text_of", "values_of"]
