"""The weights of the roles, in one table: what speaks for each role, what against it, and the sentence that says so.

All of it is a proposal of this tool, which no literature validates. A weight is an amount of log odds, given in full
once a fact was seen `enough` times.
"""

from dataclasses import dataclass

__all__ = ["ABSENCES", "DEFINITIONS", "NONE", "NONE_WEIGHT", "ROLES", "RULES", "Rule"]

DEFINITIONS = {
    "front": "offers to the public and refers buyers to somebody else",
    "reseller": "sellers refer to it, and it refers further or pays somebody above",
    "operator": "the highest point in the observed chain of others that sell, with layers that support it",
    "supplier": "delivers to several that each stand above a network of their own",
    "promoter": "calls or advertises something to an audience, such as a security",
    "customer": "was seen to pay a seller, and not to sell",
    "bystander": "was named, written to or present, and was seen neither to sell nor to buy",
    "licensed_intermediary": "stands between advertisers and accounts with a licence on file",
}
"""Each role with its definition."""
ROLES = tuple(DEFINITIONS)


@dataclass(frozen=True, slots=True)
class Rule:
    """One fact that speaks for a role (a weight above 0) or against it; `{accounts}`, `{messages}` say how often."""

    role: str
    fact: str
    weight: float
    enough: int
    sentence: str


_SAID = {
    "first_offers": "opens conversations with offers, or posts them: {messages}",
    "offers": "read as offers: {messages} of its own",
    "calls": "read as calling a security, or selling such calls: {messages} of its own",
    "refers_up": "refers to {accounts} as who does the work",
    "named_by": "referred to as who does the work by {accounts} seen to sell",
    "named_by_named": "referred to by {accounts} that others refer to in turn",
    "named_by_callers": "referred to by {accounts} that call a security or stand beside those that do",
    "earns": "paid by {accounts} not seen to sell",
    "collects": "paid by {accounts} seen to sell",
    "pays_up": "pays {accounts} that it refers to",
    "pays_on": "pays {accounts} that sellers refer to",
    "buys": "paid {accounts} seen to sell",
    "gives_shares": "gives a share of its fees to {accounts}, as stated",
    "asks": "wrote first to {accounts} seen to sell",
    "written_to": "written to first by {accounts} seen to sell",
    "probable": "the ranking says probable operator",
    "highest": "the ranking says highest point in the observed chain",
    "shared_supplier": "several that each stand above a network of their own lead to it",
    "paid_by_highest": "paid by {accounts} that stand highest in their chains",
    "very_large": "a thousand times larger than is usual here, and neither offers nor refers",
    "gap": "offers ten times the followers that it had, or more",
    "in_scope": "a register answered active; a licence on file names it",
    "claimed": "states a licence, or one on file names it; none was seen to be its own, active and in scope",
    "passes_on": "paid by one and paying another, neither of whom was seen to sell",
    "not_highest": "the ranking does not say that nothing stands above it",
    "not_named": "no account that sells refers to it",
    "ends_here": "refers to nobody above it",
    "unnamed": "nobody refers to it",
    "between": "paid by {accounts}, and pays an account seen to sell",
    "second": "refers to an account with its own handle, phone or e-mail, as a second account of one person would",
    "same_source": "refers to the account that several accounts calling a security refer to",
    "no_trade": "nothing captured of it offers, calls, refers buyers or is referred to by sellers",
    "no_calls": "nothing of it was read as calling or advertising something",
    "no_purchase": "was not seen to pay a seller",
    "not_shared": "no rivals were seen to lead to it",
    "no_licence": "no licence of it is on file or stated",
}

_WEIGHTS = """
front                  first_offers      +1.5  2
front                  offers            +0.5  2
front                  refers_up         +1.2  1
front                  earns             +1.0  1
front                  pays_up           +0.5  1
front                  gap               +0.5  1
front                  second            -1.0  1
front                  named_by          -2.5  2
front                  calls             -2.0  1
front                  same_source       -1.0  1
front                  probable          -3.0  1
reseller               named_by          +2.2  2
reseller               refers_up         +1.0  1
reseller               collects          +1.0  1
reseller               pays_up           +0.7  1
reseller               pays_on           +1.5  1
reseller               gives_shares      +0.4  1
reseller               not_named         -1.0  1
reseller               second            -3.0  1
reseller               ends_here         -2.5  1
reseller               probable          -3.0  1
reseller               shared_supplier   -3.0  1
operator               probable          +5.0  1
operator               highest           +1.0  1
operator               named_by_named    +1.2  2
operator               collects          +0.5  1
operator               not_highest       -3.0  1
operator               unnamed           -3.0  1
operator               first_offers      -1.0  2
operator               shared_supplier   -4.0  1
supplier               shared_supplier   +5.0  1
supplier               paid_by_highest   +1.5  2
supplier               not_shared        -3.0  1
supplier               first_offers      -1.5  1
supplier               refers_up         -1.5  1
promoter               calls             +3.5  1
promoter               same_source       +3.5  1
promoter               no_calls          -3.0  1
promoter               first_offers      -1.0  2
customer               buys              +3.0  1
customer               no_purchase       -1.5  1
customer               asks              +0.5  1
customer               first_offers      -2.5  2
customer               refers_up         -2.0  1
customer               named_by          -3.0  1
customer               named_by_callers  -3.0  1
customer               between           -2.0  1
customer               earns             -1.5  1
customer               collects          -2.0  1
customer               calls             -2.0  1
bystander              very_large        +3.5  1
bystander              written_to        +2.0  1
bystander              asks              +0.5  1
bystander              buys              -2.5  1
bystander              earns             -1.0  1
bystander              first_offers      -3.0  2
bystander              refers_up         -3.0  1
bystander              named_by          -2.0  1
bystander              named_by_callers  -3.0  1
bystander              calls             -3.0  1
bystander              in_scope          -2.0  1
bystander              claimed           -1.5  1
licensed_intermediary  in_scope          +5.0  1
licensed_intermediary  claimed           +1.5  1
licensed_intermediary  passes_on         +1.5  1
licensed_intermediary  first_offers      -4.0  1
licensed_intermediary  no_licence        -5.0  1
front                  no_trade          -5.0  1
reseller               no_trade          -5.0  1
operator               no_trade          -5.0  1
supplier               no_trade          -5.0  1
promoter               no_trade          -5.0  1
"""
ABSENCES = ("no_trade", "no_licence", "no_calls", "no_purchase", "not_highest", "not_shared")
"""Facts that are the absence of others; they lower shares and are no reasons."""
NONE = "none_of_these"
"""What the shares leave for a part that the table does not know, or for what was not captured."""
NONE_WEIGHT = 1.3
"""Its weight, for every account alike."""


def _rule(line: str) -> Rule:
    role, fact, weight, enough = line.split()
    return Rule(role, fact, float(weight), int(enough), _SAID[fact])


RULES = tuple(_rule(line) for line in _WEIGHTS.split("\n") if line)
"""Every rule, in the order of the table."""
