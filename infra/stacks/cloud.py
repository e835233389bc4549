"""The whole: the stacks of a stage, and how they lean on each other."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from aws_cdk import App, Tags

from infra.cloudfront.url_rewrite import SiteMap
from infra.contract import Contract
from infra.packages.build import Package
from infra.settings import Settings
from infra.stacks.api import ApiStack
from infra.stacks.budget import BudgetStack
from infra.stacks.firewall import FirewallStack
from infra.stacks.site import SiteStack

BEHAVIOUR: dict[str, object] = {
    # Buckets log through a policy that names them, not through an access list open to all logs.
    "@aws-cdk/aws-s3:serverAccessLogsUseBucketPolicy": True,
}
"""What the CDK asks each app to choose."""


@dataclass(frozen=True, slots=True)
class Cloud:
    """The stacks of one stage."""

    firewall: FirewallStack
    api: ApiStack
    site: SiteStack
    budget: BudgetStack


def raise_cloud(
    app: App,
    *,
    settings: Settings,
    contract: Contract,
    packages: Mapping[str, Package],
    site: SiteMap,
) -> Cloud:
    """Put the stacks of a stage into the app."""
    prefix = stack_prefix(settings.stage)
    firewall = FirewallStack(app, f"{prefix}-Firewall", settings=settings)
    api = ApiStack(app, f"{prefix}-Api", contract=contract, packages=packages, settings=settings)
    front = SiteStack(
        app, f"{prefix}-Site", api_domain_name=api.domain_name, site=site, settings=settings
    )
    budget = BudgetStack(app, f"{prefix}-Budget", topic=api.alarms.topic, settings=settings)
    Tags.of(app).add("application", "alimenta")
    Tags.of(app).add("stage", settings.stage)
    return Cloud(firewall, api, front, budget)


def stack_prefix(stage: str) -> str:
    """What the names of all stacks of a stage begin with."""
    return f"Alimenta-{stage}"


def new_app(outdir: str | None = None, stage: str | None = None) -> App:
    """An app that writes its templates where it is told."""
    context = BEHAVIOUR | ({"stage": stage} if stage else {})
    return App(outdir=outdir, context=context, analytics_reporting=False)


def stage_of(app: App) -> str:
    """The stage asked for on the command line (``-c stage=...``); the trial if none."""
    asked = app.node.try_get_context("stage")
    return asked if isinstance(asked, str) else "trial"
