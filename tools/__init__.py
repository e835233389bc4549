"""What a developer runs on the own machine: commands, local gateway, emulators, checks."""
