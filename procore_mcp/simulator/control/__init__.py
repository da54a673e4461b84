"""How a test in another process looks inside the simulator and scripts its faults."""
