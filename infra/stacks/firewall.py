"""The stack before everything: a firewall at the edge. CloudFront wants it in us-east-1."""

from __future__ import annotations

from aws_cdk import ArnFormat, CfnOutput, Environment, Stack
from aws_cdk.aws_wafv2 import CfnLoggingConfiguration, CfnWebACL
from constructs import Construct

from infra.settings import Settings
from infra.stacks.keys import data_key, let_logs_use
from infra.stacks.logs import log_group

EDGE_REGION = "us-east-1"

FIVE_MINUTES = 300

BODY_RULES = (
    "CrossSiteScripting_BODY",
    "GenericLFI_BODY",
    "GenericRFI_BODY",
    "EC2MetaDataSSRF_BODY",
    "SizeRestrictions_BODY",
)
"""Counted, not enforced: they would refuse long forms, and letters that quote an address or code.

What is typed is only ever data to the functions: bounded, escaped, never run, never a path.
"""

HIDDEN = ("BODY", "QUERY_STRING")
"""What the firewall must not write down, nor show to who looks at samples."""


class FirewallStack(Stack):
    """Who asks too much is turned away before it costs anything; so are known attacks."""

    def __init__(self, scope: Construct, name: str, *, settings: Settings) -> None:
        """Make the access list and its log."""
        super().__init__(scope, name, env=Environment(region=EDGE_REGION))
        access_list = CfnWebACL(
            self,
            "AccessList",
            name=f"alimenta-{settings.stage}",
            scope="CLOUDFRONT",
            default_action=CfnWebACL.DefaultActionProperty(allow={}),
            visibility_config=_counted_as("all"),
            rules=[
                _at_most(0, "requests", settings.firewall.requests, None),
                _at_most(
                    1,
                    "contact-messages",
                    settings.firewall.contact_messages,
                    _is_for("/contactMessages"),
                ),
                _common_attacks(2),
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
        """Only what was turned away is written down, without what was typed."""
        key = data_key(self, "LogKey", "log of the firewall", settings)
        # The service writes to no group whose name begins otherwise.
        group = f"aws-waf-logs-alimenta-{settings.stage}"
        let_logs_use(key, group)
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


def _at_most(
    priority: int, name: str, limit: int, only: CfnWebACL.StatementProperty | None
) -> CfnWebACL.RuleProperty:
    """Turn an address away that sends more than this within five minutes."""
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


def _is_for(end: str) -> CfnWebACL.StatementProperty:
    return CfnWebACL.StatementProperty(
        byte_match_statement=CfnWebACL.ByteMatchStatementProperty(
            field_to_match=CfnWebACL.FieldToMatchProperty(uri_path={}),
            positional_constraint="ENDS_WITH",
            search_string=end,
            text_transformations=[CfnWebACL.TextTransformationProperty(priority=0, type="NONE")],
        )
    )


def _common_attacks(priority: int) -> CfnWebACL.RuleProperty:
    group = "AWSManagedRulesCommonRuleSet"
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
                    for rule in BODY_RULES
                ],
            )
        ),
    )


def _counted_as(name: str) -> CfnWebACL.VisibilityConfigProperty:
    """Counted, but no request is kept as a sample: it would show what was asked."""
    return CfnWebACL.VisibilityConfigProperty(
        cloud_watch_metrics_enabled=True, metric_name=name, sampled_requests_enabled=False
    )
