"""Built pages with nothing in them: what a function puts its form or its result into."""

from functions.i18n.catalog import LANGUAGES

SHELL = (
    '<html lang="{language}"><head><title>Page</title></head><body><main>'
    "<!-- simulator:start --><!-- simulator:end --></main></body></html>"
)


def write_shells(site, pages):
    """Write each of the pages, named from the folder of a language, in every language."""
    for language in LANGUAGES:
        for page in pages:
            folder = site / language / page
            folder.mkdir(parents=True)
            shell = SHELL.format(language=language)
            (folder / "index.html").write_text(shell, encoding="utf-8")
