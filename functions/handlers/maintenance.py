"""The Lambda function of the maintenance calculators, and of their quick answers."""

from functions.calculators.app import domain_application
from functions.calculators.registry import Domain
from functions.quick_answers.app import add_quick_answers

handler = add_quick_answers(domain_application(Domain.MAINTENANCE), Domain.MAINTENANCE)
