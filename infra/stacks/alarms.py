"""What somebody is told of: an alarm for each function and each queue, and for the API."""

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
from infra.stacks.queues import ServiceQueue

FIVE_MINUTES = Duration.minutes(5)

QUEUE_HOURS = 2
"""Tries of a delivery lie minutes apart; older than this, nothing of the queue gets through."""

REFUSED_PERCENT = 40
ENOUGH_REQUESTS = 200
"""Below so many requests in five minutes, one person's mistakes are no surge."""


@dataclass(frozen=True, slots=True)
class Watched:
    """Everything that runs."""

    api: HttpApi
    functions: Mapping[str, Function]
    queues: tuple[ServiceQueue, ...]


class Alarms(Construct):
    """The topic, and the alarms that write to it."""

    def __init__(self, scope: Construct, key: IKey, settings: Settings) -> None:
        """Make the topic. Who listens is not said here: people change, and this file is public."""
        super().__init__(scope, "Alarms")
        self.topic = Topic(self, "Topic", master_key=key, enforce_ssl=True)
        self._action = SnsAction(self.topic)
        self._settings = settings
        self.all: list[Alarm] = []

    def watch(self, watched: Watched) -> None:
        """An alarm for everything that runs."""
        self._watch_functions(watched.functions)
        self._watch_queues(watched.queues)
        self._watch_api(watched.api)

    def _watch_functions(self, functions: Mapping[str, Function]) -> None:
        """Errors, refusals for lack of room, and slowness, of each function."""
        for folder, function in functions.items():
            wing = Construct(self, folder.replace("_", "-"))
            self._add(wing, "Errors", function.metric_errors(period=FIVE_MINUTES), above=0)
            self._add(wing, "Throttles", function.metric_throttles(period=FIVE_MINUTES), above=0)
            slowest = function.metric_duration(period=FIVE_MINUTES, statistic="p99")
            self._add(wing, "Slow", slowest, above=self._settings.slow_milliseconds, periods=3)

    def _watch_queues(self, queues: Iterable[ServiceQueue]) -> None:
        """Dead letters at once, and messages that wait for too long, of each queue."""
        for each in queues:
            wing = Construct(self, f"queue-{each.service}")
            letters = each.dead_letters.metric_approximate_number_of_messages_visible(
                period=FIVE_MINUTES, statistic="max"
            )
            self._add(wing, "DeadLetters", letters, above=0)
            oldest = each.queue.metric_approximate_age_of_oldest_message(
                period=FIVE_MINUTES, statistic="max"
            )
            self._add(wing, "Old", oldest, above=Duration.hours(QUEUE_HOURS).to_seconds())

    def _watch_api(self, api: HttpApi) -> None:
        """Answers that are errors of ours, and a surge of requests that are refused."""
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
            # Nobody asked anything: that is quiet, not broken.
            treat_missing_data=TreatMissingData.NOT_BREACHING,
        )
        alarm.add_alarm_action(self._action)
        alarm.add_ok_action(self._action)
        self.all.append(alarm)
