"""The time zones that a project may have: Procore's names for them, of which these are the usual ones."""

from __future__ import annotations

TIME_ZONES = frozenset(
    {
        "UTC", "London", "Dublin", "Edinburgh", "Lisbon", "Paris", "Madrid", "Berlin", "Amsterdam", "Brussels",
        "Rome", "Vienna",
        "Zurich", "Bern", "Stockholm", "Copenhagen", "Warsaw", "Prague", "Athens", "Helsinki", "Istanbul",
        "Abu Dhabi", "Riyadh", "Jerusalem", "Mumbai", "New Delhi", "Singapore", "Hong Kong", "Beijing", "Tokyo",
        "Osaka", "Seoul", "Perth",
        "Adelaide", "Darwin", "Brisbane", "Sydney", "Melbourne", "Canberra", "Hobart", "Auckland",
        "Wellington", "Hawaii", "Alaska", "Pacific Time (US & Canada)", "Tijuana", "Arizona",
        "Mountain Time (US & Canada)", "Chihuahua", "Central America", "Central Time (US & Canada)", "Mexico City",
        "Guadalajara", "Monterrey", "Saskatchewan", "Bogota", "Lima", "Eastern Time (US & Canada)", "Indiana (East)",
        "Caracas", "Atlantic Time (Canada)", "Puerto Rico", "Santiago", "Newfoundland", "Brasilia", "Buenos Aires",
        "Georgetown", "Mid-Atlantic", "Azores", "US/Pacific",
    }
)  # fmt: skip
