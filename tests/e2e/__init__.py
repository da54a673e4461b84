"""The whole server in front of the simulated Procore, through real clients."""
