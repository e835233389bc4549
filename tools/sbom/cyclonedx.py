"""The software bill of materials in CycloneDX 1.6: the same bytes from the same locks.

https://cyclonedx.org/docs/1.6/json/
"""

from __future__ import annotations

import hashlib
import json
import tomllib
import uuid
from typing import Any

from tools.dev.places import BUILD, ROOT
from tools.sbom.licences import JOINED, licence_of, read_licences
from tools.sbom.locks import OURS, Part, needs, parts

SBOM = BUILD / "sbom.json"
DELIVERED = ("functions", "forms")
"""The locks whose packages are deployed with the functions; the others serve development."""


def sbom() -> dict[str, Any]:
    """The whole document. It has no timestamp, and its serial number is a hash of its content."""
    every = parts()
    document = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {"component": _ourselves()},
        "components": [*map(_component, every), *_files()],
        "dependencies": [
            {"ref": name, "dependsOn": list(below)} for name, below in needs(every).items()
        ],
    }
    serial = uuid.uuid5(uuid.NAMESPACE_URL, json.dumps(document, sort_keys=True))
    return {"serialNumber": f"urn:uuid:{serial}", **document}


def write_sbom() -> None:
    """Write it to ``build/``."""
    SBOM.parent.mkdir(exist_ok=True)
    text = json.dumps(sbom(), ensure_ascii=False, indent=1)
    SBOM.write_text(f"{text}\n", encoding="utf-8")


def _ourselves() -> dict[str, Any]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return {
        "type": "application",
        "bom-ref": OURS,
        "name": project["name"],
        "version": project["version"],
        "description": project["description"],
        "licenses": _licences(project["license"]),
    }


def _component(part: Part) -> dict[str, Any]:
    package = part.package
    properties = {"alimenta:neededFor": part.needed_for, "alimenta:marker": package.marker}
    return {
        "type": "library",
        "bom-ref": package.purl,
        "name": package.name,
        "version": package.version,
        "purl": package.purl,
        "scope": "required" if part.needed_for in DELIVERED else "excluded",
        "hashes": [{"alg": "SHA-256", "content": digest} for digest in package.hashes],
        "licenses": _licences(licence_of(package.name)),
        "properties": [
            {"name": name, "value": value} for name, value in properties.items() if value
        ],
    }


def _files() -> list[dict[str, Any]]:
    return [
        {
            "type": "file",
            "bom-ref": name,
            "name": name,
            "hashes": [{"alg": "SHA-256", "content": _digest(name)}],
            "licenses": _licences(licence),
        }
        for name, licence in read_licences().files.items()
    ]


def _digest(name: str) -> str:
    return hashlib.sha256((ROOT / name).read_bytes()).hexdigest()


def _licences(expression: str) -> list[dict[str, Any]]:
    if JOINED.search(expression):
        return [{"expression": expression}]
    return [{"license": {"id": expression}}]
