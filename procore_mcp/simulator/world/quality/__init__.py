"""What is looked at and put right on site: punch items, observations, inspections, incidents."""
