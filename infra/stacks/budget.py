"""The stack of the monthly budget."""

from __future__ import annotations

from aws_cdk import Environment, Stack
from aws_cdk.aws_budgets import CfnBudget
from aws_cdk.aws_iam import PolicyStatement, ServicePrincipal
from aws_cdk.aws_sns import Topic
from constructs import Construct

from infra.settings import Settings

NEARLY, WHOLLY = 80, 100


class BudgetStack(Stack):
    """Notifies when most of the budget is spent, or is forecast to be exceeded."""

    def __init__(self, scope: Construct, name: str, *, topic: Topic, settings: Settings) -> None:
        """Create the budget of the resources with the tag of the stage."""
        super().__init__(scope, name, env=Environment(region=settings.region))
        CfnBudget(
            self,
            "Month",
            budget=CfnBudget.BudgetDataProperty(
                budget_name=f"alimenta-{settings.stage}",
                budget_type="COST",
                time_unit="MONTHLY",
                budget_limit=CfnBudget.SpendProperty(amount=settings.budget_dollars, unit="USD"),
                cost_filters={"TagKeyValue": [f"user:stage${settings.stage}"]},
            ),
            notifications_with_subscribers=[
                _notification("ACTUAL", NEARLY, topic),
                _notification("FORECASTED", WHOLLY, topic),
            ],
        )


def allow_publishing(topic: Topic, service: str, sid: str) -> None:
    """Allow a service of AWS to publish to the topic on behalf of this account."""
    topic.add_to_resource_policy(
        PolicyStatement(
            sid=sid,
            principals=[ServicePrincipal(service)],
            actions=["sns:Publish"],
            resources=[topic.topic_arn],
            conditions={"StringEquals": {"aws:SourceAccount": Stack.of(topic).account}},
        )
    )


def _notification(
    kind: str, percent: int, topic: Topic
) -> CfnBudget.NotificationWithSubscribersProperty:
    return CfnBudget.NotificationWithSubscribersProperty(
        notification=CfnBudget.NotificationProperty(
            comparison_operator="GREATER_THAN",
            notification_type=kind,
            threshold=percent,
            threshold_type="PERCENTAGE",
        ),
        subscribers=[
            CfnBudget.SubscriberProperty(address=topic.topic_arn, subscription_type="SNS")
        ],
    )
