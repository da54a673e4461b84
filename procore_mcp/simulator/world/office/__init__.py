"""What the companies' offices keep for all their projects: programs, roles, cost codes, templates, insurances."""
