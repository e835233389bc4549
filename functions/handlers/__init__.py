"""One module for each Lambda function; the deployment reads them from the registry of routes."""
