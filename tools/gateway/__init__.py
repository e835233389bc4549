"""The local gateway: the built site and the real functions on one port."""
