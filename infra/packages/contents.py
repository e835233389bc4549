"""What of our own goes into the package of a function, and nothing else."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from pathlib import Path

from functions import config_files
from functions.calculators.registry import CALCULATORS, Entry
from functions.embedding.registry import EMBEDDED
from functions.forms.definition import form_definition
from functions.i18n.catalog import LANGUAGES
from functions.letters.definition import letters
from functions.pages.page_shell import REGION
from functions.quick_answers.registry import QUICK_ANSWERS, QuickEntry
from functions.reference import api_description
from infra.packages.imports import reached
from infra.packages.places import FUNCTIONS, SITE
from infra.packages.templates import compile_templates, template_name

FILLS_FORMS = "paper_forms"
"""Responds with the forms of the calculators whose answers fill some in, or with their pages."""

CONTACT_PAGES = {"contact": ("help/contact",)}

ALSO_READS = {
    "delivery": ("contact",),
    "decision_register": ("calculators/retention",),
}
"""Folders whose data a function reads although it imports none of their modules."""

NEVER_READ = (
    *(
        f"i18n/*/{subject}.toml"
        for subject in ("accessibility", "offline", "publisher", "site", "statistics", "tools")
    ),
    "pages/template_code.py",
)
"""Read when the site is built, or templates are compiled."""

ONLY_FOR = {"i18n/*/parameters.toml": "reference"}
"""Sentences that only one function needs: the names of the parameters, which it lists."""


def calculators(function: str) -> tuple[Entry, ...]:
    """The calculators that the function serves."""
    return tuple(entry for entry in CALCULATORS.values() if entry.domain == function)


def quick_answers(function: str) -> tuple[QuickEntry, ...]:
    """The quick answers that the function serves."""
    return tuple(entry for entry in QUICK_ANSWERS.values() if entry.domain == function)


def copy_sources(function: str, target: Path, source: Path = FUNCTIONS) -> None:
    """Copy the code and data that the function uses; its templates are compiled."""
    tree = (source / "__init__.py", *_tree(source, function))
    templates = {path: name for path in tree if (name := template_name(path))}
    compile_templates(templates.values(), target)
    for path in tree:
        if path in templates:
            continue
        copy = target / "functions" / path.relative_to(source)
        if path.suffix == config_files.TOML:
            _write_ready(path, copy.with_suffix(config_files.READY))
        else:
            _copy(path, copy)
        if path.name == api_description.YAML_FILE.name:
            copy.with_name(api_description.JSON_NAME).write_text(
                api_description.as_json(), encoding="utf-8"
            )


def copy_pages(function: str, target: Path, site: Path = SITE) -> tuple[str, ...]:
    """Copy the built pages and forms that the function fills; the answer names those not built."""
    missing = []
    for page in (f"{language}/{page}" for language in LANGUAGES for page in built(function)):
        if (site / page).is_file():
            _copy_page(site / page, target / "pages" / page)
        else:
            missing.append(page)
    return tuple(missing)


def built(function: str) -> tuple[str, ...]:
    """What the function takes of the built site, below the folder of each language."""
    if function != FILLS_FORMS:
        pages = [
            *(entry.page for entry in calculators(function)),
            *(entry.page for entry in quick_answers(function)),
            *(each.page for each in EMBEDDED.values() if each.domain == function),
        ]
        # The home page has several quick answers.
        return _files(dict.fromkeys((*pages, *CONTACT_PAGES.get(function, ()))))
    fills = {entry: form_definition(entry.name).fills for entry in CALCULATORS.values()}
    forms = (form for found in fills.values() if found for form in found.forms)
    # Two calculators fill the same form.
    return (
        *_files(entry.page for entry, found in fills.items() if found),
        *(f"forms/{form}.pdf" for form in dict.fromkeys(forms)),
        *_files(f"letters/{letter}" for letter in letters()),
        *(f"letters/{letter}.pdf" for letter in letters()),
    )


def _files(pages: Iterable[str]) -> tuple[str, ...]:
    return tuple(f"{page}/index.html".removeprefix("/") for page in pages)


def _tree(source: Path, function: str) -> tuple[Path, ...]:
    """The modules that the function reaches, and the data of the folders in which they lie."""
    handlers = source / "handlers"
    start = [handlers / "__init__.py", handlers / f"{function}.py"]
    for entry in calculators(function):
        folder = source / "calculators" / entry.name
        # The view is imported by its name, when a page is asked for.
        start += [folder / "calculator.py", folder / "view.py"]
    start += [
        source / "quick_answers" / entry.asks / "answer.py" for entry in quick_answers(function)
    ]
    modules = reached(start, source)
    folders = {module.parent for module in modules} - {source, source / "calculators", handlers}
    folders |= {source / name for name in ALSO_READS.get(function, ())}
    data = {
        path
        for folder in folders
        for path in folder.rglob("*")
        if path.is_file() and path.suffix != ".py" and "__pycache__" not in path.parts
    }
    never = {path for pattern in NEVER_READ for path in source.glob(pattern)}
    for pattern, only in ONLY_FOR.items():
        if function != only:
            never.update(source.glob(pattern))
    return tuple(sorted((modules | data) - never))


def _write_ready(path: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(config_files.as_json(path.parent, path.stem), encoding="utf-8")


def _copy_page(path: Path, target: Path) -> None:
    """Copy a page without the form of its calculator, which an answer replaces; or another file."""
    _copy(path, target)
    if path.suffix == ".html":
        page = path.read_text(encoding="utf-8")
        target.write_text(REGION.sub(r"\1\2", page), encoding="utf-8")


def _copy(path: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(path, target)
