"""The schedule's tasks, requested changes, resources and calendar."""
