import io
from functools import cache
from pathlib import Path

import page
import pikepdf
import pytest

from functions.i18n.catalog import LANGUAGES, catalog_of
from functions.paper_forms.definition import form_names, paper_form
from publishing.paper.build import cached_form
from publishing.paper.edition import Edition
from publishing.paper.sheet import parts


@pytest.fixture(params=form_names())
def name(request):
    return request.param


@pytest.fixture(params=LANGUAGES)
def language(request):
    return request.param


@pytest.fixture(params=Edition)
def edition(request):
    return request.param


# One build, and one reading of the definition, serves every test of the session.
@cache
def form_in(name, language, edition):
    return cached_form(name, language, edition)


@pytest.fixture
def form(name, language, edition):
    """The published form, as bytes."""
    return form_in(name, language, edition)


@pytest.fixture
def pdf(form):
    with pikepdf.open(io.BytesIO(form)) as opened:
        yield opened


@pytest.fixture
def fields(pdf):
    return {str(field.T): field for field in pdf.Root.AcroForm.Fields}


@cache
def sheet_in(name, language):
    return parts(paper_form(name), catalog_of(language))


@pytest.fixture
def sheet(name, language):
    return sheet_in(name, language)


@pytest.fixture
def widgets(sheet):
    return {widget.name: widget for part in sheet for widget in part.widgets()}


@pytest.fixture
def failures(tmp_path):
    """The rules of PDF/UA-1 that a file breaks."""

    def check(content: bytes):
        file = Path(tmp_path / "checked.pdf")
        file.write_bytes(content)
        return page.validate_pdf(str(file), profile="ua1").failures

    return check
