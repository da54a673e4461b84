"""What happens on site: daily logs, hours, instructions."""
