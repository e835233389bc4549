from dataclasses import replace

import pytest
from aws_cdk import App, Stack
from aws_cdk.assertions import Template

from infra.headers import (
    ANY_FRAME,
    ASSET_CACHE_CONTROL,
    ASSET_PATTERN,
    CONTENT_SECURITY_POLICY,
    FRAMED_ANSWERS,
    FRAMED_PAGES,
    PAGE_CACHE_CONTROL,
    SECURITY_HEADERS,
    STRICT_TRANSPORT_SECURITY,
)
from infra.stacks.response_headers import document_headers, page_headers
from tests.infra.conftest import SETTINGS

CACHING_DISABLED = "4135ea2d-6df8-44a3-9df3-4b5a84be39ad"
ALL_VIEWER_EXCEPT_HOST = "b689b0a8-53d0-40ab-baf2-68738e2966ac"


@pytest.fixture(scope="session")
def of_type(synthesised):
    def select(kind):
        return {
            name: item["Properties"]
            for name, item in synthesised.site.items()
            if item["Type"] == kind
        }

    return select


@pytest.fixture(scope="session")
def distribution(of_type):
    (only,) = of_type("AWS::CloudFront::Distribution").values()
    return only["DistributionConfig"]


@pytest.fixture(scope="session")
def behaviours(distribution):
    return {item["PathPattern"]: item for item in distribution["CacheBehaviors"]}


@pytest.fixture(scope="session")
def headers(of_type):
    """The policy of response headers that a behaviour names."""
    policies = of_type("AWS::CloudFront::ResponseHeadersPolicy")
    return lambda behaviour: policies[behaviour["ResponseHeadersPolicyId"]["Ref"]][
        "ResponseHeadersPolicyConfig"
    ]


def test_no_bucket_is_public(of_type):
    buckets = of_type("AWS::S3::Bucket").values()

    assert all(all(item["PublicAccessBlockConfiguration"].values()) for item in buckets)


def test_every_bucket_is_encrypted(of_type):
    assert all("BucketEncryption" in item for item in of_type("AWS::S3::Bucket").values())


def test_every_bucket_refuses_unencrypted_transport(of_type):
    refusals = [
        statement["Condition"]
        for policy in of_type("AWS::S3::BucketPolicy").values()
        for statement in policy["PolicyDocument"]["Statement"]
        if statement["Effect"] == "Deny"
    ]

    assert refusals == [{"Bool": {"aws:SecureTransport": "false"}}] * 2


def test_buckets_admit_distribution_and_log_delivery_only(of_type):
    admitted = {
        statement["Principal"].get("Service", "anyone")
        for policy in of_type("AWS::S3::BucketPolicy").values()
        for statement in policy["PolicyDocument"]["Statement"]
        if statement["Effect"] == "Allow"
    }

    assert admitted == {"cloudfront.amazonaws.com", "logging.s3.amazonaws.com"}


def test_distribution_reads_bucket_with_origin_access_control(distribution):
    assert "OriginAccessControlId" in distribution["Origins"][0]


def test_pages_are_served_over_http2_and_http3(distribution):
    assert distribution["HttpVersion"] == "http2and3"


def test_pages_are_compressed(distribution):
    assert distribution["DefaultCacheBehavior"]["Compress"]


def test_http_request_redirects_to_https(distribution):
    assert distribution["DefaultCacheBehavior"]["ViewerProtocolPolicy"] == "redirect-to-https"


def test_rewrite_runs_on_request_and_status_on_response(distribution):
    associations = distribution["DefaultCacheBehavior"]["FunctionAssociations"]

    assert [item["EventType"] for item in associations] == ["viewer-request", "viewer-response"]


def test_distribution_has_no_custom_error_page(distribution):
    assert "CustomErrorResponses" not in distribution


def test_behaviours_of_api_come_first_and_of_frames_before_all_others(distribution):
    patterns = [item["PathPattern"] for item in distribution["CacheBehaviors"]]

    assert patterns[:3] == [FRAMED_ANSWERS, "/api/*", FRAMED_PAGES]


def test_only_pages_and_answers_of_frames_have_no_frame_options(distribution, headers):
    behaviours = [distribution["DefaultCacheBehavior"], *distribution["CacheBehaviors"]]
    framed = {
        item["PathPattern"]
        for item in behaviours
        if "FrameOptions" not in headers(item)["SecurityHeadersConfig"]
    }

    assert framed == {FRAMED_ANSWERS, FRAMED_PAGES}


def test_only_pages_of_frames_admit_every_ancestor(distribution, headers):
    admitting = {
        item.get("PathPattern")
        for item in [distribution["DefaultCacheBehavior"], *distribution["CacheBehaviors"]]
        if ANY_FRAME
        in headers(item)["SecurityHeadersConfig"]
        .get("ContentSecurityPolicy", {})
        .get("ContentSecurityPolicy", "")
    }

    # The answers say so themselves.
    assert admitting == {FRAMED_PAGES}


def test_api_responses_are_not_cached(behaviours):
    assert behaviours["/api/*"]["CachePolicyId"] == CACHING_DISABLED


def test_api_origin_gets_all_headers_except_host(behaviours):
    assert behaviours["/api/*"]["OriginRequestPolicyId"] == ALL_VIEWER_EXCEPT_HOST


def test_every_method_reaches_api(behaviours):
    assert len(behaviours["/api/*"]["AllowedMethods"]) == 7


def test_only_address_of_viewer_is_added_to_requests_of_api(behaviours):
    (association,) = behaviours["/api/*"]["FunctionAssociations"]

    assert association["EventType"] == "viewer-request"
    assert "ViewerAddress" in association["FunctionARN"]["Fn::GetAtt"][0]


def kept(policy):
    items = policy["CustomHeadersConfig"]["Items"]
    return [item["Value"] for item in items if item["Header"] == "Cache-Control"]


def test_production_is_indexed_and_every_other_stage_is_not(headers, distribution):
    assert SETTINGS.is_indexed
    assert not replace(SETTINGS, domain=None).is_indexed
    assert not replace(SETTINGS, keeps_data=False).is_indexed
    items = headers(distribution["DefaultCacheBehavior"])["CustomHeadersConfig"]["Items"]
    assert "X-Robots-Tag" not in {item["Header"] for item in items}


def test_trial_answers_every_page_and_document_with_noindex():
    trial = Stack(App(), "Trial")
    policies = [page_headers(trial, indexed=False), document_headers(trial, indexed=False)]

    assert len(policies) == 2
    written = Template.from_stack(trial).find_resources("AWS::CloudFront::ResponseHeadersPolicy")
    for policy in written.values():
        items = policy["Properties"]["ResponseHeadersPolicyConfig"]["CustomHeadersConfig"]["Items"]
        assert {"Header": "X-Robots-Tag", "Override": True, "Value": "noindex"} in items


def test_asset_with_hash_in_its_name_is_immutable(behaviours, headers):
    assert kept(headers(behaviours[ASSET_PATTERN])) == [ASSET_CACHE_CONTROL]


def test_asset_of_previous_release_is_served_without_rewrite(behaviours):
    assert not behaviours[ASSET_PATTERN].get("FunctionAssociations")


def test_pages_are_revalidated_within_minutes(distribution, headers):
    assert kept(headers(distribution["DefaultCacheBehavior"])) == [PAGE_CACHE_CONTROL]


def test_pages_have_content_security_policy_of_headers_module(distribution, headers):
    security = headers(distribution["DefaultCacheBehavior"])["SecurityHeadersConfig"]

    assert security["ContentSecurityPolicy"] == {
        "ContentSecurityPolicy": CONTENT_SECURITY_POLICY,
        "Override": True,
    }


def test_api_response_keeps_stricter_content_security_policy(behaviours, headers):
    security = headers(behaviours["/api/*"])["SecurityHeadersConfig"]

    assert not security["ContentSecurityPolicy"]["Override"]


def test_pdf_has_no_content_security_policy(behaviours, headers):
    assert "ContentSecurityPolicy" not in headers(behaviours["*.pdf"])["SecurityHeadersConfig"]


def test_pages_have_every_security_header(distribution, headers):
    policy = headers(distribution["DefaultCacheBehavior"])
    security = policy["SecurityHeadersConfig"]
    sent = {item["Header"]: item["Value"] for item in policy["CustomHeadersConfig"]["Items"]} | {
        "Content-Security-Policy": security["ContentSecurityPolicy"]["ContentSecurityPolicy"],
        "Referrer-Policy": security["ReferrerPolicy"]["ReferrerPolicy"],
        "X-Content-Type-Options": "nosniff" if security["ContentTypeOptions"] else "",
        "X-Frame-Options": security["FrameOptions"]["FrameOption"],
    }

    assert SECURITY_HEADERS.items() <= sent.items()


def test_pages_have_strict_transport_security(distribution, headers):
    strict = headers(distribution["DefaultCacheBehavior"])["SecurityHeadersConfig"][
        "StrictTransportSecurity"
    ]
    written = f"max-age={strict['AccessControlMaxAgeSec']}"
    if strict["IncludeSubdomains"]:
        written += "; includeSubDomains"

    assert written == STRICT_TRANSPORT_SECURITY
