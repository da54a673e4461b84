"""Our server through other people's clients: the same list, and the same answers to the same calls.

Each client is a script that takes a plan and prints a report, one line of JSON each; plan.py has their shapes.
"""
