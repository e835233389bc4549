"""The AWS WAF web ACL of the distribution. CloudFront requires it in us-east-1."""

from __future__ import annotations

from collections.abc import Iterator

from aws_cdk import ArnFormat, CfnOutput, Environment, Stack
from aws_cdk.aws_wafv2 import CfnLoggingConfiguration, CfnWebACL
from constructs import Construct

from infra.settings import Settings
from infra.stacks.firewall_answers import LIMITED, REFUSED, answering_rules, bodies
from infra.stacks.firewall_statements import (
    all_of,
    any_of,
    has_label,
    has_label_of,
    none_of,
    path,
)
from infra.stacks.keys import allow_logs, data_key
from infra.stacks.logs import log_group

EDGE_REGION = "us-east-1"

FIVE_MINUTES, MINUTE = 300, 60
CONTACT = "/contactMessages"

ALL_RULES = "ALL"
"""The dimension of the metrics of the whole web ACL."""

CORE = "awswaf:managed:aws:core-rule-set:"
CORE_RULES = (
    *("NoUserAgent_Header", "BadBots_Header"),
    *("SizeRestrictions_QueryString", "SizeRestrictions_Cookie_Header", "SizeRestrictions_URIPath"),
    *("EC2MetaDataSSRF_Cookie", "EC2MetaDataSSRF_URIPath", "EC2MetaDataSSRF_QueryArguments"),
    *("GenericLFI_QueryArguments", "GenericLFI_URIPath"),
    *("RestrictedExtensions_URIPath", "RestrictedExtensions_QueryArguments"),
    *("GenericRFI_QueryArguments", "GenericRFI_URIPath"),
    *("CrossSiteScripting_Cookie", "CrossSiteScripting_QueryArguments"),
    "CrossSiteScripting_URIPath",
)
BODY_RULES = (
    *("CrossSiteScripting_Body", "GenericLFI_Body", "GenericRFI_Body"),
    *("EC2MetaDataSSRF_Body", "SizeRestrictions_Body"),
)
"""Never a reason to refuse: they would stop long forms, and messages that quote a URL or code.

Input is only data to the functions: bounded, escaped, never executed, never a path.
"""

REPUTATION = "awswaf:managed:aws:amazon-ip-list:"
REPUTATION_RULES = ("AWSManagedIPReputationList", "AWSManagedReconnaissanceList")

HIDDEN = ("BODY", "QUERY_STRING")
"""The fields that neither the log nor a sample may contain."""


class FirewallStack(Stack):
    """Blocks addresses with too many requests, and known attacks."""

    def __init__(self, scope: Construct, name: str, *, settings: Settings) -> None:
        """Create the web ACL and its log."""
        super().__init__(scope, name, env=Environment(region=EDGE_REGION))
        access_list = CfnWebACL(
            self,
            "AccessList",
            name=f"alimenta-{settings.stage}",
            scope="CLOUDFRONT",
            default_action=CfnWebACL.DefaultActionProperty(allow={}),
            visibility_config=_counted_as(metric_name(settings)),
            rules=[*_limits(settings), *_attacks(3), *_answers(6)],
            custom_response_bodies=bodies(),
            data_protection_config=CfnWebACL.DataProtectionConfigProperty(
                data_protections=[
                    CfnWebACL.DataProtectProperty(
                        action="SUBSTITUTION",
                        field=CfnWebACL.FieldToProtectProperty(field_type=field),
                        exclude_rate_based_details=False,
                        exclude_rule_match_details=False,
                    )
                    for field in HIDDEN
                ]
            ),
        )
        self._log_what_is_blocked(access_list, settings)
        CfnOutput(self, "FirewallArn", value=access_list.attr_arn)

    def _log_what_is_blocked(self, access_list: CfnWebACL, settings: Settings) -> None:
        """Log blocked requests only, without what was typed."""
        key = data_key(self, "LogKey", "log of the firewall", settings)
        # AWS WAF requires this prefix.
        group = f"aws-waf-logs-alimenta-{settings.stage}"
        allow_logs(key, group)
        logs = log_group(self, "Logs", days=settings.access_log_days, key=key, group=group)
        blocked = {"ActionCondition": {"Action": "BLOCK"}}
        CfnLoggingConfiguration(
            self,
            "Logging",
            resource_arn=access_list.attr_arn,
            log_destination_configs=[
                self.format_arn(
                    service="logs",
                    resource="log-group",
                    resource_name=logs.log_group_name,
                    arn_format=ArnFormat.COLON_RESOURCE_NAME,
                )
            ],
            logging_filter={
                "DefaultBehavior": "DROP",
                "Filters": [
                    {"Behavior": "KEEP", "Requirement": "MEETS_ANY", "Conditions": [blocked]}
                ],
            },
            redacted_fields=[
                CfnLoggingConfiguration.FieldToMatchProperty(query_string={}),
                *(
                    CfnLoggingConfiguration.FieldToMatchProperty(single_header={"Name": header})
                    for header in ("authorization", "cookie", "referer")
                ),
            ],
        )


def metric_name(settings: Settings) -> str:
    """The dimension under which CloudWatch has the metrics of the web ACL of a stage."""
    return f"alimenta-{settings.stage}"


def _limits(settings: Settings) -> Iterator[CfnWebACL.RuleProperty]:
    """Label what is too much from one address, and what is too much of all for the API.

    The API itself refuses more than its throttling allows, in the words of AWS: the third rule
    answers in ours as soon as that lasts for some seconds.
    """
    limits = settings.firewall
    yield _at_most(0, "requests", limits.requests, None)
    yield _at_most(1, "contact-messages", limits.contact_messages, path("CONTAINS", CONTACT))
    yield _at_most(
        2,
        "overload",
        settings.throttling.rate * MINUTE,
        path("STARTS_WITH", "/api/"),
        of_all=True,
    )


def _at_most(
    priority: int,
    name: str,
    limit: int,
    only: CfnWebACL.StatementProperty | None,
    *,
    of_all: bool = False,
) -> CfnWebACL.RuleProperty:
    """Label the requests of an address, or of all, above a limit."""
    return _labelling(
        priority,
        name,
        LIMITED,
        CfnWebACL.StatementProperty(
            rate_based_statement=CfnWebACL.RateBasedStatementProperty(
                aggregate_key_type="CONSTANT" if of_all else "IP",
                evaluation_window_sec=MINUTE if of_all else FIVE_MINUTES,
                limit=limit,
                scope_down_statement=only,
            )
        ),
    )


def _attacks(first: int) -> Iterator[CfnWebACL.RuleProperty]:
    """Have the groups of AWS label requests, then label those that are refused.

    A rule that AWS adds to the first group refuses as soon as it is there, unless a rule on the
    body has labelled the same request.
    """
    yield _managed(first, "AWSManagedRulesCommonRuleSet")
    yield _managed(first + 1, "AWSManagedRulesAmazonIpReputationList")
    of_body = [has_label(CORE + rule) for rule in BODY_RULES]
    yield _labelling(
        first + 2,
        "attacks",
        REFUSED,
        any_of(
            [
                *(has_label(CORE + rule) for rule in CORE_RULES),
                *(has_label(REPUTATION + rule) for rule in REPUTATION_RULES),
                all_of([has_label_of(CORE), none_of(of_body)]),
            ]
        ),
    )


def _answers(first: int) -> Iterator[CfnWebACL.RuleProperty]:
    """Stop what is labelled."""
    for priority, name, statement, answer in answering_rules(first):
        yield CfnWebACL.RuleProperty(
            name=name,
            priority=priority,
            action=answer.block(),
            visibility_config=_counted_as(name),
            statement=statement,
        )


def _labelling(
    priority: int, name: str, label: str, statement: CfnWebACL.StatementProperty
) -> CfnWebACL.RuleProperty:
    return CfnWebACL.RuleProperty(
        name=name,
        priority=priority,
        action=CfnWebACL.RuleActionProperty(count={}),
        rule_labels=[CfnWebACL.LabelProperty(name=label)],
        visibility_config=_counted_as(name),
        statement=statement,
    )


def _managed(priority: int, group: str) -> CfnWebACL.RuleProperty:
    """The rules of a group of AWS: they label, and stop nothing themselves."""
    return CfnWebACL.RuleProperty(
        name=group,
        priority=priority,
        override_action=CfnWebACL.OverrideActionProperty(count={}),
        visibility_config=_counted_as(group),
        statement=CfnWebACL.StatementProperty(
            managed_rule_group_statement=CfnWebACL.ManagedRuleGroupStatementProperty(
                vendor_name="AWS", name=group
            )
        ),
    )


def _counted_as(name: str) -> CfnWebACL.VisibilityConfigProperty:
    """Metrics without samples, which would show the request."""
    return CfnWebACL.VisibilityConfigProperty(
        cloud_watch_metrics_enabled=True, metric_name=name, sampled_requests_enabled=False
    )
