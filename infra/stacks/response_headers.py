"""The headers that the distribution adds to each answer."""

from __future__ import annotations

from aws_cdk import Duration
from aws_cdk.aws_cloudfront import (
    HeadersFrameOption,
    HeadersReferrerPolicy,
    ResponseCustomHeader,
    ResponseCustomHeadersBehavior,
    ResponseHeadersContentSecurityPolicy,
    ResponseHeadersContentTypeOptions,
    ResponseHeadersFrameOptions,
    ResponseHeadersPolicy,
    ResponseHeadersReferrerPolicy,
    ResponseHeadersStrictTransportSecurity,
    ResponseSecurityHeadersBehavior,
)
from constructs import Construct

from functions.http.response import FRAMED_POLICY
from infra.headers import (
    ASSET_CACHE_CONTROL,
    CONTENT_SECURITY_POLICY,
    PAGE_CACHE_CONTROL,
    SECURITY_HEADERS,
)

TWO_YEARS = Duration.days(730)

BY_NAME = (
    "Permissions-Policy",
    "Cross-Origin-Opener-Policy",
    "Cross-Origin-Resource-Policy",
)
"""The headers for which CloudFront has no setting of its own."""


NOT_INDEXED = {"X-Robots-Tag": "noindex"}
"""For a stage that search engines must not list."""


def page_headers(scope: Construct, *, indexed: bool) -> ResponseHeadersPolicy:
    """For files of the site: also how long a browser may keep them."""
    security = _security(_csp(override=True), override=True)
    return _policy(scope, "PageHeaders", security, PAGE_CACHE_CONTROL, indexed=indexed)


def framed_page_headers(scope: Construct, *, indexed: bool) -> ResponseHeadersPolicy:
    """For the pages that other sites may show in a frame."""
    policy = ResponseHeadersContentSecurityPolicy(
        content_security_policy=FRAMED_POLICY, override=True
    )
    security = _security(policy, override=True, frames=True)
    return _policy(scope, "FramedPageHeaders", security, PAGE_CACHE_CONTROL, indexed=indexed)


def framed_answer_headers(scope: Construct) -> ResponseHeadersPolicy:
    """For the answers to the forms of these pages: each says itself whether it may be framed."""
    security = _security(_csp(override=False), override=False, frames=True)
    return _policy(scope, "FramedAnswerHeaders", security, None)


def asset_headers(scope: Construct) -> ResponseHeadersPolicy:
    """For files that are named by their content: a browser keeps them for good."""
    security = _security(_csp(override=True), override=True)
    return _policy(scope, "AssetHeaders", security, ASSET_CACHE_CONTROL)


def document_headers(scope: Construct, *, indexed: bool) -> ResponseHeadersPolicy:
    """For PDF: a browser shows it in a page of its own, which our content policy would empty."""
    security = _security(None, override=True)
    return _policy(scope, "DocumentHeaders", security, PAGE_CACHE_CONTROL, indexed=indexed)


def answer_headers(scope: Construct) -> ResponseHeadersPolicy:
    """For the API, which says itself what an answer may load and whether it may be kept."""
    return _policy(scope, "AnswerHeaders", _security(_csp(override=False), override=False), None)


def _policy(
    scope: Construct,
    name: str,
    security: ResponseSecurityHeadersBehavior,
    cache_control: str | None,
    *,
    indexed: bool = True,
) -> ResponseHeadersPolicy:
    custom = {header: SECURITY_HEADERS[header] for header in BY_NAME}
    if not indexed:
        custom |= NOT_INDEXED
    if cache_control:
        custom["Cache-Control"] = cache_control
    return ResponseHeadersPolicy(
        scope,
        name,
        security_headers_behavior=security,
        custom_headers_behavior=ResponseCustomHeadersBehavior(
            custom_headers=[
                ResponseCustomHeader(
                    header=header, value=value, override=_wins(header, cache_control)
                )
                for header, value in custom.items()
            ]
        ),
    )


def _wins(header: str, cache_control: str | None) -> bool:
    """Whether it replaces that of the origin: not where the API opens a calculation to others."""
    return cache_control is not None or header != "Cross-Origin-Resource-Policy"


def _csp(*, override: bool) -> ResponseHeadersContentSecurityPolicy:
    return ResponseHeadersContentSecurityPolicy(
        content_security_policy=CONTENT_SECURITY_POLICY, override=override
    )


def _security(
    content_policy: ResponseHeadersContentSecurityPolicy | None,
    *,
    override: bool,
    frames: bool = False,
) -> ResponseSecurityHeadersBehavior:
    return ResponseSecurityHeadersBehavior(
        content_security_policy=content_policy,
        content_type_options=ResponseHeadersContentTypeOptions(override=True),
        frame_options=None
        if frames
        else ResponseHeadersFrameOptions(frame_option=HeadersFrameOption.DENY, override=True),
        referrer_policy=ResponseHeadersReferrerPolicy(
            referrer_policy=HeadersReferrerPolicy.SAME_ORIGIN, override=override
        ),
        strict_transport_security=ResponseHeadersStrictTransportSecurity(
            access_control_max_age=TWO_YEARS, include_subdomains=True, override=True
        ),
    )
