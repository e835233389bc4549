"""CloudWatch alarms, each of which asks for an act, and their SNS topic.

``infra/README.md`` has a line of the runbook for each of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from aws_cdk import Duration
from aws_cdk.aws_apigatewayv2 import HttpApi
from aws_cdk.aws_backup import BackupVault
from aws_cdk.aws_cloudwatch import (
    Alarm,
    ComparisonOperator,
    IMetric,
    MathExpression,
    Metric,
    TreatMissingData,
)
from aws_cdk.aws_cloudwatch_actions import SnsAction
from aws_cdk.aws_dynamodb import Table
from aws_cdk.aws_kms import IKey
from aws_cdk.aws_lambda import Function
from aws_cdk.aws_sns import ITopic, Topic
from constructs import Construct

from functions.contact.delivery.deliver import DROPPED, OPERATION
from functions.http.metrics import COUNT, NAMESPACE
from functions.parameters.freshness import HEALTH, OVERDUE
from infra.settings import DELIVERY, Settings
from infra.stacks.budget import allow_publishing
from infra.stacks.queues import ServiceQueue

FIVE_MINUTES = Duration.minutes(5)

QUEUE_HOURS = 2
"""Retries of a delivery are minutes apart: an older message means that none is delivered."""

REFUSED_PERCENT = 40
ENOUGH_REQUESTS = 200
"""Below so many requests in five minutes, one person's mistakes are no surge."""


SERVICE_LEVEL = 0.999
"""The share of requests that get an answer without a server error, over 30 days."""

BURN_RATES = {"BudgetFast": (1, 14.4), "BudgetSlow": (6, 6)}
"""By alarm, the hours and how many times faster than allowed the error budget is spent in them.

At the first rate two per cent of the budget of 30 days are gone within the hour, at the second five
per cent within six (the Site Reliability Workbook, chapter 5).
"""
RELEASE_PERCENT = 1
SOME_FAILURES = 2
"""A release is stopped by more failures than these in a minute, when so many requests fail.

A version that answers nothing gets a tenth of the requests of its function: of those of the whole
API that is still more than one in a hundred.
"""

FEW_REQUESTS = 20
"""Below so many requests, one failure says nothing of the service level."""

MOST_BOUNCES, MOST_COMPLAINTS = 0.04, 0.0008
"""Below the rates at which SES reviews an account (5 and 0.1 per cent)."""


@dataclass(frozen=True, slots=True)
class Monitored:
    """The resources that have alarms and graphs."""

    api: HttpApi
    functions: Mapping[str, Function]
    queues: tuple[ServiceQueue, ...]
    tables: tuple[Table, ...]
    vault: BackupVault
    backed_up: int
    """How many tables a night backs up."""


@dataclass(frozen=True, slots=True)
class When:
    """When an alarm begins: above the threshold, or below a minimum, in so many periods."""

    threshold: float
    periods: int = 1
    is_minimum: bool = False
    needs_data: bool = False
    """Whether no data begin it too. Otherwise a time without requests is no failure."""


class Alarms(Construct):
    """The SNS topic, and the alarms that notify it."""

    def __init__(self, scope: Construct, key: IKey, settings: Settings) -> None:
        """Create the topic. It has no subscribers here, as this file is public."""
        super().__init__(scope, "Alarms")
        self.topic = Topic(self, "Topic", master_key=key, enforce_ssl=True)
        # A policy of our own replaces the default one, which lets CloudWatch publish.
        allow_publishing(self.topic, "cloudwatch.amazonaws.com", "Alarms")
        self._settings = settings
        self.all: list[Alarm] = []
        self._errors: dict[str, Alarm] = {}

    def monitor(self, monitored: Monitored) -> None:
        """Add the alarms of these resources."""
        self._monitor_functions(monitored.functions)
        self._monitor_queues(monitored.queues)
        self._monitor_api(monitored.api)
        self._monitor_mail()
        self._monitor_figures()
        self._monitor_data(monitored)

    def stopping(self, folder: str) -> list[Alarm]:
        """The alarms that stop the release of a function."""
        return [self._errors[folder], self._release]

    def _monitor_functions(self, functions: Mapping[str, Function]) -> None:
        """Errors, throttled invocations and slow responses of each function.

        Nobody waits for the delivery: what it does not deliver is seen in its queue.
        """
        for folder, function in functions.items():
            group = Construct(self, folder.replace("_", "-"))
            errors = function.metric_errors(period=FIVE_MINUTES)
            self._errors[folder] = self._add(group, "Errors", errors, When(0))
            self._add(group, "Throttles", function.metric_throttles(period=FIVE_MINUTES), When(0))
            if folder == DELIVERY:
                continue
            slowest = function.metric_duration(period=FIVE_MINUTES, statistic="p95")
            self._add(group, "Slow", slowest, When(self._settings.slow_milliseconds, periods=3))

    def _monitor_queues(self, queues: Iterable[ServiceQueue]) -> None:
        """Any message in a dead-letter queue, and messages that are too old, of each queue."""
        for each in queues:
            group = Construct(self, f"queue-{each.service}")
            failed = each.dead_letters.metric_approximate_number_of_messages_visible(
                period=FIVE_MINUTES, statistic="max"
            )
            self._add(group, "DeadLetters", failed, When(0))
            oldest = each.queue.metric_approximate_age_of_oldest_message(
                period=FIVE_MINUTES, statistic="max"
            )
            self._add(group, "Old", oldest, When(Duration.hours(QUEUE_HOURS).to_seconds()))

    def _monitor_api(self, api: HttpApi) -> None:
        """The error budget of the service level, and a surge of rejected requests."""
        for name, (hours, rate) in BURN_RATES.items():
            self._add(
                self,
                name,
                _burn_rate(api, Duration.minutes(round(hours * 60))),
                When(rate),
            )
        failing = _of_requests(
            api,
            Duration.minutes(1),
            "Failed requests in percent",
            f"IF(failed > {SOME_FAILURES}, 100 * failed / asked, 0)",
            failed=api.metric_server_error,
        )
        self._release = self._add(self, "ReleaseFails", failing, When(RELEASE_PERCENT, periods=2))
        refused = _of_requests(
            api,
            FIVE_MINUTES,
            "Refused requests in percent",
            f"IF(asked > {ENOUGH_REQUESTS}, 100 * refused / asked, 0)",
            refused=api.metric_client_error,
        )
        self._add(self, "ApiRefusals", refused, When(REFUSED_PERCENT, periods=2))

    def _monitor_mail(self) -> None:
        """Messages that are not delivered on purpose, and what SES says of our mail."""
        dropped = Metric(
            namespace=NAMESPACE,
            metric_name=COUNT,
            dimensions_map={"operation": OPERATION, "outcome": DROPPED},
            period=FIVE_MINUTES,
            statistic="sum",
        )
        self._add(self, "MessageDropped", dropped, When(0))
        for name, metric_name, above in (
            ("Bounces", "Reputation.BounceRate", MOST_BOUNCES),
            ("Complaints", "Reputation.ComplaintRate", MOST_COMPLAINTS),
        ):
            rate = Metric(
                namespace="AWS/SES",
                metric_name=metric_name,
                period=Duration.hours(1),
                statistic="max",
            )
            self._add(self, name, rate, When(above))

    def _monitor_figures(self) -> None:
        """A figure of the law that is overdue. The health checks of the edge ask all the time."""
        overdue = Metric(
            namespace=NAMESPACE,
            metric_name=COUNT,
            dimensions_map={"operation": HEALTH, "outcome": OVERDUE},
            period=Duration.hours(6),
            statistic="sum",
        )
        self._add(self, "FiguresOverdue", overdue, When(0))

    def _monitor_data(self, monitored: Monitored) -> None:
        """Backups that failed or were not made, and tables that refuse requests."""
        jobs = {
            name: Metric(
                namespace="AWS/Backup",
                metric_name=f"NumberOf{name}",
                dimensions_map={"BackupVaultName": monitored.vault.backup_vault_name},
                period=Duration.hours(1),
                statistic="sum",
            )
            for name in ("BackupJobsFailed", "CopyJobsFailed", "BackupJobsCompleted")
        }
        failed = MathExpression(
            expression="FILL(backups, 0) + FILL(copies, 0)",
            label="Backups and copies that failed",
            using_metrics={"backups": jobs["BackupJobsFailed"], "copies": jobs["CopyJobsFailed"]},
            period=Duration.hours(1),
        )
        self._add(self, "BackupFailed", failed, When(0))
        done = jobs["BackupJobsCompleted"].with_(period=Duration.days(1))
        self._add(
            self,
            "BackupMissing",
            done,
            # A plan that makes no backup sends no data either.
            When(monitored.backed_up, is_minimum=True, needs_data=True),
        )
        refused = {
            f"{kind.lower()}{number}": table.metric(
                f"{kind}ThrottleEvents", period=FIVE_MINUTES, statistic="sum"
            )
            for number, table in enumerate(monitored.tables, 1)
            for kind in ("Read", "Write")
        }
        throttled = MathExpression(
            expression=" + ".join(f"FILL({name}, 0)" for name in refused),
            label="Requests that a table refused",
            using_metrics=refused,
            period=FIVE_MINUTES,
        )
        self._add(self, "TableThrottled", throttled, When(0, periods=3))

    def _add(self, scope: Construct, name: str, metric: IMetric, when: When) -> Alarm:
        alarm = notifying_alarm(scope, name, metric, when, self.topic)
        self.all.append(alarm)
        return alarm


def notifying_alarm(
    scope: Construct, name: str, metric: IMetric, when: When, topic: ITopic
) -> Alarm:
    """An alarm that notifies the topic when it begins and when it ends."""
    alarm = Alarm(
        scope,
        name,
        metric=metric,
        threshold=when.threshold,
        evaluation_periods=when.periods,
        comparison_operator=ComparisonOperator.LESS_THAN_THRESHOLD
        if when.is_minimum
        else ComparisonOperator.GREATER_THAN_THRESHOLD,
        treat_missing_data=TreatMissingData.BREACHING
        if when.needs_data
        else TreatMissingData.NOT_BREACHING,
    )
    action = SnsAction(topic)
    alarm.add_alarm_action(action)
    alarm.add_ok_action(action)
    return alarm


def _burn_rate(api: HttpApi, period: Duration) -> MathExpression:
    """How many times faster than the service level allows the API fails."""
    allowed = f"{1 - SERVICE_LEVEL:.3f}"
    return _of_requests(
        api,
        period,
        "Error budget spent, in times of what is allowed",
        f"IF(asked > {FEW_REQUESTS}, failed / asked / {allowed}, 0)",
        failed=api.metric_server_error,
    )


def _of_requests(
    api: HttpApi, period: Duration, label: str, expression: str, **counts: Callable[..., Metric]
) -> MathExpression:
    """What follows from the number of requests, ``asked``, and from other counts by their names."""
    every = {"asked": api.metric_count, **counts}
    return MathExpression(
        expression=expression,
        label=label,
        using_metrics={
            name: count(period=period, statistic="sum") for name, count in every.items()
        },
        period=period,
    )
