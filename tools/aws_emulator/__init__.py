"""AWS on this machine, as far as the functions need it: queues, tables, keys and mail."""
