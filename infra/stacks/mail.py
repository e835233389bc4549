"""Mail by SES: the verified domain, bounces and complaints, and the DNS records that it needs."""

from __future__ import annotations

from collections.abc import Mapping

from aws_cdk import Stack
from aws_cdk.aws_iam import PolicyStatement
from aws_cdk.aws_ses import (
    CloudWatchDimension,
    CloudWatchDimensionSource,
    ConfigurationSet,
    ConfigurationSetTlsPolicy,
    EmailIdentity,
    EmailSendingEvent,
    EventDestination,
    Identity,
    MailFromBehaviorOnMxFailure,
    SuppressionReasons,
)
from constructs import Construct

from infra.settings import Settings

BOUNCED_FROM = "bounce"
"""The subdomain in the envelope of each mail, to which bounces go back."""

EVENTS = (
    EmailSendingEvent.BOUNCE,
    EmailSendingEvent.COMPLAINT,
    EmailSendingEvent.REJECT,
    EmailSendingEvent.DELIVERY,
)
MAILER = "mailer"
"""The dimension of the metrics of these events."""


class MailResources(Construct):
    """The identity of the sender, and the configuration set of its mail.

    An address that bounced or complained is put on the suppression list of the account: SES sends
    nothing more to it.
    """

    def __init__(self, scope: Construct, settings: Settings) -> None:
        """Create the configuration set, then the identity."""
        super().__init__(scope, "Mail")
        self._domain = settings.contact.sender_domain
        self.configuration_set_name = f"alimenta-{settings.stage}"
        self._configuration_set = ConfigurationSet(
            self,
            "Configuration",
            configuration_set_name=self.configuration_set_name,
            suppression_reasons=SuppressionReasons.BOUNCES_AND_COMPLAINTS,
            tls_policy=ConfigurationSetTlsPolicy.REQUIRE,
            reputation_metrics=True,
        )
        self._configuration_set.add_event_destination(
            "Counted",
            destination=EventDestination.cloud_watch_dimensions(
                [
                    CloudWatchDimension(
                        name=MAILER,
                        source=CloudWatchDimensionSource.MESSAGE_TAG,
                        default_value=settings.stage,
                    )
                ]
            ),
            events=list(EVENTS),
        )
        # The name of version 1.0: another one would have SES verify the domain anew.
        self._identity = EmailIdentity(
            scope,
            "Sender",
            identity=Identity.domain(self._domain),
            configuration_set=self._configuration_set,
            mail_from_domain=f"{BOUNCED_FROM}.{self._domain}",
            # Without the record, the domain of SES is used: the mail still goes out.
            mail_from_behavior_on_mx_failure=MailFromBehaviorOnMxFailure.USE_DEFAULT_VALUE,
        )

    def may_send(self) -> PolicyStatement:
        """The permission to send mail from this domain with this configuration set."""
        stack = Stack.of(self)
        return PolicyStatement(
            actions=["ses:SendEmail"],
            resources=[
                self._identity.email_identity_arn,
                stack.format_arn(
                    service="ses",
                    resource="configuration-set",
                    resource_name=self.configuration_set_name,
                ),
            ],
        )

    def records(self) -> Mapping[str, str]:
        """The DNS records of the sender domain, by the name of the output that shows each."""
        region = Stack.of(self).region
        dkim = {
            f"MailDkim{number}": f"{each.name} CNAME {each.value}"
            for number, each in enumerate(self._identity.dkim_records, 1)
        }
        bounce = f"{BOUNCED_FROM}.{self._domain}"
        return {
            **dkim,
            "MailFrom": f"{bounce} MX 10 feedback-smtp.{region}.amazonses.com",
            "MailSpf": f'{bounce} TXT "v=spf1 include:amazonses.com -all"',
            "MailDmarc": f'_dmarc.{self._domain} TXT "v=DMARC1; p=reject; adkim=r; aspf=r"',
        }
