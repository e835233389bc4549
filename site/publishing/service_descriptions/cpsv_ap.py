"""The services in the European vocabulary of public services (CPSV-AP 3.2), as JSON-LD.

Terms are written out in the context of the file itself: who reads it fetches nothing.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File

from functions.i18n.catalog import LANGUAGES
from publishing.service_descriptions.services import Act, Service, services

ADDRESS = "services.jsonld"
NUTS = "http://data.europa.eu/nuts/code/"
LANGUAGE = "http://publications.europa.eu/resource/authority/language/"
LANGUAGE_CODES = {"fr": "FRA", "nl": "NLD", "de": "DEU", "en": "ENG"}
CONTEXT = {
    "cpsv": "http://purl.org/vocab/cpsv#",
    "cv": "http://data.europa.eu/m8g/",
    "dct": "http://purl.org/dc/terms/",
    "dcat": "http://www.w3.org/ns/dcat#",
    "eli": "http://data.europa.eu/eli/ontology#",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
}
Node = dict[str, Any]


def service_files(config: MkDocsConfig) -> Iterator[File]:
    """The file of both services, beside the site of every language."""
    document = description(config.site_url or "")
    text = json.dumps(document, ensure_ascii=False, indent=1)
    yield File.generated(config, ADDRESS, content=f"{text}\n")


def description(origin: str) -> Node:
    """Both services, who decides, what they rest on, and the pages that explain them."""
    graph = [node for each in services().values() for node in _nodes(each, f"{origin}{ADDRESS}#")]
    pages = [
        {
            "@id": f"{origin}{each.path(language)}",
            "@type": "foaf:Document",
            "dct:title": _text({language: each.title[language]}),
        }
        for each in services().values()
        for language in LANGUAGES
    ]
    for each in services().values():
        service = next(node for node in graph if node["@id"] == f"{origin}{ADDRESS}#{each.id}")
        service["foaf:page"] = [{"@id": f"{origin}{each.path(code)}"} for code in LANGUAGES]
    return {"@context": CONTEXT, "@graph": [*graph, *pages]}


def _nodes(service: Service, base: str) -> Iterator[Node]:
    rule, authority, channel = (
        f"{base}{service.id}-{part}" for part in ("rule", "authority", "online")
    )
    area = {"@id": f"{NUTS}{service.area}"}
    node: Node = {
        "@id": f"{base}{service.id}",
        "@type": "cpsv:PublicService",
        "dct:identifier": service.id,
        "dct:title": _text(service.title),
        "dct:description": _text(service.description),
        "dct:spatial": area,
        "cv:hasCompetentAuthority": {"@id": authority},
        "cpsv:follows": {"@id": rule},
        "cv:hasLegalResource": [{"@id": _eli(act)} for act in service.acts],
    }
    if service.online:
        node["cv:hasChannel"] = {"@id": channel}
        yield {"@id": channel, "@type": "cv:Channel", "dct:identifier": service.online}
    yield node
    yield {
        "@id": rule,
        "@type": "cpsv:Rule",
        "dct:identifier": f"{service.id}-rule",
        "dct:title": _text(service.title),
        "dct:description": _text(service.description),
        "cv:hasLegalResource": [{"@id": _eli(act)} for act in service.acts],
    }
    yield {
        "@id": authority,
        "@type": ["cv:PublicOrganisation", "foaf:Agent"],
        "dct:identifier": f"{service.id}-authority",
        "dct:title": _text(service.authority),
        "skos:prefLabel": _text(service.authority),
        "dct:spatial": area,
    }
    yield {**area, "@type": "dct:Location"}
    for act in service.acts:
        yield {
            "@id": _eli(act),
            "@type": "eli:LegalResource",
            "dct:identifier": _eli(act),
            "dct:title": _text(act.title),
            "eli:is_realized_by": [
                {"@id": link, "eli:language": {"@id": f"{LANGUAGE}{LANGUAGE_CODES[language]}"}}
                for language, link in act.eli.items()
            ],
        }


def _eli(act: Act) -> str:
    """The first of its addresses: the same act has one in each language of the gazette."""
    return next(iter(act.eli.values()))


def _text(texts: Mapping[str, str]) -> list[Node]:
    return [{"@value": text, "@language": language} for language, text in texts.items()]
