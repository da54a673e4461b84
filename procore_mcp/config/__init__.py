"""What people set, and what it means for the way to Procore."""
