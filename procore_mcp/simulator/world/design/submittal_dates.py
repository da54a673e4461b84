"""The dates of a submittal, from when it is owed to when it is needed on site."""

from __future__ import annotations

from procore_mcp.simulator.json_types import Record
from procore_mcp.simulator.world.design.submittal_steps import Course
from procore_mcp.simulator.world.job import Job


def dates(job: Job, age: int, lead: int, course: Course) -> Record:
    """`age` is how many working days ago it was due from the subcontractor, `lead` the time to fabricate in days."""
    days = job.scaffold.days
    owed = days.ago(age) if age >= 0 else days.after(days.today, -age)
    handed_in = course.turns[0].returned
    closed = None if course.closed is None else job.moment(days.ago(course.closed), "evening", "submittals")
    waited = next((turn for turn in course.turns if turn.is_waited_for), None)
    due = days.after(days.ago(waited.sent), waited.allowed) if waited and waited.sent is not None else None
    site = days.after(owed, 25 + lead)
    created = days.ago(max(age, 0) + 15)
    return {
        "submit_by": owed.isoformat(),
        "received_date": None if handed_in is None else days.ago(handed_in).isoformat(),
        "issue_date": created.isoformat(),
        "due_date": due and due.isoformat(),
        "required_on_site_date": site.isoformat(),
        "confirmed_delivery_date": None,
        "actual_delivery_date": site.isoformat() if site < days.today and closed else None,
        "distributed_at": closed,
        "closed_at": closed,
        "lead_time": lead,
        "buffer_time": None,
        "prepare_time": None,
        "open_date": None if course.turns[0].sent is None else days.ago(course.turns[0].sent).isoformat(),
        "deleted_at": None,
        "design_team_review_time": 10,
        "internal_review_time": 3,
        "created_at": job.moment(created, "morning", "submittals"),
        "updated_at": closed or job.moment(days.ago(_touched(course)), "afternoon", "submittals"),
    }


def _touched(course: Course) -> int:
    """How many working days ago something happened last."""
    moments = [age for turn in course.turns for age in (turn.sent, turn.returned) if age is not None]
    return min(moments, default=15)
