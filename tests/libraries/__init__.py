"""Client libraries for Procore that others wrote, in front of the simulated one."""
