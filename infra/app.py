"""``python -m infra.app``: write the templates of a stage, without a network.

The CDK's command line runs this too (``cdk.json``); it says where to write and which stage. By
itself it writes the trial stage to ``build/cloud``; ``ALIMENTA_STAGE`` names another.
"""

from __future__ import annotations

import os
import sys

from infra.api_routes import read_routes
from infra.cloudfront.url_rewrite import read_site
from infra.packages.build import build_package
from infra.packages.places import ROOT
from infra.settings import settings_of
from infra.stacks.cloud import build_stacks, new_app, stage_of


def main() -> None:
    """Build the packages from what is at hand, and write the templates."""
    outdir = None if "CDK_OUTDIR" in os.environ else str(ROOT / "build" / "cloud")
    app = new_app(outdir, os.environ.get("ALIMENTA_STAGE"))
    api_routes = read_routes()
    build_stacks(
        app,
        settings=settings_of(stage_of(app)),
        api_routes=api_routes,
        packages={folder: build_package(folder) for folder in api_routes.deployed},
        site=read_site(),
    )
    sys.stdout.write(f"{app.synth().directory}\n")


if __name__ == "__main__":
    main()
