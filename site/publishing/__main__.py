"""Builds languages alone, beside what a build of the whole site has made.

``python -m publishing --site-dir build/site.next --paper build/paper fr nl``
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from functions.i18n.catalog import LANGUAGES
from publishing.builds import BuildRequest, run_build


def main() -> int:
    """Build the languages that the command line names, and return the exit code."""
    parser = argparse.ArgumentParser(prog="publishing", description=__doc__)
    parser.add_argument("--site-dir", type=Path, required=True, help="the folder of the site")
    parser.add_argument("--paper", type=Path, required=True, help="the folder of the built forms")
    parser.add_argument("languages", nargs="+", choices=LANGUAGES)
    options = parser.parse_args()
    request = BuildRequest(site=options.site_dir, paper=options.paper, languages=options.languages)
    return run_build(request)


if __name__ == "__main__":
    sys.exit(main())
