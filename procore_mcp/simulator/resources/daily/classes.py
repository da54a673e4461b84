"""Which class serves which resource of the daily log."""

from __future__ import annotations

from collections.abc import Mapping

from procore_mcp.simulator.resources.daily.bulk_updates import DailyLogBulkUpdates
from procore_mcp.simulator.resources.daily.clones import DailyLogClones
from procore_mcp.simulator.resources.daily.conditions import WeatherConditions
from procore_mcp.simulator.resources.daily.counts import DailyLogCounts
from procore_mcp.simulator.resources.daily.delay_types import DelayLogTypes
from procore_mcp.simulator.resources.daily.headers import DailyLogHeaders
from procore_mcp.simulator.resources.daily.kinds import DelayLogs, EquipmentLogs, WeatherLogs
from procore_mcp.simulator.resources.daily.log_types import LOG_TYPES, collection_of
from procore_mcp.simulator.resources.daily.logs import DailyLogs
from procore_mcp.simulator.resources.daily.manpower import ForVendors, ManpowerLogs
from procore_mcp.simulator.resources.daily.timecards import TimecardEntries, Timesheets
from procore_mcp.simulator.resources.resource import Resource

DAILY: Mapping[str, type[Resource]] = {
    **{collection_of(kind): DailyLogs for kind in LOG_TYPES},
    "daily_construction_report_logs": ForVendors,
    "daily_log_bulk_updates": DailyLogBulkUpdates,
    "daily_log_clones": DailyLogClones,
    "daily_log_counts": DailyLogCounts,
    "daily_log_headers": DailyLogHeaders,
    "delay_log_types": DelayLogTypes,
    "delay_logs": DelayLogs,
    "equipment_logs": EquipmentLogs,
    "manpower_logs": ManpowerLogs,
    "timecard_entries": TimecardEntries,
    "timesheets": Timesheets,
    "weather_conditions": WeatherConditions,
    "weather_logs": WeatherLogs,
}
