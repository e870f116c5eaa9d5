"""Instagram's download: threads of both layouts, garbled text, who is who, lists, the owner, other people's export."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.platforms.instagram.export import Instagram
from ingest.platforms.mojibake import repaired
from ingest.records import Account, Message
from ingest.tables.refusals import TableRefused
from tests.exported import SHARED, Finds, member, shared, taken

OTHERS = pytest.mark.skipif(not SHARED.is_dir(), reason="other people's exports are not beside this checkout")
SENT = datetime(2024, 8, 30, 13, 1, 20, 969_000, tzinfo=UTC)
NAME = "your_instagram_activity/messages/inbox/noor_17845/message_1.json"
TEXT = st.text(st.characters(exclude_categories=("Cs",)))


def garbled(text: str) -> str:
    return text.encode().decode("latin-1")


def said(content: str | None, sender: str = "noor_shop", **more: Any) -> dict[str, Any]:
    words = {} if content is None else {"content": garbled(content)}
    return {"sender_name": garbled(sender), "timestamp_ms": 1725022880969} | words | more


def thread(
    *messages: Any, names: tuple[str, ...] = ("noor_shop", "salem_example"), title: str | None = None
) -> dict[str, Any]:
    return {
        "participants": [{"name": garbled(name)} for name in names],
        "messages": list(messages),
        "title": garbled(title or names[0]),
        "is_still_participant": True,
        "thread_path": "inbox/noor_17845",
        "magic_words": [],
    }


def finds(content: Any, name: str = NAME, **changes: Any) -> Finds:
    return Finds(Instagram().records(member(content, name, **changes)))


def test_a_message_is_a_whole_record_and_keeps_what_was_garbled() -> None:
    found = finds(thread(said("زيادة متابعين")), owner="@salem_example", subject_class="customer")
    assert found.messages == [
        Message(
            evidence="source:messages[0]",
            platform="instagram",
            sender="@noor_shop",
            recipient="@salem_example",
            sent_at=SENT,
            text="زيادة متابعين",
            raw_text=garbled("زيادة متابعين"),
            thread="noor_17845",
        )
    ]
    assert found.accounts == [
        Account(evidence="source:participants[0]", platform="instagram", account_id="@noor_shop", handle="noor_shop"),
        Account(
            evidence="source:participants[1]",
            platform="instagram",
            account_id="@salem_example",
            handle="salem_example",
            subject_class="customer",
        ),
    ]


def test_text_that_is_right_is_left_alone() -> None:
    right = said(None) | {"content": "زيادة متابعين"}
    [message] = finds(thread(right)).messages
    assert (message.text, message.raw_text) == ("زيادة متابعين", None)


@given(TEXT)
def test_a_garbled_text_is_repaired(text: str) -> None:
    assert repaired(garbled(text)) == text


@given(TEXT, st.characters(min_codepoint=0x100, exclude_categories=("Cs",)), TEXT)
def test_a_text_with_any_letter_that_is_no_byte_is_right_already(before: str, letter: str, after: str) -> None:
    assert repaired(before + letter + after) == before + letter + after


@given(st.text(st.characters(max_codepoint=0x7F)))
def test_ascii_is_right_already(text: str) -> None:
    assert repaired(text) == text


@given(st.text(st.sampled_from("aé ñüßÅ.1"), max_size=20))
def test_western_letters_are_right_already(text: str) -> None:
    assert repaired(text) == text


@given(st.text(st.sampled_from("سلام 🔥x"), min_size=1), st.integers(0, 5))
def test_a_repaired_arabic_text_is_not_repaired_twice(text: str, _: int) -> None:
    assert repaired(repaired(garbled(text))) == text


@given(st.text(st.sampled_from("سلام"), min_size=2), st.integers(1, 1))
def test_half_a_character_at_the_end_stays_as_it_is(text: str, cut: int) -> None:
    assert repaired(garbled(text)[:-cut]) == text[:-1] + garbled(text[-1])[:-cut]


def test_a_display_name_says_who_it_is_in_its_thread_only() -> None:
    names = ("نور 🌸", "سالم")
    found = finds(thread(said("أهلا", "نور 🌸"), said("كم؟", "سالم"), names=names), owner="@salem_example")
    assert [(m.sender, m.recipient) for m in found.messages] == [
        ("noor_17845/نور 🌸", "@salem_example"),
        ("@salem_example", "noor_17845/نور 🌸"),
    ]
    assert [(a.account_id, a.handle, a.display_name) for a in found.accounts] == [
        ("noor_17845/نور 🌸", None, "نور 🌸"),
        ("@salem_example", "salem_example", "سالم"),
    ]


def test_a_name_that_could_be_a_handle_is_one_only_when_something_shows_it() -> None:
    def senders(owner: str | None) -> list[str]:
        content = thread(said("أ", "sara"), said("ب", "noor_77"), names=("sara", "noor_77"), title="sara")
        return [m.sender for m in finds(content, owner=owner).messages]

    assert senders(None) == ["noor_17845/sara", "@noor_77"]
    assert senders("@noor_77") == ["@sara", "@noor_77"]
    assert senders("noor_77") == ["@sara", "@noor_77"]
    assert senders("@salem_example") == ["noor_17845/sara", "@salem_example"]


def test_three_are_a_group() -> None:
    names = ("noor_shop", "salem_example", "hind_example")
    found = finds(thread(said("للجميع"), names=names, title="مجموعة"), owner="@salem_example")
    assert [(m.sender, m.recipient, m.channel) for m in found.messages] == [("@noor_shop", None, "noor_17845")]
    assert len(found.accounts) == 3


def test_shared_things_give_links_and_their_own_words() -> None:
    reel = {
        "link": "https://www.instagram.com/reel/A1/",
        "share_text": garbled("عرض"),
        "original_content_owner": "hind_example",
    }
    messages = [
        said("شوف هذا", share={"link": "https://www.instagram.com/reel/A1/"}),
        said("noor_shop sent an attachment.", share=reel),
        said(None, share={"link": "https://www.instagram.com/stories/x/1"}),
        said(None, share={"profile_share_username": "main_example", "profile_share_name": garbled("المدير")}),
        said("noor_shop sent an attachment."),
    ]
    found = finds(thread(*messages))
    assert [(m.text, m.links, m.forwarded_from) for m in found.messages] == [
        ("شوف هذا", ("7 7 https://www.instagram.com/reel/A1/",), None),
        ("عرض", ("3 3 https://www.instagram.com/reel/A1/",), "@hind_example"),
        ("https://www.instagram.com/stories/x/1", (), None),
        ("المدير\nmain_example", ("19 19 https://www.instagram.com/main_example",), None),
    ]
    assert found.remarks == {"messages without words: attachment": 1}


def test_what_is_no_message_is_counted() -> None:
    messages = [
        said(None, photos=[{"uri": "p.jpg"}]),
        said(None, call_duration=12),
        said(None, is_unsent=True),
        said("Liked a message"),
        said("Reacted 🔥 to your message "),
        said("joined", type="Subscribe", users=[{"name": "x"}]),
        said("نعم", reactions=[{"reaction": "x", "actor": "y"}]),
    ]
    found = finds(thread(*messages))
    assert [m.text for m in found.messages] == ["نعم"]
    assert found.remarks == {
        "messages without words: photos": 1,
        "calls": 1,
        "unsent messages": 1,
        "likes and reactions that are written as messages": 2,
        "lines of the service: who joined or left": 1,
        "messages with reactions, which are left in the source": 1,
    }


def test_equal_messages_of_one_moment_are_counted() -> None:
    found = finds(thread(said("هلا"), said("هلا"), said("غيره"))).messages
    assert [m.ordinal for m in found] == [1, 2, 1]
    assert len({m.id for m in found}) == 3


def test_what_cannot_be_a_message_is_a_reject_with_its_place() -> None:
    messages = [said("نص", timestamp_ms=None), {"timestamp_ms": 1725022880969, "content": "x"}, 7, said("سليم")]
    found = finds(thread(*messages))
    assert [(r.line, r.column) for r in found.rejects] == [
        ("messages[0]", "timestamp_ms"),
        ("messages[1]", "sender_name"),
        ("messages[2]", ""),
    ]
    assert [m.text for m in found.messages] == ["سليم"]


def test_records_before_a_break_are_kept() -> None:
    whole = json.dumps(thread(said("أ"), said("ب"), said("third"))).encode()
    found = finds(whole[: whole.index(b"third")])
    assert [m.text for m in found.messages] == ["أ", "ب"]
    assert found.rejects[0].line == "messages[2]"


def test_the_old_single_file_is_read_thread_by_thread() -> None:
    threads = [
        {
            "participants": ["salem_example", "noor"],
            "conversation": [{"sender": "noor", "created_at": "2019-03-02T10:15:00.123456+00:00", "text": "أهلا"}],
        },
        {
            "participants": ["hind", "salem_example"],
            "conversation": [{"sender": "hind", "created_at": "2019-03-02T10:15:00+00:00", "text": "مرحبا"}],
        },
    ]
    found = finds(threads, "messages.json")
    assert [(m.evidence, m.sender, m.recipient, m.thread, m.text) for m in found.messages] == [
        ("source:[0].conversation[0]", "@noor", "@salem_example", "noor, salem_example", "أهلا"),
        ("source:[1].conversation[0]", "@hind", "@salem_example", "hind, salem_example", "مرحبا"),
    ]


def test_followers_and_following_are_accounts() -> None:
    followers = [
        {"title": "", "string_list_data": [{"href": "https://www.instagram.com/a_example", "value": "a_example"}]}
    ]
    following = {
        "relationships_following": [
            {"title": "b_example", "string_list_data": [{"href": "https://www.instagram.com/_u/b_example"}]}
        ]
    }
    old = {"relationships_followers": [{"string_list_data": [{"href": "https://www.instagram.com/c_example/"}]}]}
    first = finds(followers, "connections/followers_and_following/followers_1.json")
    assert first.all[0] == Account(
        evidence="source:[0]",
        platform="instagram",
        account_id="@a_example",
        handle="a_example",
        source_url="https://www.instagram.com/a_example",
    )
    assert first.remarks == {"accounts that follow the owner": 1}
    second = finds(following, "followers_and_following/following.json")
    assert [(a.account_id, a.evidence) for a in second.accounts] == [
        ("@b_example", "source:relationships_following[0]")
    ]
    assert [a.account_id for a in finds(old, "followers.json").accounts] == ["@c_example"]
    assert finds([{"title": ""}], "followers_1.json").rejects[0].line == "[0]"


@pytest.mark.parametrize("label", ["Username", "اسم المستخدم", "Nom d’utilisateur"])
def test_the_owner_is_on_its_own_page_in_any_language(label: str) -> None:
    page = {
        "profile_user": [
            {"string_map_data": {garbled(label): {"value": "salem_example"}, "Name": {"value": garbled("سالم")}}}
        ]
    }
    file = member(page, "personal_information/personal_information/personal_information.json", subject_class="victim")
    assert Instagram().owner(file) == "@salem_example"
    [owner] = Finds(Instagram().records(file)).accounts
    assert (owner.account_id, owner.display_name, owner.subject_class) == ("@salem_example", "سالم", "victim")


def test_the_owner_is_on_the_page_of_the_old_layout_too() -> None:
    file = member({"username": "salem_example", "name": "سالم", "biography": "نبذة"}, "profile.json")
    assert Instagram().owner(file) == "@salem_example"
    [owner] = Finds(Instagram().records(file)).accounts
    assert (owner.display_name, owner.bio) == ("سالم", "نبذة")


def test_files_are_known_by_name_and_content() -> None:
    takes, head = Instagram().takes, json.dumps(thread(said("أ"))).encode()
    assert takes("messages/inbox/noor_1/message_1.json", head)
    assert takes("message_1.json", head)
    assert takes("connections/followers_and_following/following.json", b"{}")
    assert not takes("other/following.json", b'{"people": []}')
    assert not takes("your_facebook_activity/messages/inbox/noor_1/message_1.json", head)
    assert not takes("likes/liked_posts.json", b'{"likes_media_likes": []}')
    assert not takes("result.json", b'{"type": "personal_chat", "messages": []}')


def test_a_page_of_the_html_form_says_how_to_get_json() -> None:
    name = "your_instagram_activity/messages/inbox/noor_1/message_1.html"
    assert Instagram().takes(name, b"<html>")
    with pytest.raises(TableRefused, match="found a page of the HTML form, expected JSON"):
        finds(b"<html>", name)


# other people's export, counted by hand in the files


@OTHERS
def test_the_inbox_has_five_messages_and_the_requests_one() -> None:
    below = "context-use/instagram-v1/"
    inbox = below + "your_instagram_activity/messages/inbox/bobsmith_1234567890/message_1.json"
    found = Finds(Instagram().records(shared(inbox, owner="@alice_synthetic")))
    assert found.counts == {"Message": 5, "Account": 2}
    assert [m.sender for m in found.messages] == [
        "@alice_synthetic", "@bobsmith", "@alice_synthetic", "@bobsmith", "@bobsmith",
    ]  # fmt: skip
    assert [len(m.links) for m in found.messages] == [0, 0, 1, 1, 0]
    requests = below + "your_instagram_activity/messages/message_requests/spambot_9876543210/message_1.json"
    [request] = Finds(Instagram().records(shared(requests, owner="@alice_synthetic"))).messages
    assert (request.sender, request.recipient) == ("@spambot_account", "@alice_synthetic")


@OTHERS
def test_two_follow_and_two_are_followed_and_alice_is_the_owner() -> None:
    below = "context-use/instagram-v1/"
    lists = [f"{below}connections/followers_and_following/{name}.json" for name in ("followers_1", "following")]
    assert [[a.account_id for a in Finds(Instagram().records(shared(path))).accounts] for path in lists] == [
        ["@synthetic_follower_1", "@synthetic_follower_2"],
        ["@synthetic_foodblog", "@synthetic_photographer"],
    ]
    page = shared(f"{below}personal_information/personal_information/personal_information.json")
    assert Instagram().owner(page) == "@alice_synthetic"
    assert [a.bio for a in Finds(Instagram().records(page)).accounts] == ["Just a synthetic test account ✨"]


@OTHERS
def test_five_of_its_files_are_taken() -> None:
    paths = sorted(path for path in SHARED.rglob("*") if path.is_file() and taken(Instagram(), path, SHARED))
    assert [path.name for path in paths] == [
        "followers_1.json", "following.json", "personal_information.json", "message_1.json", "message_1.json",
    ]  # fmt: skip
