"""What a page says, once more as schema.org data: a service, the steps of its list, or answers."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from html import unescape
from typing import Any

from mkdocs.structure.pages import Page

from publishing.service_descriptions.services import Service, service_of

CONTEXT = "https://schema.org"
HOW_TO = (
    "letters.md",
    "forms.md",
    "debtor/fifteen-days.md",
    "debtor/disagree.md",
    "waiver/instalments.md",
    "about/embed.md",
)
"""The pages whose first numbered list is what to do, step by step."""
FAQ = ("help/unknown.md",)
"""The pages that are, in some languages, lists of questions, each in bold before its answer."""
LIST = re.compile(r"<ol>(.*?)</ol>", re.DOTALL)
HEADING = re.compile(r"<h2[^>]*>(.*?)</h2>", re.DOTALL)
ITEM = re.compile(r"<li>(.*?)</li>", re.DOTALL)
QUESTION = re.compile(r"<li>\s*<strong>(.*?\?)</strong>(.*?)</li>", re.DOTALL)
CITATION = re.compile(r"[ \xa0]\(<a [^>]*href=\"https://[^)]*</a>\)")
TAG = re.compile(r"<[^>]+>")


def structured(page: Page, language: str, origin: str) -> str:
    """The data of a page as the text of its block; empty where it has none."""
    source = page.file.src_uri
    if (service := service_of(source)) is not None:
        return as_block(government_service(service, language, origin))
    if source in HOW_TO:
        return as_block(how_to(page.content or "", language, page.canonical_url or ""))
    if source in FAQ and (questions := QUESTION.findall(page.content or "")):
        return as_block(faq_page(questions, language, page.canonical_url or ""))
    return ""


def as_block(data: Mapping[str, Any]) -> str:
    """The data as JSON that no character of it can end the block."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")


def government_service(service: Service, language: str, origin: str) -> dict[str, Any]:
    """The service that a page explains; the page is not its provider."""
    data: dict[str, Any] = {
        "@context": CONTEXT,
        "@type": "GovernmentService",
        "name": service.title[language],
        "description": service.description[language],
        "url": f"{origin}{service.path(language)}",
        "provider": {"@type": "GovernmentOrganization", "name": service.authority[language]},
        "areaServed": {"@type": "AdministrativeArea", "identifier": service.area},
        "subjectOf": [
            {
                "@type": "Legislation",
                "name": act.title[language],
                "legislationIdentifier": next(iter(act.eli.values())),
                "url": act.eli.get(language, next(iter(act.eli.values()))),
            }
            for act in service.acts
        ],
    }
    if service.online:
        data["availableChannel"] = {"@type": "ServiceChannel", "serviceUrl": service.online}
    return data


def how_to(content: str, language: str, address: str) -> dict[str, Any]:
    """The first numbered list of a page, under the heading above it.

    Raises:
        ValueError: the page has no numbered list.
    """
    found = LIST.search(content)
    if found is None:
        raise ValueError(f"{address} has no numbered list")
    headings = HEADING.findall(content[: found.start()])
    steps = ITEM.findall(found[1])
    return {
        "@context": CONTEXT,
        "@type": "HowTo",
        "name": _plain(headings[-1]),
        "inLanguage": language,
        "url": address,
        "step": [
            {"@type": "HowToStep", "position": place, "text": _plain(step)}
            for place, step in enumerate(steps, start=1)
        ],
    }


def faq_page(questions: Sequence[tuple[str, str]], language: str, address: str) -> dict[str, Any]:
    """The questions of a page, each with its answer."""
    return {
        "@context": CONTEXT,
        "@type": "FAQPage",
        "inLanguage": language,
        "url": address,
        "mainEntity": [
            {
                "@type": "Question",
                "name": _plain(question),
                "acceptedAnswer": {"@type": "Answer", "text": _plain(answer)},
            }
            for question, answer in questions
        ],
    }


def _plain(markup: str) -> str:
    return " ".join(unescape(TAG.sub("", CITATION.sub("", markup))).split(" ")).strip()
