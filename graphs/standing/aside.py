"""Who is set aside before anybody is ranked, and for which reason in words.

Agencies, celebrities and panels abroad gather many names without running anything here. They are recognised by what
was observed, are said to be what they are, and are shown beside the ranking instead of in it.
"""

from statistics import median

from graphs.standing.observed import Observed

__all__ = ["LICENSED", "UNHEARD", "VERY_LARGE", "set_aside"]

LICENSED = "a register says that its licence is active"
VERY_LARGE = "very large, and no captured message is to it or by it"
UNHEARD = "only named: no captured message is to it or by it"

_VERY_LARGE = 100.0
"""So many times the median of followers is very large; our own proposal, which no literature validates."""


def set_aside(observed: Observed) -> dict[str, str]:
    """The accounts that are not ranked, each with its reason.

    Set aside is who holds a licence that a register says is active (a licence never makes an offer of followers
    lawful: it says that the account is no hidden operator), and who takes no part in any captured conversation but is
    named in some: a celebrity, an escrow, a supplier, or an operator of whom only the name was captured. The last
    cannot be told from the others by what was observed, so all of them are shown with their reason.
    """
    named = {one.referred_to for one in observed.statements}
    known = [one.followers for one in observed.accounts.values() if one.followers is not None]
    large = _VERY_LARGE * median(known) if known else float("inf")
    aside = {account: LICENSED for account, one in observed.accounts.items() if one.verified}
    for account in sorted(named - aside.keys()):
        profile = observed.profile(account)
        if not profile.messages:
            aside[account] = VERY_LARGE if (profile.followers or 0) > large else UNHEARD
    return aside
