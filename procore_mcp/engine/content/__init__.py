"""What is inside a file, as text by page or as a picture small enough to look at."""
