"""The command that looks for motifs of payments: `money`."""

from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Annotated

import typer

from cli.judged import JUDGED, judged_in, tell_judged
from cli.printing import CASE, FORMAT, Format, called, dated, progress, say, show

if TYPE_CHECKING:
    from graphs.money.motifs import Threshold

__all__ = ["money"]

_SHOWN = ("motif", "account", "amount", "currency", "told", "first_at", "last_at")


def money(
    case: CASE,
    motif: Annotated[str | None, typer.Option(help="Only this motif, such as fan_in.")] = None,
    days: Annotated[int, typer.Option(min=1, help="Within so many days payments belong together.")] = 7,
    least: Annotated[int, typer.Option(min=2, help="Different accounts at the wide end of a fan.")] = 5,
    threshold: Annotated[
        str | None, typer.Option(metavar="AMOUNT CURRENCY", help='For structuring, such as "20000 SAR"; no default.')
    ] = None,
    threshold_source: Annotated[
        str | None,
        typer.Option("--threshold-source", metavar="TEXT", help="Who says so, and where."),
    ] = None,
    ignore_time: Annotated[
        bool, typer.Option("--ignore-time", help="Chains may go back in time; fans are of one amount.")
    ] = False,
    as_of: Annotated[str | None, typer.Option("--as-of", metavar="DATE", help="Only what was paid by then.")] = None,
    judged: JUDGED = False,
    output: FORMAT = Format.TABLE,
) -> None:
    """Look for motifs of documented payments, each with its payments, its definition and lawful explanations."""
    from evidence.case import Case
    from graphs.aliases.joining import joined
    from graphs.money.concordance import concordance
    from graphs.money.hit import DEFINITIONS
    from graphs.money.motifs import COLUMNS, motifs
    from queries.catalogue import catalogue
    from queries.money import concordance_rows, payment_rows
    from queries.tracing import moment

    if motif is not None and motif not in DEFINITIONS:
        raise typer.BadParameter(f"{motif}: no motif has this name; expected one of {', '.join(DEFINITIONS)}")
    limit = _threshold(threshold, threshold_source)
    if as_of:
        dated(as_of, moment)
    with Case.open(case).connect() as store:
        rows = payment_rows(store, as_of=as_of)
        referrals, shares = concordance_rows(store, as_of=as_of)
        accounts = store.read(catalogue["find_ranked_accounts"])
        groups = judged_in(store) if judged else None
    if groups:
        lists = {"payments": rows, "statements": referrals, "shares": shares, "accounts": accounts}
        rows, referrals, shares, accounts = joined(lists, groups).values()
    tell_judged(groups)
    named = {row["id"]: called(row) for row in accounts}
    in_time = "ignore" if ignore_time else "respect"
    with progress("looking in") as watch:
        found = motifs(rows, days=days, least=least, threshold=limit, in_time=in_time, watch=watch)
    if motif is not None:
        found = [row for row in found if row["motif"] == motif]
    shown = [row | {"account": named.get(str(row["account"]), str(row["account"]))} for row in found]
    show(shown if output is Format.TABLE else found, output, columns=_SHOWN if output is Format.TABLE else COLUMNS)
    told = concordance(referrals, rows, shares)
    say.print(
        f"{told.agreeing} of {told.referrals} referrals have a documented payment the same way, between "
        f"{told.agreeing_pairs} of {told.pairs} pairs; {len(told.against)} payments run against a referral, where "
        "shares come back:"
    )
    for row in told.against:
        fits = f" is {row['told']}" if row["told"] else ""
        ends = f"{row['payer']} to {row['payee']}"
        say.print(f"    {row['payment']}: {row['amount']} {row['currency']}{fits}, {ends}", markup=False)
    if limit is None:
        say.print("Structuring was not looked for: it needs --threshold and --threshold-source.")
    if undated := sum(row["paid_at"] is None for row in rows):
        say.print(f"{undated:,} payments without a date were left out.")
    say.print("Each has lawful explanations, which --format json tells beside it: a lead for a person to check.")


def _threshold(amount: str | None, source: str | None) -> "Threshold | None":
    from graphs.money.motifs import Threshold

    if (amount is None) != (source is None):
        raise typer.BadParameter("--threshold and --threshold-source belong together: say where it is from")
    if amount is None or source is None:
        return None
    number, _, currency = amount.partition(" ")
    try:
        value = Decimal(number)
    except InvalidOperation:
        value = Decimal(0)
    if value <= 0 or not value.is_finite() or not currency.strip():
        raise typer.BadParameter(f'--threshold is {amount!r}, expected an amount and a currency such as "20000 SAR"')
    return Threshold(value, currency.strip().upper(), source)
