import os

from hypothesis import HealthCheck, Phase, settings

# The machine may be busy with something else: how long an example takes is no property of the law.
settings.register_profile(
    "any_machine", deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
# The mutation tests ask the same questions each time, and stop at the first wrong answer.
settings.register_profile(
    "mutation",
    settings.get_profile("any_machine"),
    derandomize=True,
    database=None,
    phases=[Phase.explicit, Phase.generate],
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "any_machine"))
