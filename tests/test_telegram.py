"""Telegram Desktop's result.json: every layout in small, other people's exports counted by hand, broken and large."""

import json
import tracemalloc
from datetime import UTC, datetime
from typing import Any

import pytest

from ingest.platforms.exports import Member
from ingest.platforms.telegram.export import Telegram
from ingest.records import Account, Identifier, Message, Reject
from ingest.tables.refusals import TableRefused
from tests.exported import SHARED, Finds, member, settings, shared

NOON = datetime(2025, 1, 15, 12, 0, tzinfo=UTC)
OTHERS = pytest.mark.skipif(not SHARED.is_dir(), reason="other people's exports are not beside this checkout")


def entry(number: int, text: Any, sender: str = "user7", name: str | None = "نورة", **more: Any) -> dict[str, Any]:
    said = {"from": name, "from_id": sender, "text": text}
    return {"id": number, "type": "message", "date": "2025-01-15T15:00:00", "date_unixtime": "1736942400"} | said | more


def chat(*messages: Any, kind: str = "personal_chat", number: int = 7, name: str = "نورة") -> dict[str, Any]:
    return {"name": name, "type": kind, "id": number, "messages": list(messages)}


def account(*chats: Any, **more: Any) -> dict[str, Any]:
    page = {"user_id": 1, "first_name": "سالم", "last_name": "المثال", "phone_number": "+966 55 000 0123"}
    return (
        {"about": "…", "personal_information": page | {"username": "@salem_example"}}
        | more
        | {"chats": {"about": "…", "list": list(chats)}}
    )


def finds(content: Any, **changes: Any) -> Finds:
    return Finds(Telegram().records(member(content, **changes)))


def test_a_message_of_one_chat_is_a_whole_record() -> None:
    found = finds(chat(entry(5, "كم السعر؟"), entry(6, "٥٠ ريال", "user1", "سالم", reply_to_message_id=5)))
    assert found.messages == [
        Message(
            evidence="source:messages[0]",
            platform="telegram",
            message_id="user1/user7/5",
            sender="user7",
            recipient="user1",
            sent_at=NOON,
            text="كم السعر؟",
            thread="user1/user7",
        ),
        Message(
            evidence="source:messages[1]",
            platform="telegram",
            message_id="user1/user7/6",
            sender="user1",
            recipient="user7",
            sent_at=NOON,
            text="٥٠ ريال",
            thread="user1/user7",
            reply_to="user1/user7/5",
        ),
    ]
    assert found.accounts == [
        Account(evidence="source:messages[0]", platform="telegram", account_id="user7", display_name="نورة"),
        Account(
            evidence="source:messages[1]",
            platform="telegram",
            account_id="user1",
            display_name="سالم",
            subject_class="unknown",
        ),
    ]


def test_a_whole_account_tells_its_owner_and_reads_left_chats() -> None:
    left = {"left_chats": {"about": "…", "list": [chat(entry(9, "وداعا"), kind="public_channel", number=77)]}}
    content = account(chat(entry(5, "مرحبا")), chat(entry(5, "أهلا", "user8", "هند"), number=8)) | left
    found = finds(content, subject_class="bystander")
    assert Telegram().owner(member(content)) == "user1"
    assert [(m.evidence, m.thread, m.sender, m.recipient, m.channel, m.direction) for m in found.messages] == [
        ("source:chats.list[0].messages[0]", "user1/user7", "user7", "user1", None, None),
        ("source:chats.list[1].messages[0]", "user1/user8", "user8", "user1", None, None),
        ("source:left_chats.list[0].messages[0]", "channel77", "user7", None, "channel77", "public"),
    ]
    assert found.accounts[0] == Account(
        evidence="source:personal_information",
        platform="telegram",
        account_id="user1",
        handle="salem_example",
        display_name="سالم المثال",
        subject_class="bystander",
    )
    [phone] = [one for one in found.all if isinstance(one, Identifier)]
    assert (phone.account, phone.value) == ("user1", "+966550000123")


def test_two_owners_chats_with_one_account_are_two_threads() -> None:
    mine = finds(chat(entry(5, "عرض"), entry(6, "لا", "user1", "سالم"))).messages
    theirs = finds(chat(entry(5, "عرض"), entry(6, "نعم", "user2", "هند"))).messages
    assert {m.message_id for m in mine} & {m.message_id for m in theirs} == set()


def test_the_owner_is_the_one_who_is_not_the_other_side_of_a_private_chat() -> None:
    answered = chat(entry(1, "a"), entry(2, "b", "user1", "سالم"))
    only_the_owner_wrote = chat(entry(2, "b", "user1", "سالم"))
    only_the_other_wrote = chat(entry(1, "a"))
    saved = chat(entry(1, "ملاحظة", "user1"), kind="saved_messages", number=1)
    group = chat(entry(1, "a"), entry(2, "b", "user1"), kind="private_group")
    nobody_is_the_other_side = chat(entry(1, "a", "user3"), entry(2, "b", "user4"))
    contents = [answered, only_the_owner_wrote, only_the_other_wrote, saved, group, nobody_is_the_other_side]
    owners = [Telegram().owner(member(content)) for content in contents]
    assert owners == ["user1", "user1", None, "user1", None, None]
    unnamed = {"chats": {"list": [group, only_the_other_wrote, answered]}}
    assert Telegram().owner(member(unnamed)) == "user1"


def test_an_owner_that_the_user_names_receives_what_the_other_side_wrote() -> None:
    content = chat(entry(1, "a"))
    recipients = [finds(content, owner=said).messages[0].recipient for said in (None, "user1", "1", "@salem_example")]
    assert recipients == [None, "user1", "user1", "@salem_example"]


def test_targets_hidden_behind_words_are_links_and_visible_ones_are_not() -> None:
    parts = [
        "للطلب ",
        {"type": "text_link", "text": "هنا", "href": "https://t.me/main_example?start=7"},
        " أو ",
        {"type": "mention_name", "text": "المدير", "user_id": 55},
        {"type": "mention", "text": "@someone_example"},
        {"type": "link", "text": "shop.example"},
        {"type": "custom_emoji", "text": "🔥", "document_id": "x"},
        {"type": "spoiler", "text": "سر"},
        {"type": "text_link", "text": "https://a.example", "href": "https://a.example"},
    ]
    [message] = finds(chat(entry(1, parts))).messages
    assert message.text == "للطلب هنا أو المدير@someone_exampleshop.example🔥سرhttps://a.example"
    assert message.links == ("6 9 https://t.me/main_example?start=7", "13 19 tg://user?id=55")
    assert [message.text[6:9], message.text[13:19]] == ["هنا", "المدير"]


def test_entities_beside_a_plain_text_are_read_too() -> None:
    entities = [{"type": "plain", "text": "اضغط "}, {"type": "text_link", "text": "هنا", "href": "https://a.example"}]
    [message] = finds(chat(entry(1, "اضغط هنا", text_entities=entities))).messages
    assert (message.text, message.links) == ("اضغط هنا", ("5 8 https://a.example",))
    [other] = finds(chat(entry(1, "نص آخر", text_entities=entities))).messages
    assert (other.text, other.links) == ("نص آخر", ())


def test_addresses_of_buttons_stand_at_the_end_or_are_the_words() -> None:
    rows = [
        [{"type": "url", "text": "اطلب", "data": "https://t.me/order_example"}, {"type": "callback", "text": "لا"}],
        [
            {"type": "user_profile", "text": "المدير", "data": "55"},
            {"type": "auth", "text": "x", "url": "https://b.example"},
        ],
    ]
    [message] = finds(chat(entry(1, "متابعين", inline_bot_buttons=rows))).messages
    assert message.text == "متابعين"
    assert message.links == ("7 7 https://t.me/order_example", "7 7 tg://user?id=55", "7 7 https://b.example")
    [bare] = finds(chat(entry(1, "", photo="p.jpg", inline_bot_buttons=rows))).messages
    assert (bare.text, bare.links[0]) == ("اطلب\nلا\nالمدير\nx", "0 4 https://t.me/order_example")


def test_cards_are_words() -> None:
    contact = {"first_name": "أبو", "last_name": "فهد", "phone_number": "+966 55 000 0155"}
    poll = {
        "question": "كم متابع؟",
        "closed": False,
        "total_voters": 3,
        "answers": [{"text": "ألف"}, {"text": "ألفين"}],
    }
    messages = [
        entry(1, "", contact_information=contact),
        entry(2, "", poll=poll),
        entry(3, "زورونا", place_name="المتجر", address="شارع المثال"),
        entry(4, "", invoice_information='{"title": "اشتراك", "description": "شهر"}'),
        entry(5, "", invoice_information={"title": "اشتراك"}),
    ]
    assert [m.text for m in finds(chat(*messages)).messages] == [
        "أبو فهد\n+966 55 000 0155",
        "كم متابع؟\nألف\nألفين",
        "زورونا\nالمتجر\nشارع المثال",
        "اشتراك\nشهر",
        "اشتراك",
    ]


def test_what_is_no_message_is_counted() -> None:
    messages = [
        {
            "id": 1,
            "type": "service",
            "date": "2025-01-15T15:00:00",
            "actor": "نورة",
            "actor_id": "user7",
            "action": "phone_call",
        },
        {"id": 2, "type": "unsupported"},
        entry(3, "", photo="photo.jpg"),
        entry(4, "", media_type="voice_message", file="v.ogg"),
        entry(5, " \n", location_information={"latitude": 1.5, "longitude": 2.5}),
        entry(6, "نعم", via_bot="@gif", reactions=[{"type": "emoji", "count": 2, "emoji": "👍"}]),
    ]
    found = finds(chat(*messages))
    assert [m.message_id for m in found.messages] == ["user7/6"]
    assert found.remarks == {
        "lines of the service: phone_call": 1,
        "messages that Telegram Desktop itself could not export": 1,
        "messages without words: photo": 1,
        "messages without words: voice_message": 1,
        "messages without words: location_information": 1,
        "messages with reactions, which are left in the source": 1,
        "messages sent by way of @gif": 1,
    }


def test_a_forward_names_who_wrote_it_first() -> None:
    messages = [
        entry(1, "أ", forwarded_from="قناة العروض", forwarded_from_id="channel90"),
        entry(2, "ب", forwarded_from="اسم مخفي"),
        entry(3, "ج", forwarded_from=None, saved_from="محفوظات"),
        entry(4, "د", forwarded_from=None),
    ]
    found = finds(chat(*messages))
    assert [m.forwarded_from for m in found.messages] == ["channel90", "اسم مخفي", "محفوظات", None]
    assert ("channel90", "قناة العروض") in {(a.account_id, a.display_name) for a in found.accounts}


def test_topics_of_a_forum_are_threads_of_their_own() -> None:
    made = {"type": "service", "date": "2025-01-15T15:00:00", "action": "topic_created", "title": "أسعار"}
    messages = [
        made | {"id": 4},
        entry(5, "في الموضوع", reply_to_message_id=4),
        entry(6, "رد عليه", reply_to_message_id=5),
        entry(7, "خارجه"),
    ]
    found = finds(chat(*messages, kind="private_supergroup", number=90)).messages
    assert [(m.thread, m.reply_to) for m in found] == [
        ("channel90/4", None),
        ("channel90/4", "channel90/5"),
        ("channel90", None),
    ]
    assert {m.channel for m in found} == {"channel90"}


def test_a_reply_to_another_chat_names_that_chat() -> None:
    [message] = finds(chat(entry(5, "رد", reply_to_message_id=3, reply_to_peer_id="channel90"))).messages
    assert message.reply_to == "channel90/3"


def test_kinds_of_chats_decide_who_is_spoken_to() -> None:
    kinds = ["personal_chat", "bot_chat", "saved_messages", "replies", "private_group", "private_supergroup",
             "public_supergroup", "private_channel", "public_channel"]  # fmt: skip
    found = finds(account(*(chat(entry(1, "نص"), kind=kind) for kind in kinds))).messages
    assert [(m.recipient, m.channel, m.thread, m.direction) for m in found] == [
        ("user1", None, "user1/user7", None),
        ("user1", None, "user1/user7", None),
        (None, None, "user1/user7", None),
        ("user1", None, "user1/user7", None),
        (None, "chat7", "chat7", None),
        (None, "channel7", "channel7", None),
        (None, "channel7", "channel7", "public"),
        (None, "channel7", "channel7", None),
        (None, "channel7", "channel7", "public"),
    ]


def test_senders_without_an_id_are_known_in_their_chat_only() -> None:
    nameless = {"id": 1, "type": "message", "date_unixtime": "1736942400", "text": "نص"}
    private = chat(nameless | {"from": "نورة"}, nameless, nameless | {"from": None, "from_id": "user9"})
    assert [m.sender for m in finds(private).messages] == ["user9/user7/نورة", "user7", "user9"]
    assert [m.sender for m in finds(chat(nameless, kind="public_channel")).messages] == ["channel7"]
    [reject] = finds(chat(nameless, kind="private_group")).rejects
    assert (reject.line, reject.column, reject.found) == ("messages[0]", "from_id", "nothing")


def test_numbers_that_old_versions_wrote_for_senders_are_peers() -> None:
    messages = [entry(1, "أ", 7), entry(2, "ب", (1 << 32) + 8), entry(3, "ج", (2 << 32) + 9)]  # type: ignore[arg-type]
    found = finds(chat(*messages, kind="private_group"))
    assert [m.sender for m in found.messages] == ["user7", "chat8", "channel9"]


def test_times_are_utc_and_local_ones_are_of_the_case() -> None:
    local = entry(1, "قديم", edited="2025-01-15T15:30:00")
    del local["date_unixtime"]
    exact = entry(2, "جديد", edited="2025-01-15T15:30:00", edited_unixtime="1736942460")
    never = entry(3, "بلا", edited="1970-01-01T03:00:00")
    found = finds(chat(local, exact, never)).messages
    assert [(m.sent_at, m.zone_assumed) for m in found] == [(NOON, True), (NOON, False), (NOON, False)]
    assert [m.edited_at for m in found] == [
        datetime(2025, 1, 15, 12, 30, tzinfo=UTC),
        datetime(2025, 1, 15, 12, 1, tzinfo=UTC),
        None,
    ]


def test_what_cannot_be_a_message_is_a_reject_with_its_place() -> None:
    timeless = {"id": 1, "type": "message", "from_id": "user7", "text": "نص"}
    wrong = [timeless, entry(2, "نص", date_unixtime="soon"), entry(3, "a\0b"), {"id": 4, "type": "post"}, 5, None]
    found = finds(chat(*wrong, entry(9, "سليم")))
    assert [(r.line, r.column) for r in found.rejects] == [
        ("messages[0]", "date"),
        ("messages[1]", "date"),
        ("messages[2]", "text"),
        ("messages[3]", "type"),
        ("messages[4]", "type"),
        ("messages[5]", "type"),
    ]
    assert [m.text for m in found.messages] == ["سليم"]


def test_contacts_give_phones_of_those_who_are_in_chats_only() -> None:
    listed = [
        {"user_id": 7, "first_name": "نورة", "phone_number": "+966 55 000 0177"},
        {"user_id": 8, "first_name": "غائب", "phone_number": "+966 55 000 0188"},
        {"date": "2025-01-15T15:00:00"},
    ]
    found = finds(account(chat(entry(1, "مرحبا")), contacts={"about": "…", "list": listed}))
    phones = [(one.account, one.value, one.evidence) for one in found.all if isinstance(one, Identifier)]
    assert phones == [
        ("user1", "+966550000123", "source:personal_information"),
        ("user7", "+966550000177", "source:contacts.list[0]"),
    ]
    assert found.remarks == {"contacts of the owner who are in no chat, left in the source": 1}


def test_heads_behind_their_messages_are_looked_up() -> None:
    content = json.dumps(account(chat(entry(1, "مرحبا"))), sort_keys=True).encode()
    assert content.index(b'"messages"') < content.index(b'"type": "personal_chat"')
    [message] = finds(content).messages
    assert (message.thread, message.recipient) == ("user1/user7", "user1")


def test_it_is_known_by_its_content_under_any_name() -> None:
    whole, single = json.dumps(account(chat(entry(1, "نص")))).encode(), json.dumps(chat(entry(1, "نص"))).encode()
    takes = Telegram().takes
    assert takes("x/result.json", whole)
    assert takes("ChatExport/أخرى.json", single)
    assert takes("r.json", json.dumps(chat(entry(1, "نص")), sort_keys=True).encode())
    assert not takes("result.json", b'{"participants": [], "messages": [{"sender_name": "a", "type": "Generic"}]}')
    assert not takes("notes.txt", single)


def test_a_page_of_an_html_export_says_how_to_get_json() -> None:
    page = b'<!DOCTYPE html><html><div class="page_wrap">Exported Data</div></html>'
    html = member(page, "ChatExport/messages2.html")
    assert Telegram().takes(html.name, page)
    assert Telegram().owner(html) is None
    with pytest.raises(TableRefused, match=r"messages2\.html: found a page of an HTML export, expected result\.json"):
        list(Telegram().records(html))


def test_records_before_a_break_are_kept_and_the_break_is_told() -> None:
    whole = json.dumps(chat(*(entry(number, f"نص {number}") for number in range(5))), ensure_ascii=False).encode()
    cut = finds(whole[: whole.index("نص 3".encode())])
    assert [m.text for m in cut.messages] == ["نص 0", "نص 1", "نص 2"]
    assert len(cut.accounts) == 1
    [reject] = cut.rejects
    assert (reject.line, reject.found) == ("messages[3]", "the end of the file in the middle of the JSON")
    bad = finds(whole.replace("نص 3".encode(), b"\xff\xfe"))
    assert [m.text for m in bad.messages] == ["نص 0", "نص 1", "نص 2"]
    assert (bad.rejects[0].line, "UTF8" in bad.rejects[0].found) == ("messages[3]", True)


def test_a_file_without_json_is_refused() -> None:
    with pytest.raises(TableRefused, match=r"result\.json: found .*, expected the JSON"):
        finds(b"not json")


def test_control_characters_as_telegram_desktop_writes_them_are_read() -> None:
    content = json.dumps(chat(entry(1, "a\x07b\\x07"))).encode().replace(rb"\u0007", rb"\x07")
    assert [m.text for m in finds(content).messages] == ["a\x07b\\x07"]


def test_memory_stays_flat() -> None:
    assert _peak(8_000) < _peak(1_000) + 500_000


def _peak(count: int) -> int:
    one = json.dumps(
        entry(1, ["زيادة متابعين " * 10, {"type": "text_link", "text": "هنا", "href": "https://a.example"}])
    )
    data = (json.dumps(chat(kind="public_channel"))[:-2] + one + f",{one}" * (count - 1) + "]}").encode()
    held = member(data)
    tracemalloc.start()
    try:
        assert sum(isinstance(found, Message) for found in Telegram().records(held)) == count
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def test_the_same_bytes_give_the_same_records() -> None:
    held = member(account(chat(entry(1, "نص"), entry(2, "", poll={"question": "؟"}))))
    assert list(Telegram().records(held)) == list(Telegram().records(held))


# other people's exports, counted by hand in the files


@OTHERS
def test_the_account_of_alice_has_six_messages_a_photo_and_a_service_line() -> None:
    file = shared("context-use/telegram-result.json")
    found = Finds(Telegram().records(file))
    assert Telegram().owner(file) == "user12345678"
    assert found.counts == {"Message": 6, "Account": 3, "Identifier": 1, "Remark": 2}
    assert [(m.sender, m.recipient) for m in found.messages] == [
        ("user12345678", "user87654321"),
        ("user87654321", "user12345678"),
        ("user87654321", "user12345678"),
        ("user12345678", "user87654321"),
        ("user11112222", "user12345678"),
        ("user12345678", "user11112222"),
    ]
    assert {a.account_id: a.display_name for a in found.accounts} == {
        "user12345678": "Alice Smith",
        "user87654321": "Bob Johnson",
        "user11112222": "Carol Davis",
    }


@OTHERS
def test_the_personal_chat_has_four_messages_and_a_call() -> None:
    found = Finds(Telegram().records(shared("tg-parser/telegram/personal_chat.json")))
    assert found.counts == {"Message": 4, "Account": 2, "Remark": 1}
    assert [m.text for m in found.messages] == ["Hello!", "Hi there!", "Check this important message", "Got it!"]
    assert found.messages[3].reply_to == found.messages[2].message_id
    assert {(m.sender, m.recipient) for m in found.messages} == {("user111", "user222"), ("user222", "user111")}


@OTHERS
def test_the_forum_has_four_messages_in_three_threads_and_three_service_lines() -> None:
    found = Finds(Telegram().records(shared("tg-parser/telegram/supergroup_with_topics.json")))
    assert found.counts == {"Message": 4, "Account": 4, "Remark": 4}
    assert [m.thread for m in found.messages] == [
        "channel987654321/2", "channel987654321/4", "channel987654321/4", "channel987654321",
    ]  # fmt: skip


def test_a_member_in_a_zip_cites_its_member() -> None:
    held = member(chat(entry(1, "نص")))
    inside = Member(held.name, "abc", lambda place: f"abc:export/result.json!{place}", held.open, settings())
    [message] = [one for one in Telegram().records(inside) if isinstance(one, Message)]
    assert message.evidence == "abc:export/result.json!messages[0]"


def test_a_message_too_large_for_memory_is_a_reject() -> None:
    huge = entry(1, "نص", reactions=[0] * 200_001)
    deep: Any = []
    for _ in range(150):
        deep = [deep]
    found = finds(chat(huge, entry(2, "نص", reactions=deep), entry(3, "سليم")))
    assert [r.line for r in found.rejects] == ["messages[0]", "messages[1]"]
    assert [m.text for m in found.messages] == ["سليم"]
    assert isinstance(found.rejects[0], Reject)
