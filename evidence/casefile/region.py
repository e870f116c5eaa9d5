"""Which regions there are, and the time zone in which each one's clocks run, for times that a file states without one.

It stands apart because the choice for a region with several zones is ours, and has to be readable in one place.
"""

from dataclasses import dataclass

from babel.core import get_global

from evidence.refusals import CaseRefused

__all__ = ["SEAT_OF_GOVERNMENT", "ZoneChoice", "known_region", "region_code", "zone_of"]

SEAT_OF_GOVERNMENT = {
    "AR": "America/Argentina/Buenos_Aires",
    "AU": "Australia/Sydney",
    "BR": "America/Sao_Paulo",
    "CA": "America/Toronto",
    "CD": "Africa/Kinshasa",
    "CL": "America/Santiago",
    "CN": "Asia/Shanghai",
    "CY": "Asia/Nicosia",
    "DE": "Europe/Berlin",
    "EC": "America/Guayaquil",
    "ES": "Europe/Madrid",
    "FM": "Pacific/Pohnpei",
    "GL": "America/Nuuk",
    "ID": "Asia/Jakarta",
    "KI": "Pacific/Tarawa",
    "KZ": "Asia/Almaty",
    "MH": "Pacific/Majuro",
    "MN": "Asia/Ulaanbaatar",
    "MX": "America/Mexico_City",
    "MY": "Asia/Kuala_Lumpur",
    "NZ": "Pacific/Auckland",
    "PF": "Pacific/Tahiti",
    "PG": "Pacific/Port_Moresby",
    "PS": "Asia/Hebron",
    "PT": "Europe/Lisbon",
    "RU": "Europe/Moscow",
    "UA": "Europe/Kyiv",
    "US": "America/New_York",
    "UZ": "Asia/Tashkent",
}
"""The zone of the seat of government, for every region that has more than one zone and a seat."""


@dataclass(frozen=True)
class ZoneChoice:
    """A zone, and the sentence that tells a reader of case.toml why it is this one."""

    name: str
    reason: str


def region_code(text: str) -> str | None:
    """`text` as a two-letter ISO 3166 code in capitals; None for a region that nobody knows."""
    region = text.strip().upper()
    return region if len(region) == 2 and region != "ZZ" and region in get_global("territory_zones") else None


def known_region(text: str) -> str:
    """The code of a region as `region_code` has it; raises CaseRefused for a region that nobody knows."""
    if region := region_code(text):
        return region
    meant = get_global("territory_aliases").get(text.strip().upper(), [])
    hint = f"; did you mean {meant[0]}?" if len(meant) == 1 else ""
    raise CaseRefused(f"region is {text!r}, expected a two-letter ISO 3166 code such as SA, AE or KW{hint}")


def zone_of(region: str) -> ZoneChoice:
    """The zone for a region: its only one, else the one of its seat of government.

    Raises CaseRefused for an unknown region and for one with several zones and no seat (Antarctica).
    """
    code = known_region(region)
    zones: list[str] = get_global("territory_zones")[code]
    if len(zones) == 1:
        return ZoneChoice(zones[0], f"The time zone of {code}.")
    if code not in SEAT_OF_GOVERNMENT:
        raise CaseRefused(
            f"region {code} has {len(zones)} time zones and no seat of government: give the time zone too"
        )
    reason = (
        f"{code} has {len(zones)} time zones; this is the one of its seat of government. Change it before ingesting."
    )
    return ZoneChoice(SEAT_OF_GOVERNMENT[code], reason)
