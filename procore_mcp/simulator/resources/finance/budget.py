"""The budget as a whole, its views, its lines and what changes it."""

from __future__ import annotations

from starlette.responses import Response

from procore_mcp.simulator.contracts import Action
from procore_mcp.simulator.json_types import Json, Record, number_of, records_in
from procore_mcp.simulator.money import amount_of, money
from procore_mcp.simulator.refusals import Problem, Refusal, invalid
from procore_mcp.simulator.resources.finance.codes import budget_code
from procore_mcp.simulator.resources.resource import Answer, Resource
from procore_mcp.simulator.rest.call import Call
from procore_mcp.simulator.store import Stored

_DETAIL_COLUMNS = (
    ("item", "Item", "standard"),
    ("description", "Description", "standard"),
    ("vendor", "Vendor", "standard"),
    ("cost_code", "Cost Code", "standard"),
    ("root_cost_code", "Division", "standard"),
    ("cost_type", "Cost Type", "standard"),
    ("detail_type", "Detail Type", "standard"),
    ("biller", "Sub Job", "standard"),
    ("contract", "Contract", "standard"),
    ("amount", "Amount", "source"),
)
_DESTROYS = "destroy_all_budget_line_item_transfers"
_GROUPABLE = frozenset({"vendor", "cost_code", "root_cost_code", "cost_type", "detail_type", "biller"})


class Budgets(Resource):
    """Whether the original amounts may still be changed."""

    def answer_for(self, action: Action) -> Answer:
        return {"status": self._status, "lock": self._lock, "unlock": self._unlock}[action.verb]

    def _status(self, call: Call) -> Response:
        return self.presenting.value({"locked": is_locked(self, call)}, call)

    def _lock(self, call: Call) -> Response:
        return self._set(call, locked=True)

    def _unlock(self, call: Call) -> Response:
        """Transfers are thrown away unless the request says to keep them."""
        if call.query.text(_DESTROYS) != "False":
            project = call.project.id if call.project else 0
            for row in list(self.desk.store.owned("budget_modifications", "_project_id", project)):
                self.desk.store.remove("budget_modifications", row)
        return self._set(call, locked=False)

    def _set(self, call: Call, *, locked: bool) -> Response:
        row = next(iter(self.rows(call)), None)
        if row is None:
            started = self.started(call) | {"id": self.desk.store.new_id()}
            row = self.desk.store.insert(self.collection, started)
        row.change({"locked": locked})
        return self._status(call)


class BudgetViews(Resource):
    """Both views of a budget have the same columns behind their amounts."""

    def answer_for(self, action: Action) -> Answer:
        return self._columns if action.verb == "columns" else super().answer_for(action)

    def _columns(self, call: Call) -> Response:
        self.found(call)
        columns: list[Json] = [_column(*column, position) for position, column in enumerate(_DETAIL_COLUMNS, start=1)]
        return self.presenting.value(columns, call)


class BudgetLineItems(Resource):
    """One for each budget code; the amount of a locked budget stays as it is."""

    def started(self, call: Call) -> Record:
        same: Record = {"quantity": 1.0, "calculation_strategy": "manual"}
        own: Record = {"currency_configuration": {"currency_iso_code": "USD"}}
        return super().started(call) | same | own

    def apply(self, record: Record, call: Call) -> None:
        """Raises Refusal for a locked budget's amount and for a code that has its line already."""
        if record.get("wbs_code") and "original_budget_amount" in call.sent and is_locked(self, call):
            raise Refusal(422, "The budget is locked; its original amounts cannot be changed.", listed=True)
        super().apply(record, call)
        if call.sent.get("wbs_code_id") is not None:
            record["wbs_code"] = budget_code(call.sent["wbs_code_id"], call, self.desk)
            same = [row for row in self.rows(call) if row.data["wbs_code"] == record["wbs_code"]]
            if [row for row in same if row.id != record["id"]]:
                raise invalid(call.action.invalid, [Problem("wbs_code_id", "is budgeted already", "TAKEN")])
        if record.get("calculation_strategy") == "automatic":
            record["original_budget_amount"] = float(amount_of(record["quantity"]) * amount_of(record["unit_cost"]))

    def present(self, record: Record, call: Call) -> Record:
        if not call.action.version.startswith("v2"):
            return record
        texts: Record = {name: money(amount_of(record[name])) for name in ("original_budget_amount", "unit_cost")}
        owners: Record = {"project_id": record["_project_id"], "company_id": record["_company_id"]}
        return record | texts | owners


class BudgetModifications(Resource):
    """Money moved from one budget line item to another, until the company moves on to budget changes."""

    def answer_for(self, action: Action) -> Answer:
        answer = super().answer_for(action)
        if action.method == "GET":
            return answer

        def write(call: Call) -> Response:
            if self.desk.settings.budget_changes_only:
                raise Refusal(405, "Budget modifications have given way to budget changes here.", allow="GET")
            return answer(call)

        return write

    def apply(self, record: Record, call: Call) -> None:
        for name in ("from_budget_line_item_id", "to_budget_line_item_id"):
            number = call.sent.get(name)
            found = self.desk.store.find("budget_line_items", number) if isinstance(number, int) else None
            if number is not None and (found is None or not self.holds(found, call)):
                raise invalid(call.action.invalid, [Problem(name, "does not exist in this project")])
        super().apply(record, call)
        record["transfer_amount"] = money(amount_of(record["transfer_amount"]))


class BudgetChanges(Resource):
    """Adjustments of several budget codes under one number."""

    def started(self, call: Call) -> Record:
        numbers = [number_of(row.data, "number") for row in self.rows(call)]
        return super().started(call) | {"number": max(numbers, default=0) + 1, "title": None}

    def apply(self, record: Record, call: Call) -> None:
        before = {name: records_in(record.get(name)) for name in ("adjustment_line_items", "production_quantities")}
        number = record["id"]
        super().apply(record, call)
        record["id"] = number
        for name, items in before.items():
            if name in call.sent:
                record[name] = self._merged(items, records_in(call.sent[name]), call)

    def present(self, record: Record, call: Call) -> Record:
        del call
        lines = records_in(record["adjustment_line_items"])
        events: list[Json] = [
            line["change_event_line_item_id"] for line in lines if line.get("change_event_line_item_id")
        ]
        total = float(sum((amount_of(line.get("amount")) for line in lines), amount_of(0)))
        sums: Record = {"amount": total, "change_event_line_item_ids": events, "prime_contract_id": None}
        return record | sums

    def _merged(self, before: list[Record], sent: list[Record], call: Call) -> list[Json]:
        """Lines that are sent with an id change, `_delete` takes them away, the others are new."""
        known = {number_of(line, "id"): line for line in before}
        for line in sent:
            number = number_of(line, "id") or self.desk.store.new_id()
            if line.get("_delete") is True:
                known.pop(number, None)
                continue
            changed = known.get(number, {}) | {name: line[name] for name in line if name[0] != "_"} | {"id": number}
            known[number] = self._priced(changed, call)
        return list(known.values())

    def _priced(self, line: Record, call: Call) -> Record:
        if line.get("wbs_code_id") is not None:
            line["wbs_code"] = budget_code(line["wbs_code_id"], call, self.desk)
        if line.get("calculation_strategy") == "automatic":
            line["amount"] = float(amount_of(line.get("quantity")) * amount_of(line.get("unit_cost")))
        return line


def is_locked(resource: Resource, call: Call) -> bool:
    project = call.project.id if call.project else 0
    rows: list[Stored] = list(resource.desk.store.owned("budgets", "_project_id", project))
    return any(row.data["locked"] is True for row in rows)


def _column(number: str, name: str, kind: str, position: int) -> Record:
    groups = number in _GROUPABLE
    return {
        "aggregatable": kind == "source",
        "filterable": groups,
        "groupable": groups,
        "id": number,
        "name": name,
        "position": position,
        "type": kind,
    }
