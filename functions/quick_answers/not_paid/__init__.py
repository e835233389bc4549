"""A parent who is not paid: whether the service would act, and up to how much."""
