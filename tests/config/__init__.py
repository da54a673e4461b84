"""Settings as people give them: by flag, in the environment, in a file."""
