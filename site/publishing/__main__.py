"""Builds the site of one language alone: ``python -m publishing fr --site-dir build/site.next``.

The forms and everything at the root must be there from a build of the whole site.
"""

from __future__ import annotations

import argparse
import logging
import sys
from pathlib import Path

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort

from functions.i18n.catalog import LANGUAGES
from publishing.languages import language_config

ROOT = Path(__file__).resolve().parents[2]


def main() -> int:
    """Build the language that the command line names, and return the exit code."""
    parser = argparse.ArgumentParser(prog="publishing", description=__doc__)
    parser.add_argument("language", choices=LANGUAGES)
    parser.add_argument("--site-dir", type=Path, required=True, help="the folder of the site")
    parser.add_argument("--forms", type=Path, required=True, help="the folder of the built forms")
    options = parser.parse_args()
    logging.basicConfig(format="%(levelname)s - %(message)s", level=logging.WARNING)
    config = load_config(str(ROOT / "mkdocs.yml"), strict=True, site_dir=str(options.site_dir))
    try:
        build(language_config(config, options.language, options.forms / options.language / "forms"))
    except Abort as failed:
        return int(failed.code or 1)
    return 0


if __name__ == "__main__":
    sys.exit(main())
