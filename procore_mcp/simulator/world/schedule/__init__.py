"""The schedule: tasks, what people ask to change in it, and the calendar."""
