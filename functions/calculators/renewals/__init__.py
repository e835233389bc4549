"""The function behind the renewals of advances for an adult child."""
