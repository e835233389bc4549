"""Where the site and the functions run: the cloud stack and the local gateway."""
