import re
from collections.abc import Mapping

import pytest

from functions.i18n.catalog import LANGUAGES, PLACEHOLDER, catalog_of, placeholders, subjects

REFERENCE = "en"
OTHERS = [language for language in LANGUAGES if language != REFERENCE]
WORDS_IN_A_PLAIN_SENTENCE = 25
SHARE_OF_PLAIN_SENTENCES = 0.95
FIGURES = re.compile(r"\d+(?:[.,/]\d+)*")
SPELLED_BY_LANGUAGE = ("formats.",)
NO_TEXT = " \t\n"
SENTENCE_END = re.compile(r"(?<=[.!?:;])\s+")


def entries(language: str) -> Mapping[str, str]:
    return catalog_of(language).entries


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_same_files(language):
    assert subjects(language) == subjects(REFERENCE)


@pytest.mark.parametrize("language", OTHERS)
def test_every_language_has_same_keys(language):
    assert set(entries(language)) ^ set(entries(REFERENCE)) == set()


@pytest.mark.parametrize("language", OTHERS)
def test_every_sentence_has_same_placeholders(language):
    translated = entries(language)
    different = {
        key
        for key, sentence in entries(REFERENCE).items()
        if placeholders(translated.get(key, sentence)) != placeholders(sentence)
    }
    assert different == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_brace_is_outside_placeholder(language):
    broken = {key for key, text in entries(language).items() if "{" in PLACEHOLDER.sub("", text)}
    assert broken == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_entry_is_empty(language):
    assert {key for key, text in entries(language).items() if not text.strip(NO_TEXT)} == set()


def figures(text: str) -> list[str]:
    """The figures of a sentence, without their separators and their order."""
    bare = PLACEHOLDER.sub("", text)
    return sorted(re.sub(r"[.,/]", "", figure) for figure in FIGURES.findall(bare))


@pytest.mark.parametrize("language", OTHERS)
def test_every_sentence_has_same_figures(language):
    translated = entries(language)
    different = {
        key: (figures(translated[key]), figures(text))
        for key, text in entries(REFERENCE).items()
        if key in translated
        and not key.startswith(SPELLED_BY_LANGUAGE)
        and figures(translated[key]) != figures(text)
    }
    assert different == {}


def sentences(language: str) -> list[str]:
    return [
        sentence
        for text in entries(language).values()
        for sentence in SENTENCE_END.split(text)
        if sentence
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_sentences_are_short(language):
    every = sentences(language)
    plain = [s for s in every if len(s.split()) <= WORDS_IN_A_PLAIN_SENTENCE]
    assert len(plain) >= SHARE_OF_PLAIN_SENTENCES * len(every)


def test_french_punctuation_has_no_breaking_space():
    loose = {key for key, text in entries("fr").items() if re.search(r" [;:!?»%€]|« ", text)}
    assert loose == set()
