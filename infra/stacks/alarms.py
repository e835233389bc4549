"""CloudWatch alarms for each function, each queue and the API, and their SNS topic."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from aws_cdk import Duration
from aws_cdk.aws_apigatewayv2 import HttpApi
from aws_cdk.aws_cloudwatch import (
    Alarm,
    ComparisonOperator,
    IMetric,
    MathExpression,
    TreatMissingData,
)
from aws_cdk.aws_cloudwatch_actions import SnsAction
from aws_cdk.aws_kms import IKey
from aws_cdk.aws_lambda import Function
from aws_cdk.aws_sns import Topic
from constructs import Construct

from infra.settings import Settings
from infra.stacks.budget import allow_publishing
from infra.stacks.queues import ServiceQueue

FIVE_MINUTES = Duration.minutes(5)

QUEUE_HOURS = 2
"""Retries of a delivery are minutes apart: an older message means that none is delivered."""

REFUSED_PERCENT = 40
ENOUGH_REQUESTS = 200
"""Below so many requests in five minutes, one person's mistakes are no surge."""


@dataclass(frozen=True, slots=True)
class Monitored:
    """The resources that have alarms and graphs."""

    api: HttpApi
    functions: Mapping[str, Function]
    queues: tuple[ServiceQueue, ...]


class Alarms(Construct):
    """The SNS topic, and the alarms that notify it."""

    def __init__(self, scope: Construct, key: IKey, settings: Settings) -> None:
        """Create the topic. It has no subscribers here, as this file is public."""
        super().__init__(scope, "Alarms")
        self.topic = Topic(self, "Topic", master_key=key, enforce_ssl=True)
        # A policy of our own replaces the default one, which lets CloudWatch publish.
        allow_publishing(self.topic, "cloudwatch.amazonaws.com", "Alarms")
        self._action = SnsAction(self.topic)
        self._settings = settings
        self.all: list[Alarm] = []

    def monitor(self, monitored: Monitored) -> None:
        """Add the alarms of these resources."""
        self._monitor_functions(monitored.functions)
        self._monitor_queues(monitored.queues)
        self._monitor_api(monitored.api)

    def _monitor_functions(self, functions: Mapping[str, Function]) -> None:
        """Errors, throttled invocations and slow responses of each function."""
        for folder, function in functions.items():
            group = Construct(self, folder.replace("_", "-"))
            self._add(group, "Errors", function.metric_errors(period=FIVE_MINUTES), above=0)
            self._add(group, "Throttles", function.metric_throttles(period=FIVE_MINUTES), above=0)
            slowest = function.metric_duration(period=FIVE_MINUTES, statistic="p99")
            self._add(group, "Slow", slowest, above=self._settings.slow_milliseconds, periods=3)

    def _monitor_queues(self, queues: Iterable[ServiceQueue]) -> None:
        """Any message in a dead-letter queue, and messages that are too old, of each queue."""
        for each in queues:
            group = Construct(self, f"queue-{each.service}")
            failed = each.dead_letters.metric_approximate_number_of_messages_visible(
                period=FIVE_MINUTES, statistic="max"
            )
            self._add(group, "DeadLetters", failed, above=0)
            oldest = each.queue.metric_approximate_age_of_oldest_message(
                period=FIVE_MINUTES, statistic="max"
            )
            self._add(group, "Old", oldest, above=Duration.hours(QUEUE_HOURS).to_seconds())

    def _monitor_api(self, api: HttpApi) -> None:
        """Responses with a server error, and a surge of rejected requests."""
        failed = api.metric_server_error(period=FIVE_MINUTES, statistic="sum")
        self._add(self, "ApiErrors", failed, above=0)
        refused = MathExpression(
            expression=f"IF(asked > {ENOUGH_REQUESTS}, 100 * refused / asked, 0)",
            label="Refused requests in percent",
            using_metrics={
                "asked": api.metric_count(period=FIVE_MINUTES, statistic="sum"),
                "refused": api.metric_client_error(period=FIVE_MINUTES, statistic="sum"),
            },
            period=FIVE_MINUTES,
        )
        self._add(self, "ApiRefusals", refused, above=REFUSED_PERCENT, periods=2)

    def _add(
        self, scope: Construct, name: str, metric: IMetric, *, above: float, periods: int = 1
    ) -> None:
        alarm = Alarm(
            scope,
            name,
            metric=metric,
            threshold=above,
            evaluation_periods=periods,
            comparison_operator=ComparisonOperator.GREATER_THAN_THRESHOLD,
            # Without requests there are no data, which is no failure.
            treat_missing_data=TreatMissingData.NOT_BREACHING,
        )
        alarm.add_alarm_action(self._action)
        alarm.add_ok_action(self._action)
        self.all.append(alarm)
