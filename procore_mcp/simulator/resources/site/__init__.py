"""What people on site are told to do, and where things are."""
