"""The site stack: the buckets and the CloudFront distribution."""

from __future__ import annotations

from aws_cdk import Annotations, CfnOutput, CfnParameter, Environment, Stack
from constructs import Construct

from infra.cloudfront.url_rewrite import SiteMap
from infra.settings import Settings
from infra.stacks.buckets import make_buckets
from infra.stacks.distribution import ApiOrigin, Origins, SiteDistribution

FIREWALL = "FirewallArn"
"""A stack cannot import an output of another region: the deploy command passes it on."""


class SiteStack(Stack):
    """The buckets and the distribution."""

    def __init__(
        self,
        scope: Construct,
        name: str,
        *,
        api: ApiOrigin,
        site: SiteMap,
        settings: Settings,
    ) -> None:
        """Create the buckets, then the distribution."""
        super().__init__(scope, name, env=Environment(region=settings.region))
        firewall = CfnParameter(
            self,
            FIREWALL,
            description="ARN of the web ACL (output of the Firewall stack in us-east-1)",
            allowed_pattern="arn:aws[a-z-]*:wafv2:us-east-1:[0-9]{12}:global/webacl/.+",
        )
        buckets = make_buckets(self, settings)
        distribution = SiteDistribution(
            self,
            origins=Origins(buckets, api),
            firewall_arn=firewall.value_as_string,
            site=site,
            settings=settings,
        ).distribution
        if not site.is_built:
            # The template can be written without a site; the CDK does not deploy it.
            Annotations.of(self).add_error("the site is not built: mkdocs build --strict")
        CfnOutput(self, "SiteBucket", value=buckets.site.bucket_name)
        CfnOutput(self, "DistributionId", value=distribution.distribution_id)
        host = settings.domain.name if settings.domain else distribution.domain_name
        CfnOutput(self, "SiteHost", value=host)
        CfnOutput(self, "SiteAddress", value=f"https://{distribution.domain_name}/")
