"""What people who run the site do with it: deploy, replay letters, foresee its cost."""
