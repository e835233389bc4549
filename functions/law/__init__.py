"""What the law says. Pure: values and a date in, a result with its explanation out."""
