"""The Lambda function of the maintenance calculators."""

from functions.calculators.app import domain_application
from functions.calculators.registry import Domain

handler = domain_application(Domain.MAINTENANCE)
