"""What is seen from outside: requests from three places, the edge, its firewall, the certificate.

CloudWatch has the metrics of CloudFront, of its firewall and certificate, and of Route 53 in
us-east-1 only, and an alarm notifies topics of its own region: hence a stack with a topic there.
"""

from __future__ import annotations

from aws_cdk import CfnOutput, CfnParameter, Duration, Environment, Stack
from aws_cdk.aws_cloudwatch import Alarm, MathExpression, Metric
from aws_cdk.aws_route53 import CfnHealthCheck
from aws_cdk.aws_sns import Topic
from constructs import Construct

from functions.http.paths import BASE
from functions.i18n.catalog import LANGUAGES
from infra.settings import Settings
from infra.stacks.alarms import ENOUGH_REQUESTS, FIVE_MINUTES, When, notifying_alarm
from infra.stacks.budget import allow_publishing
from infra.stacks.firewall import ALL_RULES, EDGE_REGION, metric_name
from infra.stacks.keys import allow_alarms, data_key

DISTRIBUTION, SITE_HOST = "DistributionId", "SiteHost"
"""Parameters: outputs of the Site stack, which is in another region."""

PAGE = f"/{LANGUAGES[0]}/"
PAGE_TEXT = f'<html lang="{LANGUAGES[0]}"'
HEALTH = f"{BASE}/health"
HEALTH_TEXT = '"status"'
"""What an answer must hold within its first 5120 bytes."""

CHECKED_FROM = ("eu-west-1", "us-east-1", "us-west-1")
"""Route 53 asks for three regions at least."""
CHECKED_EVERY_SECONDS = 30
FAILURES = 3

FAILED_PERCENT = 1
BLOCKED_PERCENT = 5
EXPIRES_WITHIN_DAYS = 30
"""ACM renews a certificate 60 days before its end, and again until it succeeds."""


class EdgeAlarmsStack(Stack):
    """The health checks of a page and of the API, and the alarms of the edge."""

    def __init__(self, scope: Construct, name: str, *, settings: Settings) -> None:
        """Create the topic, then the alarms that notify it."""
        super().__init__(scope, name, env=Environment(region=EDGE_REGION))
        self._distribution = self._parameter(DISTRIBUTION, "Id of the distribution")
        self._host = self._parameter(SITE_HOST, "Host name of the site, checked from outside")
        key = data_key(self, "EdgeKey", "alarms of the edge", settings)
        allow_alarms(key)
        self._topic = Topic(self, "EdgeTopic", master_key=key, enforce_ssl=True)
        allow_publishing(self._topic, "cloudwatch.amazonaws.com", "Alarms")
        self._check_from_outside("PageDown", PAGE, PAGE_TEXT)
        self._check_from_outside("ApiDown", HEALTH, HEALTH_TEXT)
        self._monitor_distribution()
        self._monitor_firewall(settings)
        if settings.domain:
            certificate_alarm(self, settings.domain.certificate_arn, self._topic)
        CfnOutput(self, "EdgeAlarmTopic", value=self._topic.topic_arn)

    def _parameter(self, name: str, description: str) -> str:
        return CfnParameter(self, name, description=description).value_as_string

    def _check_from_outside(self, name: str, path: str, text: str) -> None:
        check = CfnHealthCheck(
            self,
            f"{name}Check",
            health_check_config=CfnHealthCheck.HealthCheckConfigProperty(
                type="HTTPS_STR_MATCH",
                fully_qualified_domain_name=self._host,
                resource_path=path,
                search_string=text,
                port=443,
                enable_sni=True,
                request_interval=CHECKED_EVERY_SECONDS,
                failure_threshold=FAILURES,
                regions=list(CHECKED_FROM),
            ),
        )
        minute = Duration.minutes(1)
        healthy = Metric(
            namespace="AWS/Route53",
            metric_name="HealthCheckStatus",
            dimensions_map={"HealthCheckId": check.attr_health_check_id},
            period=minute,
            statistic="min",
        )
        # Health checks always send data: without any, nothing is checked.
        self._add(name, healthy, When(1, periods=3, is_minimum=True, needs_data=True))

    def _monitor_distribution(self) -> None:
        failed = Metric(
            namespace="AWS/CloudFront",
            metric_name="5xxErrorRate",
            dimensions_map={"DistributionId": self._distribution, "Region": "Global"},
            period=FIVE_MINUTES,
            statistic="avg",
        )
        self._add("EdgeErrors", failed, When(FAILED_PERCENT, periods=2))

    def _monitor_firewall(self, settings: Settings) -> None:
        counts = {
            name: Metric(
                namespace="AWS/WAFV2",
                metric_name=f"{name.title()}Requests",
                dimensions_map={"WebACL": metric_name(settings), "Rule": ALL_RULES},
                period=FIVE_MINUTES,
                statistic="sum",
            )
            for name in ("blocked", "allowed")
        }
        share = MathExpression(
            expression=(
                f"IF(FILL(blocked, 0) + allowed > {ENOUGH_REQUESTS},"
                " 100 * FILL(blocked, 0) / (FILL(blocked, 0) + allowed), 0)"
            ),
            label="Requests that the firewall refused, in percent",
            using_metrics=counts,
            period=FIVE_MINUTES,
        )
        self._add("FirewallBlocks", share, When(BLOCKED_PERCENT, periods=2))

    def _add(self, name: str, metric: Metric | MathExpression, when: When) -> None:
        notifying_alarm(self, name, metric, when, self._topic)


def certificate_alarm(scope: Construct, certificate_arn: str, topic: Topic) -> Alarm:
    """An alarm on a certificate that was not renewed, in the region of the certificate."""
    days = Metric(
        namespace="AWS/CertificateManager",
        metric_name="DaysToExpiry",
        dimensions_map={"CertificateArn": certificate_arn},
        period=Duration.days(1),
        statistic="min",
    )
    when = When(EXPIRES_WITHIN_DAYS, is_minimum=True)
    return notifying_alarm(scope, "CertificateExpires", days, when, topic)
