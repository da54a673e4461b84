"""What the companies' offices keep: lists for all projects, people and firms, insurances."""
