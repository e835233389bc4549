"""The AWS WAF web ACL of the distribution. CloudFront requires it in us-east-1."""

from __future__ import annotations

from collections.abc import Sequence

from aws_cdk import ArnFormat, CfnOutput, Environment, Stack
from aws_cdk.aws_wafv2 import CfnLoggingConfiguration, CfnWebACL
from constructs import Construct

from infra.settings import Settings
from infra.stacks.keys import allow_logs, data_key
from infra.stacks.logs import log_group

EDGE_REGION = "us-east-1"

FIVE_MINUTES = 300

ALL_RULES = "ALL"
"""The dimension of the metrics of the whole web ACL."""

BODY_RULES = (
    "CrossSiteScripting_BODY",
    "GenericLFI_BODY",
    "GenericRFI_BODY",
    "EC2MetaDataSSRF_BODY",
    "SizeRestrictions_BODY",
)
"""Counted, not enforced: they would block long forms, and messages that quote a URL or code.

Input is only data to the functions: bounded, escaped, never executed, never a path.
"""

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
            rules=[
                _at_most(0, "requests", settings.firewall.requests, None),
                _at_most(
                    1,
                    "contact-messages",
                    settings.firewall.contact_messages,
                    _is_for("/contactMessages"),
                ),
                _managed(2, "AWSManagedRulesCommonRuleSet", BODY_RULES),
                _managed(3, "AWSManagedRulesAmazonIpReputationList", ()),
            ],
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


def _at_most(
    priority: int, name: str, limit: int, only: CfnWebACL.StatementProperty | None
) -> CfnWebACL.RuleProperty:
    """Block an address that sends more requests than this within five minutes."""
    return CfnWebACL.RuleProperty(
        name=name,
        priority=priority,
        action=CfnWebACL.RuleActionProperty(block={}),
        visibility_config=_counted_as(name),
        statement=CfnWebACL.StatementProperty(
            rate_based_statement=CfnWebACL.RateBasedStatementProperty(
                aggregate_key_type="IP",
                evaluation_window_sec=FIVE_MINUTES,
                limit=limit,
                scope_down_statement=only,
            )
        ),
    )


def _is_for(part: str) -> CfnWebACL.StatementProperty:
    return CfnWebACL.StatementProperty(
        byte_match_statement=CfnWebACL.ByteMatchStatementProperty(
            field_to_match=CfnWebACL.FieldToMatchProperty(uri_path={}),
            positional_constraint="CONTAINS",
            search_string=part,
            # The API decodes an address before it chooses the function.
            text_transformations=[
                CfnWebACL.TextTransformationProperty(priority=0, type="URL_DECODE")
            ],
        )
    )


def _managed(priority: int, group: str, counted: Sequence[str]) -> CfnWebACL.RuleProperty:
    """The rules of a group of AWS; those that are counted do not block."""
    return CfnWebACL.RuleProperty(
        name=group,
        priority=priority,
        override_action=CfnWebACL.OverrideActionProperty(none={}),
        visibility_config=_counted_as(group),
        statement=CfnWebACL.StatementProperty(
            managed_rule_group_statement=CfnWebACL.ManagedRuleGroupStatementProperty(
                vendor_name="AWS",
                name=group,
                rule_action_overrides=[
                    CfnWebACL.RuleActionOverrideProperty(
                        name=rule, action_to_use=CfnWebACL.RuleActionProperty(count={})
                    )
                    for rule in counted
                ]
                or None,
            )
        ),
    )


def _counted_as(name: str) -> CfnWebACL.VisibilityConfigProperty:
    """Metrics without samples, which would show the request."""
    return CfnWebACL.VisibilityConfigProperty(
        cloud_watch_metrics_enabled=True, metric_name=name, sampled_requests_enabled=False
    )
