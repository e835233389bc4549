"""Takes a message: first the answers to its topic, then the form, then the queue of its mailbox."""
