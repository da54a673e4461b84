"""Direct costs with their line items, which are kept by themselves."""

from __future__ import annotations

from starlette.responses import Response

from procore_mcp.simulator.json_types import Json, Record, number_of, records_in
from procore_mcp.simulator.money import amount_of, money, summed
from procore_mcp.simulator.refusals import Problem, invalid
from procore_mcp.simulator.resources.blank import blank_like
from procore_mcp.simulator.resources.finance.codes import budget_code, parts_of
from procore_mcp.simulator.resources.resource import Resource
from procore_mcp.simulator.rest.call import Call
from procore_mcp.simulator.store import Stored

_LINES = "direct_cost_line_items"
_PLAIN = ("description", "origin_data", "origin_id", "ref", "uom")


class DirectCosts(Resource):
    """An invoice, an expense or a payroll; its total is that of its lines."""

    def started(self, call: Call) -> Record:
        assert call.project is not None and call.company is not None  # noqa: S101, PT018  the scope is a project
        dollars: Record = {"base_currency_iso_code": "USD", "currency_iso_code": "USD", "currency_exchange_rate": "1.0"}
        own: Record = {
            "status": "draft",
            "company": {"id": call.company.id, "name": call.company.data["name"]},
            "project": {"id": call.project.id, "name": call.project.data["name"]},
            "currency_configuration": dollars,
            "grand_total": "0.00",
            "amount": "0.00",
            "attachments_count": 0,
            "line_items_count": 0,
        }
        return super().started(call) | own

    def complete(self, record: Record, call: Call) -> None:
        """Raises Refusal for an invoice of nobody or without a number."""
        super().complete(record, call)
        wanted = ("vendor_id", "invoice_number") if record["direct_cost_type"] == "invoice" else ()
        problems = [Problem(name, "can't be blank", "BLANK") for name in wanted if record.get(name) in (None, "")]
        if problems:
            raise invalid(call.action.invalid, problems)

    def apply(self, record: Record, call: Call) -> None:
        lines = call.sent.pop("line_items", None)
        super().apply(record, call)
        vendor = record["vendor"]
        record["vendor_name"] = vendor["name"] if isinstance(vendor, dict) else None
        prepared = [self._prepared(line, call) for line in records_in(lines)]
        if prepared:
            self._write(prepared, record)
            amounts = [row.data["amount"] for row in self._rows_of(number_of(record, "id"))]
            total = money(summed(amounts))
            record |= {"grand_total": total, "amount": total, "line_items_count": len(amounts)}

    def delete(self, call: Call) -> Response:
        stored = self.found(call)
        for row in self._rows_of(stored.id):
            self.desk.store.remove(_LINES, row)
        super().delete(call)
        return self.presenting.value({"id": stored.id}, call)

    def present(self, record: Record, call: Call) -> Record:
        if call.action.verb == "list":
            return record | {"vendor": record["vendor_name"]}
        rows = self._rows_of(number_of(record, "id"))
        lines: list[Json] = [{name: row.data[name] for name in row.data if name[0] != "_"} for row in rows]
        parts: Record = {"line_items": lines}
        return record | parts

    def _rows_of(self, cost: int) -> list[Stored]:
        return list(self.desk.store.owned(_LINES, "_direct_cost_id", cost))

    def _prepared(self, sent: Record, call: Call) -> Record:
        """What was sent about one line, in the words in which lines are kept. Raises Refusal for unknown codes."""
        line: Record = {name: sent[name] for name in ("id", *_PLAIN) if name in sent}
        if sent.get("wbs_code_id") is not None:
            code = budget_code(sent["wbs_code_id"], call, self.desk)
            parts = parts_of(code, self.desk, call.project.id if call.project else 0)
            shown = [{name: part[name] for name in part if name[0] != "_"} or None for part in parts]
            line |= {"wbs_code": code, "cost_code": shown[0], "line_item_type": shown[1]}
        priced = amount_of(sent.get("quantity", 1)) * amount_of(sent.get("unit_cost"))
        manual = sent.get("manual_amount")
        if manual is not None or "unit_cost" in sent:
            text = money(priced if manual is None else amount_of(manual))
            line |= {"amount": text, "total_amount": text, "extended_amount": text}
            line["extended_type"] = "calculated" if manual is None else "manual"
        numbers: Record = {name: str(sent[name]) for name in ("quantity", "unit_cost") if sent.get(name) is not None}
        return line | numbers

    def _write(self, lines: list[Record], cost: Record) -> None:
        store = self.desk.store
        blank = blank_like(store.sample(_LINES)) | {"amount": "0.00", "uom": None}
        for line in lines:
            known = store.find(_LINES, number_of(line, "id")) if line.get("id") is not None else None
            if known is not None and known.data["_direct_cost_id"] == cost["id"]:
                known.change(line)
                continue
            own: Record = {"id": store.new_id(), "holder": {"id": cost["id"], "holder_type": "DirectCost"}}
            owner: Record = {"_direct_cost_id": cost["id"], "_project_id": cost["_project_id"]}
            dates: Record = dict.fromkeys(("created_at", "updated_at"), cost["updated_at"])
            place: Record = {"project": cost["project"], "company": cost["company"], "position": self._next(cost)}
            store.insert(_LINES, blank | place | dates | line | own | owner | {"_company_id": cost["_company_id"]})

    def _next(self, cost: Record) -> int:
        return len(self._rows_of(number_of(cost, "id"))) + 1
