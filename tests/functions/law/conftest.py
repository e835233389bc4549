from hypothesis import settings

# The machine may be busy with something else: how long an example takes is no property of the law.
settings.register_profile("any_machine", deadline=None)
settings.load_profile("any_machine")
