"""Kinds of daily logs that derive some of their facts from others."""

from __future__ import annotations

from procore_mcp.simulator.digits import whole_number
from procore_mcp.simulator.json_types import Json, Record, is_record, text_of
from procore_mcp.simulator.resources.daily.logs import DailyLogs, hours_between
from procore_mcp.simulator.rest.call import Call


class WeatherLogs(DailyLogs):
    """The time of an observation becomes a moment of the log's day; whether it delayed anyone, a text."""

    def apply(self, record: Record, call: Call) -> None:
        super().apply(record, call)
        if time := text_of(dict(call.sent), "time"):
            record["time"] = f"{record['date']}T{time.removesuffix('Z')}Z"
        if call.sent.get("is_weather_delay") is not None:
            record["is_weather_delay"] = str(call.sent["is_weather_delay"])


class DelayLogs(DailyLogs):
    """Times of the clock may be sent whole or as hours and minutes; both ends give the duration."""

    def apply(self, record: Record, call: Call) -> None:
        super().apply(record, call)
        for name in ("start_time", "end_time"):
            if time := text_of(dict(call.sent), name):
                hour, _, minute = time.partition(":")
                record |= {f"{name}_hour": _whole(hour), f"{name}_minute": _whole(minute)}
            for part in (f"{name}_hour", f"{name}_minute"):
                record[part] = _whole(record.get(part))
        record["end_time"] = _clock(record, "end_time")
        record["duration"] = hours_between(_clock(record, "start_time"), _clock(record, "end_time"))


class EquipmentLogs(DailyLogs):
    """Hours are sent as numbers and shown as texts; a name makes equipment that the project has not had."""

    def apply(self, record: Record, call: Call) -> None:
        super().apply(record, call)
        for name in ("hours_idle", "hours_operating"):
            if call.sent.get(name) is not None:
                record[name] = f"{call.sent[name]}.0"
        name = text_of(dict(call.sent), "equipment_name")
        if name and call.sent.get("equipment_id") is None:
            record["equipment"] = self._known(name, call)

    def _known(self, name: str, call: Call) -> Record:
        seen = [row.data.get("equipment") for row in self.rows(call)]
        machines = [machine for machine in seen if is_record(machine)]
        number = self.desk.store.new_id()
        new: Record = {"id": number, "project_id": call.number("project_id"), "position": len(machines), "name": name}
        return next((machine for machine in machines if machine.get("name") == name), new)


def _whole(value: Json) -> int | None:
    return whole_number(str(value))


def _clock(record: Record, name: str) -> str | None:
    hour, minute = record.get(f"{name}_hour"), record.get(f"{name}_minute")
    return None if hour is None else f"{hour}:{minute or 0:02}"
