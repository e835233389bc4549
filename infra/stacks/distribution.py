"""The distribution: one address for the files of the site and the answers of the API."""

from __future__ import annotations

from dataclasses import dataclass

from aws_cdk.aws_certificatemanager import Certificate
from aws_cdk.aws_cloudfront import (
    AllowedMethods,
    BehaviorOptions,
    CachePolicy,
    Distribution,
    Function,
    FunctionAssociation,
    FunctionCode,
    FunctionEventType,
    FunctionRuntime,
    HttpVersion,
    OriginRequestPolicy,
    PriceClass,
    ResponseHeadersPolicy,
    SecurityPolicyProtocol,
    ViewerProtocolPolicy,
)
from aws_cdk.aws_cloudfront_origins import HttpOrigin, S3BucketOrigin
from constructs import Construct

from infra.cloudfront.url_rewrite import SiteMap
from infra.headers import ASSET_PATTERN
from infra.settings import Settings
from infra.stacks.buckets import Buckets
from infra.stacks.nag_suppressions import OPEN_EVERYWHERE, suppress
from infra.stacks.response_headers import (
    answer_headers,
    asset_headers,
    document_headers,
    page_headers,
)


@dataclass(frozen=True, slots=True)
class Behind:
    """What stands behind the distribution."""

    buckets: Buckets
    api_domain_name: str


class SiteDistribution(Construct):
    """The site at the edge, with the API under ``/api/``."""

    def __init__(
        self,
        scope: Construct,
        *,
        behind: Behind,
        firewall_arn: str,
        site: SiteMap,
        settings: Settings,
    ) -> None:
        """Make the distribution with its two behaviours."""
        super().__init__(scope, "Edge")
        domain = settings.domain
        self._origin = S3BucketOrigin.with_origin_access_control(behind.buckets.site)
        self._addresses = Function(
            self,
            "Addresses",
            code=FunctionCode.from_inline(site.function_code()),
            runtime=FunctionRuntime.JS_2_0,
        )
        self.distribution = Distribution(
            self,
            "Distribution",
            comment=f"Alimenta {settings.stage}",
            default_behavior=self._files(page_headers(self)),
            additional_behaviors={
                "/api/*": self._answers(behind.api_domain_name),
                ASSET_PATTERN: self._files(asset_headers(self), led=False),
                "*.pdf": self._files(document_headers(self)),
            },
            http_version=HttpVersion.HTTP2_AND_3,
            price_class=PriceClass.PRICE_CLASS_100,
            domain_names=[domain.name] if domain else None,
            certificate=Certificate.from_certificate_arn(
                self, "Certificate", domain.certificate_arn
            )
            if domain
            else None,
            minimum_protocol_version=SecurityPolicyProtocol.TLS_V1_2_2021 if domain else None,
            enable_logging=True,
            log_bucket=behind.buckets.logs,
            log_file_prefix="distribution/",
            log_includes_cookies=False,
            web_acl_id=firewall_arn,
        )
        suppress(self.distribution, OPEN_EVERYWHERE)

    def _files(self, headers: ResponseHeadersPolicy, *, led: bool = True) -> BehaviorOptions:
        """Files of the site: only read, kept at the edge, compressed.

        Assets go without the list of addresses: a page that a browser kept from before finds its
        style sheet for as long as the bucket has it.
        """
        return BehaviorOptions(
            origin=self._origin,
            allowed_methods=AllowedMethods.ALLOW_GET_HEAD,
            viewer_protocol_policy=ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
            cache_policy=CachePolicy.CACHING_OPTIMIZED,
            response_headers_policy=headers,
            compress=True,
            function_associations=[
                FunctionAssociation(function=self._addresses, event_type=event)
                for event in (FunctionEventType.VIEWER_REQUEST, FunctionEventType.VIEWER_RESPONSE)
                if led
            ],
        )

    def _answers(self, api_domain_name: str) -> BehaviorOptions:
        """Answers of the API: every method passes, nothing is kept, no redirect loses a form."""
        return BehaviorOptions(
            origin=HttpOrigin(api_domain_name),
            allowed_methods=AllowedMethods.ALLOW_ALL,
            viewer_protocol_policy=ViewerProtocolPolicy.HTTPS_ONLY,
            cache_policy=CachePolicy.CACHING_DISABLED,
            origin_request_policy=OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER,
            response_headers_policy=answer_headers(self),
            compress=True,
        )
