"""The CloudFront distribution: one domain for the files of the site and the API."""

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

from functions.http.origin import SECRET_HEADER
from infra.cloudfront.url_rewrite import VIEWER_ADDRESS, SiteMap
from infra.headers import ASSET_PATTERN, FRAMED_ANSWERS, FRAMED_PAGES
from infra.settings import Settings
from infra.stacks.buckets import Buckets
from infra.stacks.nag_suppressions import DISTRIBUTION, suppress
from infra.stacks.response_headers import (
    answer_headers,
    asset_headers,
    document_headers,
    framed_answer_headers,
    framed_page_headers,
    page_headers,
)


@dataclass(frozen=True, slots=True)
class ApiOrigin:
    """The API: its address, and the secret by which the distribution makes itself known to it."""

    domain_name: str
    secret: str
    version: str


@dataclass(frozen=True, slots=True)
class Origins:
    """The origins of the distribution."""

    buckets: Buckets
    api: ApiOrigin


class SiteDistribution(Construct):
    """The distribution of the site, with the API under ``/api/``."""

    def __init__(
        self,
        scope: Construct,
        *,
        origins: Origins,
        firewall_arn: str,
        site: SiteMap,
        settings: Settings,
    ) -> None:
        """Create the distribution with its behaviours."""
        super().__init__(scope, "Edge")
        domain = settings.domain
        self._origin = S3BucketOrigin.with_origin_access_control(origins.buckets.site)
        self._addresses = Function(
            self,
            "Addresses",
            code=FunctionCode.from_inline(site.function_code()),
            runtime=FunctionRuntime.JS_2_0,
        )
        self._viewer_address = Function(
            self,
            "ViewerAddress",
            code=FunctionCode.from_inline(VIEWER_ADDRESS.read_text(encoding="utf-8")),
            runtime=FunctionRuntime.JS_2_0,
        )
        self.distribution = Distribution(
            self,
            "Distribution",
            comment=f"Alimenta {settings.stage}, origin {origins.api.version}",
            default_behavior=self._files(page_headers(self, indexed=settings.is_indexed)),
            additional_behaviors={
                # The first pattern that matches is taken.
                FRAMED_ANSWERS: self._api(origins.api, framed_answer_headers(self)),
                "/api/*": self._api(origins.api, answer_headers(self)),
                FRAMED_PAGES: self._files(framed_page_headers(self, indexed=settings.is_indexed)),
                ASSET_PATTERN: self._files(asset_headers(self), rewrites=False),
                "*.pdf": self._files(document_headers(self, indexed=settings.is_indexed)),
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
            log_bucket=origins.buckets.logs,
            log_file_prefix="distribution/",
            log_includes_cookies=False,
            web_acl_id=firewall_arn,
        )
        suppress(self.distribution, DISTRIBUTION)

    def _files(self, headers: ResponseHeadersPolicy, *, rewrites: bool = True) -> BehaviorOptions:
        """Files of the site: read only, cached and compressed.

        Assets need no URL rewrite: a page that a browser cached before a release finds its style
        sheet for as long as the bucket has it.
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
                if rewrites
            ],
        )

    def _api(self, api: ApiOrigin, headers: ResponseHeadersPolicy) -> BehaviorOptions:
        """Responses of the API: every method, no cache, no redirect, which loses a form."""
        return BehaviorOptions(
            origin=HttpOrigin(api.domain_name, custom_headers={SECRET_HEADER: api.secret}),
            allowed_methods=AllowedMethods.ALLOW_ALL,
            viewer_protocol_policy=ViewerProtocolPolicy.HTTPS_ONLY,
            cache_policy=CachePolicy.CACHING_DISABLED,
            origin_request_policy=OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER,
            response_headers_policy=headers,
            compress=True,
            function_associations=[
                FunctionAssociation(
                    function=self._viewer_address,
                    event_type=FunctionEventType.VIEWER_REQUEST,
                )
            ],
        )
