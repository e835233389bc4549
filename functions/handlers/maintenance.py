"""The Lambda function of the maintenance calculators, of their quick answers, and of frames."""

from functions.calculators.app import domain_application
from functions.calculators.registry import Domain
from functions.embedding.app import add_embedded
from functions.quick_answers.app import add_quick_answers

DOMAIN = Domain.MAINTENANCE
handler = add_embedded(add_quick_answers(domain_application(DOMAIN), DOMAIN), DOMAIN)
