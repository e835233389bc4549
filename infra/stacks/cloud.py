"""The stacks of a stage, and their dependencies."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from aws_cdk import App, CfnOutput, Tags

from infra.api_routes import ApiRoutes
from infra.cloudfront.url_rewrite import SiteMap
from infra.packages.build import Package
from infra.settings import Settings
from infra.stacks.api import ApiStack
from infra.stacks.budget import BudgetStack
from infra.stacks.copies import CopiesStack
from infra.stacks.distribution import ApiOrigin
from infra.stacks.edge_alarms import EdgeAlarmsStack
from infra.stacks.firewall import FirewallStack
from infra.stacks.site import SiteStack

BEHAVIOUR: dict[str, object] = {
    # Access logs are allowed by a bucket policy for their source, not by an ACL.
    "@aws-cdk/aws-s3:serverAccessLogsUseBucketPolicy": True,
}
"""Feature flags of the CDK."""


@dataclass(frozen=True, slots=True)
class Stacks:
    """The stacks of one stage."""

    firewall: FirewallStack
    api: ApiStack
    site: SiteStack
    budget: BudgetStack
    edge_alarms: EdgeAlarmsStack
    copies: CopiesStack | None


def build_stacks(
    app: App,
    *,
    settings: Settings,
    api_routes: ApiRoutes,
    packages: Mapping[str, Package],
    site: SiteMap,
) -> Stacks:
    """Add the stacks of a stage to the app."""
    prefix = stack_prefix(settings.stage)
    firewall = FirewallStack(app, f"{prefix}-Firewall", settings=settings)
    api = ApiStack(
        app, f"{prefix}-Api", api_routes=api_routes, packages=packages, settings=settings
    )
    front = SiteStack(
        app,
        f"{prefix}-Site",
        api=ApiOrigin(api.domain_name, api.origin.sent, api.origin.version),
        site=site,
        settings=settings,
    )
    budget = BudgetStack(app, f"{prefix}-Budget", topic=api.alarms.topic, settings=settings)
    edge_alarms = EdgeAlarmsStack(app, f"{prefix}-EdgeAlarms", settings=settings)
    copies = (
        CopiesStack(
            app,
            f"{prefix}-Copies",
            copies=settings.copies,
            settings=settings,
            source=settings.account,
        )
        if settings.copies
        else None
    )
    CfnOutput(api, "Commit", value=commit_of(app))
    Tags.of(app).add("application", "alimenta")
    Tags.of(app).add("stage", settings.stage)
    return Stacks(firewall, api, front, budget, edge_alarms, copies)


def stack_prefix(stage: str) -> str:
    """The prefix of the names of all stacks of a stage."""
    return f"Alimenta-{stage}"


def new_app(outdir: str | None = None, stage: str | None = None) -> App:
    """An app that writes its templates into ``outdir``."""
    context = BEHAVIOUR | ({"stage": stage} if stage else {})
    return App(outdir=outdir, context=context, analytics_reporting=False)


def commit_of(app: App) -> str:
    """The commit on the command line (``-c commit=...``)."""
    commit = app.node.try_get_context("commit")
    return commit if isinstance(commit, str) else "not known"


def stage_of(app: App) -> str:
    """The stage on the command line (``-c stage=...``), by default ``trial``."""
    stage = app.node.try_get_context("stage")
    return stage if isinstance(stage, str) else "trial"
