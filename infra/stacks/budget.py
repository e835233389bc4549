"""The stack that watches what a month costs."""

from __future__ import annotations

from aws_cdk import Environment, Stack
from aws_cdk.aws_budgets import CfnBudget
from aws_cdk.aws_iam import PolicyStatement, ServicePrincipal
from aws_cdk.aws_sns import Topic
from constructs import Construct

from infra.settings import Settings

NEARLY, WHOLLY = 80, 100


class BudgetStack(Stack):
    """Says so when most of the month's money is gone, or is going to be."""

    def __init__(self, scope: Construct, name: str, *, topic: Topic, settings: Settings) -> None:
        """Make the budget. It counts what carries the tag of the stage."""
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


def let_budgets_write(topic: Topic) -> None:
    """Let the budget of this account write to the topic; the topic's own stack must say so."""
    topic.add_to_resource_policy(
        PolicyStatement(
            sid="Budgets",
            principals=[ServicePrincipal("budgets.amazonaws.com")],
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
