"""What is written day by day: daily logs of every kind, their days, and their approval."""
