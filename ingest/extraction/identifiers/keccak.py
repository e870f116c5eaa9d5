"""Keccak-256 as Ethereum uses it, which the standard library lacks: its SHA-3 pads differently."""

__all__ = ["keccak_256"]

_RATE = 136
_MASK = (1 << 64) - 1
_TURNS = (
    (0, 36, 3, 41, 18),
    (1, 44, 10, 45, 2),
    (62, 6, 43, 15, 61),
    (28, 55, 25, 21, 56),
    (27, 20, 39, 8, 14),
)


def keccak_256(message: bytes) -> bytes:
    """The 32 bytes of the digest of a message."""
    padded = bytearray(message) + b"\x01" + bytes(-(len(message) + 1) % _RATE)
    padded[-1] |= 0x80
    lanes = [[0] * 5 for _ in range(5)]
    for block in range(0, len(padded), _RATE):
        for number in range(_RATE // 8):
            place = block + 8 * number
            lanes[number % 5][number // 5] ^= int.from_bytes(padded[place : place + 8], "little")
        lanes = _permuted(lanes)
    return b"".join(lanes[number % 5][number // 5].to_bytes(8, "little") for number in range(4))


def _permuted(lanes: list[list[int]]) -> list[list[int]]:
    feedback = 1
    for _ in range(24):
        lanes = _mixed(lanes)
        for power in range(7):
            if feedback & 1:
                lanes[0][0] ^= 1 << ((1 << power) - 1)
            feedback = feedback << 1 ^ (0x171 if feedback >> 7 else 0)
    return lanes


def _mixed(lanes: list[list[int]]) -> list[list[int]]:
    """One round without its constant: the steps theta, rho and pi, chi."""
    parity = [column[0] ^ column[1] ^ column[2] ^ column[3] ^ column[4] for column in lanes]
    turned = [[0] * 5 for _ in range(5)]
    for x in range(5):
        change = parity[x - 1] ^ _turned(parity[(x + 1) % 5], 1)
        for y in range(5):
            turned[y][(2 * x + 3 * y) % 5] = _turned(lanes[x][y] ^ change, _TURNS[x][y])
    return [[turned[x][y] ^ (~turned[(x + 1) % 5][y] & turned[(x + 2) % 5][y]) for y in range(5)] for x in range(5)]


def _turned(lane: int, places: int) -> int:
    return (lane << places | lane >> (64 - places)) & _MASK
