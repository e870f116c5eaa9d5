"""The web hosts that say what a link is: platforms with profiles, hosted shops, shorteners and payment gateways."""

__all__ = ["DOMAINS", "MAIL_HOSTS", "PROFILES", "WORDS", "is_platform_owned", "is_shop"]

PROFILES = {
    "instagram.com": "instagram", "instagr.am": "instagram", "ig.me": "instagram", "x.com": "x", "twitter.com": "x",
    "tiktok.com": "tiktok", "snapchat.com": "snapchat", "threads.net": "threads", "threads.com": "threads",
    "facebook.com": "facebook", "fb.com": "facebook", "m.me": "facebook", "youtube.com": "youtube",
}  # fmt: skip
"""Hosts whose paths name accounts, with their platform."""

_SHOPS = (
    "salla.sa salla.shop zid.store zid.sa expandcart.com myshopify.com matjrah.store matjrah.com youcan.shop"
    " youcan.store easy-orders.net mysellix.io sellix.io rmz.gg gumroad.com sell.app expand.store storeino.com"
    " bigcartel.com ecwid.com mystrikingly.com wuilt.store takeapp.store payhip.com selly.gg shoppy.gg kyte.site"
)
_SHORTENERS = (
    "bit.ly tinyurl.com t.co cutt.ly is.gd rebrand.ly goo.gl ow.ly rb.gy shorturl.at s.id lnkd.in buff.ly t.ly tiny.cc"
    " wa.link adf.ly soo.gd v.gd bl.ink short.io cutt.us surl.li"
)
_GATEWAYS = (
    "paypal.com stripe.com paytabs.com tap.company moyasar.com myfatoorah.com hyperpay.com tabby.ai tamara.co"
    " payfort.com telr.com checkout.com stcpay.com.sa urpay.com.sa thawani.om upayments.com paymob.com fawry.com"
    " kashier.io geidea.net streampay.sa edfapay.com"
)
_SHOP_HOSTS = frozenset(_SHOPS.split())
_OWNED_HOSTS = frozenset(f"{_SHORTENERS} {_GATEWAYS}".split())

MAIL_HOSTS = frozenset(
    {"gmail", "hotmail", "outlook", "yahoo", "icloud", "live", "proton", "protonmail", "gmx", "mail"}
)
"""Hosts of mail that people write without more."""

_PLAIN = (
    "com net org info biz xyz shop store online site website app dev io gg tv sa ae kw qa bh om eg jo iq sy ye ma dz tn"
    " uk fr tr pk ru eu example test co"
)
_ALSO_WORDS = (
    "me to so im is at be it in us am fm ai cc ly sh gl gd id de ir lb ps one live life club pro top vip tech space fun"
    " world media agency digital group company page bio ink link team social network plus cloud services market sale"
    " deals cash money email chat zone today web dog"
)

WORDS = frozenset(_ALSO_WORDS.split())
"""Endings of web addresses that are also words: they count only before a path or after a scheme."""

DOMAINS = WORDS | frozenset(_PLAIN.split())
"""Endings of web addresses."""


def is_shop(host: str) -> bool:
    """Whether a host is a shop on a hosting platform, or the platform whose paths are shops."""
    return _under(host, _SHOP_HOSTS)


def is_platform_owned(host: str) -> bool:
    """Whether a host is a shortener or a gateway, which many unrelated people use."""
    return _under(host, _OWNED_HOSTS)


def _under(host: str, domains: frozenset[str]) -> bool:
    parts = host.split(".")
    return any(".".join(parts[first:]) in domains for first in range(len(parts) - 1))
