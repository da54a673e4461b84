"""What a model is told about the whole server; every session pays for each word of it."""

from __future__ import annotations

INSTRUCTIONS = """\
Procore, the construction management platform, as the person who signed in: their companies, projects and permissions.

Ids first. Almost every tool needs a project_id: list_companies, then list_projects, then work in that project. \
A server may have both preset; each answer begins with the company_id and project_id that it belongs to.

The tools listed are the daily ones. find_tools searches all others by what you want to do, describe_tools gives \
their arguments, and run_read, run_create, run_update or run_delete runs one. Any tool name also works directly.

Lists come in pages: if an answer has `next`, add those arguments to the same call to go on. Filter rather than read \
every page. Answers hold the fields worth reading; `fields` or `detail: "full"` gives more.

What notifies people, moves a workflow, touches money or deletes is confirmed by a person first. If the client cannot \
ask, you get `confirmation_needed` with a preview and a token: show the preview, and only after a yes repeat the call \
with `confirmation`. An error says what is wrong and what to do. After OUTCOME_UNKNOWN look before you write again.
"""
