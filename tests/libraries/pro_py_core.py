"""ProPyCore signs in as a service, reads, makes a folder and uploads a file. Told by JSON: facts; tells JSON."""

# The library has no types, and its functions give None where they print an error instead.
# pyright: reportMissingTypeStubs=false, reportOptionalSubscript=false, reportOptionalIterable=false
from __future__ import annotations

import json
import sys
from pathlib import Path

from ProPyCore.procore import Procore


def main(told: str, file: str) -> None:
    facts = json.loads(told)
    company, project = facts["company_id"], facts["project_id"]
    procore = Procore(facts["client_id"], facts["client_secret"], "", facts["api_url"], facts["login_url"])
    rfis = procore.rfis.get(company, project, per_page=25)
    submittals = procore.submittals.get(company, project, per_page=25)
    folder = procore.folders.create(company, project, "13 Commissioning")
    made = procore.files.create(company, project, file, folder_id=folder["id"], description="Air balance report")
    found = {
        "companies": [company["name"] for company in procore.companies.get()],
        "projects": [project["id"] for project in procore.projects.get(company)],
        "rfis": [rfi["id"] for rfi in rfis],
        "rfi": procore.rfis.show(company, project, rfis[0]["id"]),
        "submittals": [submittal["id"] for submittal in submittals],
        "submittal": procore.submittals.show(company, project, submittals[0]["id"]),
        "folder": procore.folders.show(company, project, folder["id"]),
        "file": procore.files.show(company, project, made["id"]),
    }
    Path(sys.argv[3]).write_text(json.dumps(found), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
