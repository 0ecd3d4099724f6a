# SPDX-License-Identifier: Apache-2.0
"""The demo's sites and the instants at which their days end."""
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone
from zoneinfo import ZoneInfo

START = datetime(2015, 2, 27, 0, tzinfo=timezone.utc)
END = datetime(2015, 3, 15, 0, 30, tzinfo=timezone.utc)
CLOSE_DELAY = timedelta(minutes=15)


@dataclass(frozen=True)
class Site:
    code: str
    name: str
    zone: str
    region: str
    cloud: str
    bound_from: str  # the first billing day of its workspaces
    workspaces: tuple

    def day_end(self, day):
        """Midnight of the next day on the site's own clock: a day may have 23 or 25 hours."""
        midnight = datetime.combine(day + timedelta(days=1), time(), ZoneInfo(self.zone))
        return midnight.astimezone(timezone.utc)


SITES = (
    Site("cn1", "China 1", "Asia/Shanghai", "CN", "alibaba", "2015-02-28", ("ws-fb", "ws-goog", "ws-ibm")),
    Site("cn2", "China 2", "Asia/Shanghai", "CN", "aws", "2015-02-28", ("ws-ko", "ws-pfe", "ws-ups")),
    Site("us1", "US West", "America/Los_Angeles", "INT", "aws", "2015-02-27",
         ("ws-aapl", "ws-amzn", "ws-crm", "ws-cvs")),
)


def day_ends():
    """Every instant at which a day that the demo closes ends -> ["site/day", …], in order."""
    ends = {}
    for site in SITES:
        day = START.astimezone(ZoneInfo(site.zone)).date()
        while site.day_end(day) + CLOSE_DELAY <= END:
            ends.setdefault(site.day_end(day), []).append(f"{site.code}/{day.isoformat()}")
            day += timedelta(days=1)
    return dict(sorted(ends.items()))
