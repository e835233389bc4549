"""One module for each Lambda function; the deployment reads them from the registry of routes."""

import gc

# A cold start creates many objects, of which all stay: with the default threshold (2,000) the
# garbage collector traverses them again and again, for a twelfth of the time of the first page.
gc.set_threshold(100_000)
