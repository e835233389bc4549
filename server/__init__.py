"""The site and the API in processes of their own, without a cloud: ``python -m server``."""
