"""The CloudWatch dashboard: availability, latency and delivery of mail."""

from __future__ import annotations

from aws_cdk import Duration
from aws_cdk.aws_apigatewayv2 import HttpApi
from aws_cdk.aws_cloudwatch import (
    Alarm,
    AlarmStatusWidget,
    Dashboard,
    GraphWidget,
    IWidget,
)
from aws_cdk.aws_lambda import Function
from constructs import Construct

from infra.settings import Settings
from infra.stacks.alarms import Monitored
from infra.stacks.queues import ServiceQueue

FIVE_MINUTES = Duration.minutes(5)
FULL, HALF = 24, 12


def add_dashboard(
    scope: Construct, monitored: Monitored, alarms: list[Alarm], settings: Settings
) -> Dashboard:
    """Create the dashboard: the alarms, the API, the functions, the queues."""
    return Dashboard(
        scope,
        "Dashboard",
        dashboard_name=f"alimenta-{settings.stage}",
        widgets=[
            [AlarmStatusWidget(title="Alarms", alarms=alarms, width=FULL)],
            _of_the_api(monitored.api),
            _of_the_functions(list(monitored.functions.values())),
            _of_the_queues(monitored.queues),
        ],
    )


def _of_the_api(api: HttpApi) -> list[IWidget]:
    return [
        GraphWidget(
            title="Requests, refused, failed",
            left=[
                api.metric_count(period=FIVE_MINUTES, statistic="sum"),
                api.metric_client_error(period=FIVE_MINUTES, statistic="sum"),
                api.metric_server_error(period=FIVE_MINUTES, statistic="sum"),
            ],
            width=HALF,
        ),
        GraphWidget(
            title="Latency in milliseconds: median and 99th percentile",
            left=[
                api.metric_latency(period=FIVE_MINUTES, statistic=each) for each in ("p50", "p99")
            ],
            width=HALF,
        ),
    ]


def _of_the_functions(functions: list[Function]) -> list[IWidget]:
    return [
        GraphWidget(
            title="Errors",
            left=[function.metric_errors(period=FIVE_MINUTES) for function in functions],
            width=HALF,
        ),
        GraphWidget(
            title="Concurrent executions",
            left=[
                function.metric("ConcurrentExecutions", period=FIVE_MINUTES, statistic="max")
                for function in functions
            ],
            width=HALF,
        ),
    ]


def _of_the_queues(queues: tuple[ServiceQueue, ...]) -> list[IWidget]:
    return [
        GraphWidget(
            title="Waiting messages",
            left=[
                each.queue.metric_approximate_number_of_messages_visible(period=FIVE_MINUTES)
                for each in queues
            ],
            width=HALF,
        ),
        GraphWidget(
            title="Dead letters",
            left=[
                each.dead_letters.metric_approximate_number_of_messages_visible(
                    period=FIVE_MINUTES, statistic="max"
                )
                for each in queues
            ],
            width=HALF,
        ),
    ]
