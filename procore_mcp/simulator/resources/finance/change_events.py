"""Change events: what may cost more or less, before anybody has agreed to it."""

from __future__ import annotations

from starlette.responses import Response

from procore_mcp.simulator.clock import stamp
from procore_mcp.simulator.digits import whole_number
from procore_mcp.simulator.json_types import Json, Record, is_record, number_of, records_in
from procore_mcp.simulator.money import amount_of, money
from procore_mcp.simulator.refusals import Problem, invalid
from procore_mcp.simulator.resources.finance.codes import budget_code
from procore_mcp.simulator.resources.finance.deleted import WithDeleted
from procore_mcp.simulator.rest.call import Call

_CHOICES = {
    "status": ("change_event_statuses", ("id", "name", "mapped_to_status")),
    "change_type": ("change_types", ("id", "change_type", "abbreviation")),
    "change_reason": ("change_order_change_reasons", ("id", "change_reason")),
    "prime_contract_for_estimates": ("prime_contracts", ("id", "number", "title")),
}
_RENAMED = {"change_type": ("change_type", "name"), "prime_contract_for_estimates": ("title", "name")}
_ITEMS = "change_items"


class ChangeEvents(WithDeleted):
    """Numbered on; what is sent as an id is shown in full."""

    def started(self, call: Call) -> Record:
        assert call.project is not None and call.company is not None  # noqa: S101, PT018  the scope is a project
        numbers = [whole_number(str(row.data["number"])) or 0 for row in self.rows(call)]
        own: Record = {
            "number": f"{max(numbers, default=0) + 1:03d}",
            "project_id": call.project.id,
            "company_id": call.company.id,
            "deletable": True,
            "external_data": {"origin_id": None, "origin_data": None},
            "currency_configuration": {"currency_iso_code": "USD"},
        }
        return super().started(call) | own

    def apply(self, record: Record, call: Call) -> None:
        """Raises Refusal for ids that mean nothing here."""
        sent, before = dict(call.sent), records_in(record[_ITEMS])
        super().apply(record, call)
        for name in _CHOICES.keys() & sent.keys():
            record[name] = self._chosen(name, sent[name], call)
        if _ITEMS in sent:
            record[_ITEMS] = self._items(before, records_in(sent[_ITEMS]), record, call)

    def delete(self, call: Call) -> Response:
        stored = self.found(call)
        answer = super().delete(call)
        stored.change({"in_recycle_bin": True})
        return answer

    def retrieve(self, call: Call) -> Response:
        stored = self.found(call, recycled=True)
        stored.change({"in_recycle_bin": False, "deleted_at": None})
        return super().retrieve(call)

    def _chosen(self, name: str, sent: Json, call: Call) -> Json:
        if not is_record(sent) or sent.get("id") is None:
            return None
        collection, shown = _CHOICES[name]
        found = self.desk.store.find(collection, number_of(sent, "id"))
        if found is None:
            raise invalid(call.action.invalid, [Problem(f"{name}.id", "does not exist in this project")])
        source, target = _RENAMED.get(name, ("", ""))
        return {target if key == source else key: found.data[key] for key in shown}

    def _items(self, before: list[Record], sent: list[Record], event: Record, call: Call) -> list[Json]:
        """Items that are sent with an id change; `deleted` takes them away; the others are new."""
        known = {number_of(item, "id"): item for item in before}
        for change in sent:
            number = number_of(change, "id")
            if change.get("deleted") is True:
                known.pop(number, None)
                continue
            item = known.get(number) or self._new_item(event)
            known[number_of(item, "id")] = item | self._changed(change, call)
        return list(known.values())

    def _new_item(self, event: Record) -> Record:
        now = stamp(self.desk.clock())
        return {
            "id": self.desk.store.new_id(),
            "event_id": event["id"],
            "event_number": event["number"],
            "event_title": event["title"],
            "item_type": "detail",
            "description": None,
            "created_at": now,
            "updated_at": now,
            "deleted_at": None,
            "deletable": True,
            "editable": True,
            "source": "change_event",
        }

    def _changed(self, sent: Record, call: Call) -> Record:
        found: Record = {name: sent[name] for name in ("description", "budget_impact") if name in sent}
        code = sent.get("budget_code")
        if is_record(code) and code.get("id") is not None:
            found["budget_code"] = budget_code(code["id"], call, self.desk) | {"segment_items": []}
        for name, latest in (("cost_impact", "latest_cost_values"), ("revenue_impact", "latest_revenue_values")):
            impact = sent.get(name)
            if is_record(impact):
                found[name] = impact
                found[latest] = _values(impact.get("estimate"))
        return found


def _values(estimate: Json) -> Record:
    given: Record = estimate if is_record(estimate) else {}
    amount = amount_of(given.get("quantity", 1)) * amount_of(given.get("unit_cost"))
    text = money(amount_of(given["amount"]) if given.get("amount") is not None else amount)
    return given | {"amount": text, "amount_project_currency": text}
