"""Contact: the answers to a topic, the form of a message, its queue, and its delivery by mail."""
