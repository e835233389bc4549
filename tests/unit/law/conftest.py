import os

from hypothesis import HealthCheck, settings

# The machine may be busy with something else: how long an example takes is no property of the law.
settings.register_profile(
    "any_machine", deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
# A mutation run has a profile of its own.
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "any_machine"))
