"""Builds languages alone, beside what a build of the whole site has made.

``python -m publishing --site-dir build/site.next --paper build/paper fr nl``
"""

from __future__ import annotations

import argparse
import logging
import sys
from pathlib import Path

from mkdocs.config import load_config
from mkdocs.exceptions import MkDocsException

from functions.i18n.catalog import LANGUAGES
from publishing import languages

ROOT = Path(__file__).resolve().parents[2]


def main() -> int:
    """Build the languages that the command line names, and return the exit code."""
    parser = argparse.ArgumentParser(prog="publishing", description=__doc__)
    parser.add_argument("--site-dir", required=True, help="the folder of the site")
    parser.add_argument("--paper", type=Path, required=True, help="the folder of the built forms")
    parser.add_argument("languages", nargs="+", choices=LANGUAGES)
    options = parser.parse_args()
    logging.basicConfig(format="%(levelname)s - %(message)s", level=logging.WARNING)
    config = load_config(str(ROOT / "mkdocs.yml"), strict=True, site_dir=options.site_dir)
    try:
        languages.read_shared()
        running = languages.start(config, options.paper, options.languages)
        languages.finish(running, Path(options.site_dir))
    except MkDocsException as error:
        error.show()
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
