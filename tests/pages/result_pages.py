"""What the tests of every result page look at: its text, its figures, the words that it uses."""

import re

from functions.i18n.catalog import catalog_of, placeholders
from functions.pages.explanation_view import sentence_keys
from tests.pages.rendering import render


def result_of(subject, result, language, **more):
    """The page without the form that is folded in it."""
    html = render(subject, language, {}, result=result, **more)
    return re.sub(r"<form.*?</form>", "", html, flags=re.DOTALL)


def text(html):
    return " ".join(re.sub(r"<[^>]*>", " ", html).split())


def figures(html):
    """The longer numbers of a page, without the separators in which the languages differ."""
    plain = re.sub(r"<[^>]*>", " ", html)
    return sorted(re.findall(r"\d{3,}", re.sub(r"(?<=\d)[.,\u202f](?=\d)", "", plain)))


def sentences_used(results):
    return {k for result in results for step in result.explanation for k in sentence_keys(step)}


def notes_used(results):
    return {note.code for result in results for note in result.notes}


def keys_written(subject, table, used):
    """The keys of a table of a calculator: all of its own file, those used of the shared file."""
    start = f"{subject}.{table}."
    own = {key.removeprefix(start) for key in catalog_of("en").entries if key.startswith(start)}
    return own | (catalog_of("en").table(f"shared.{table}").keys() & used)


def asked_beyond_the_step(subject, language, results):
    """The sentences of steps that ask for a figure which their step does not give."""
    return {
        key
        for result in results
        for step in result.explanation
        for key in sentence_keys(step)
        if not placeholders(catalog_of(language).entries[f"{subject}.rules.{key}"])
        <= {*step.inputs, "value"}
    }
