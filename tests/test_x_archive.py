"""The archive of X: direct messages, groups, posts, long posts and the owner, current, old, empty and broken."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from ingest.platforms.exports import Member
from ingest.platforms.x.export import X
from ingest.platforms.x.posts import links, post_of
from ingest.records import Account, Message
from ingest.tables.refusals import TableRefused
from tests.exported import SHARED, Finds, member, shared, taken

OTHERS = pytest.mark.skipif(not SHARED.is_dir(), reason="other people's exports are not beside this checkout")
SENT = datetime(2024, 6, 5, 13, 45, 22, tzinfo=UTC)


def script(kind: str, entries: Any, *, part: int = 0, before: str = "", after: str = "") -> bytes:
    return f"{before}window.YTD.{kind}.part{part} = {json.dumps(entries, ensure_ascii=False, indent=1)}{after}".encode()


def held(kind: str, entries: Any, name: str = "data/any.js", **changes: Any) -> Member:
    return member(script(kind, entries), name, **changes)


def finds(kind: str, entries: Any, **changes: Any) -> Finds:
    return Finds(X().records(held(kind, entries, **changes)))


def direct(number: int, text: str, sender: str = "111", **more: Any) -> dict[str, Any]:
    body = {"id": str(number), "senderId": sender, "text": text, "createdAt": "2024-06-05T13:45:22.000Z"}
    return {"messageCreate": body | more}


def conversation(name: str, *events: Any) -> dict[str, Any]:
    return {"dmConversation": {"conversationId": name, "messages": list(events)}}


def tweet(number: int, text: str, **more: Any) -> dict[str, Any]:
    return {"tweet": {"id_str": str(number), "full_text": text, "created_at": "Wed Jun 05 13:45:22 +0000 2024"} | more}


def test_a_direct_message_is_a_whole_record() -> None:
    url = {"url": "https://t.co/a", "expanded": "https://shop.example/x", "display": "shop.example/x"}
    found = finds(
        "direct_messages", [conversation("111-222", direct(5, "هنا https://t.co/a", recipientId="222", urls=[url]))]
    )
    assert found.messages == [
        Message(
            evidence="source:[0].dmConversation.messages[0]",
            platform="x",
            message_id="5",
            sender="111",
            recipient="222",
            sent_at=SENT,
            text="هنا https://t.co/a",
            thread="111-222",
            links=("4 18 https://shop.example/x",),
        )
    ]
    assert found.accounts == [
        Account(evidence="source:[0].dmConversation.messages[0]", platform="x", account_id="111"),
        Account(evidence="source:[0].dmConversation.messages[0]", platform="x", account_id="222"),
    ]


def test_a_missing_recipient_is_the_other_half_of_the_conversation() -> None:
    events = [direct(1, "a", "222"), direct(2, "b", "111", recipientId="0"), direct(3, "c", "999")]
    found = finds("direct_messages", [conversation("111-222", *events)])
    assert [m.recipient for m in found.messages] == ["111", "222", None]


def test_changed_messages_say_when_and_escapes_are_undone_but_no_others() -> None:
    history = [{"createdAtSec": "1717595100", "editedText": "a"}, {"createdAtSec": "1717595222", "editedText": "b"}]
    event = direct(1, "5 &lt; 6 &amp;amp; x?a=1&copy=2", recipientId="222", editHistory=history)
    [message] = finds("direct_messages", [conversation("111-222", event)]).messages
    assert (message.text, message.raw_text) == ("5 < 6 &amp; x?a=1&copy=2", "5 &lt; 6 &amp;amp; x?a=1&copy=2")
    assert message.edited_at == datetime(2024, 6, 5, 13, 47, 2, tzinfo=UTC)


def test_groups_are_channels_and_their_events_are_counted() -> None:
    events = [
        direct(1, "للجميع"),
        {"joinConversation": {"initiatingUserId": "111", "participantsSnapshot": ["111", "222"]}},
        {"conversationNameUpdate": {"name": "x"}},
        {
            "welcomeMessageCreate": {
                "id": "9",
                "senderId": "333",
                "text": "أهلا",
                "createdAt": "2024-06-05T13:45:22.000Z",
            }
        },
    ]
    found = finds("direct_messages_group", [conversation("777", *events)])
    assert [(m.sender, m.recipient, m.channel, m.thread) for m in found.messages] == [
        ("111", None, "777", "777"),
        ("333", None, "777", "777"),
    ]
    assert found.remarks == {
        "events of conversations: joinConversation": 1,
        "events of conversations: conversationNameUpdate": 1,
    }


def test_messages_without_words_and_reactions_are_counted() -> None:
    events = [direct(1, "", mediaUrls=["https://ton.example/1"]), direct(2, " "), direct(3, "ok", reactions=[{"x": 1}])]
    found = finds("direct_messages", [conversation("111-222", *events)])
    assert [m.message_id for m in found.messages] == ["3"]
    assert found.remarks == {
        "messages without words: media": 1,
        "messages without words: empty": 1,
        "messages with reactions, which are left in the source": 1,
    }


def test_a_post_is_a_whole_record_of_the_owner() -> None:
    entities = {
        "urls": [{"url": "https://t.co/a", "expanded_url": "https://shop.example/x"}],
        "user_mentions": [
            {"id_str": "900", "screen_name": "Reem_Example", "name": "ريم"},
            {"id_str": "-1", "screen_name": "gone"},
        ],
    }
    post = tweet(
        7,
        "@Reem_Example 5 &lt; 6 &amp; https://t.co/a",
        entities=entities,
        in_reply_to_status_id_str="6",
        in_reply_to_user_id_str="900",
        in_reply_to_screen_name="Reem_Example",
    )
    found = finds("tweets", [post], owner="111")
    assert found.messages == [
        Message(
            evidence="source:[0]",
            platform="x",
            message_id="7",
            sender="111",
            recipient="900",
            sent_at=SENT,
            text="@Reem_Example 5 < 6 & https://t.co/a",
            raw_text="@Reem_Example 5 &lt; 6 &amp; https://t.co/a",
            direction="public",
            reply_to="6",
            links=("22 36 https://shop.example/x",),
        )
    ]
    assert [(a.account_id, a.handle, a.display_name, a.subject_class) for a in found.accounts] == [
        ("111", None, None, "unknown"),
        ("900", "Reem_Example", "ريم", None),
    ]


def test_an_answer_to_oneself_has_no_recipient_and_a_repeat_names_its_author() -> None:
    posts = [tweet(1, "تابع", in_reply_to_user_id_str="111"), tweet(2, "RT @Reem_Example: نص"), tweet(3, "RT لا")]
    found = finds("tweets", posts, owner="111").messages
    assert [(m.recipient, m.forwarded_from) for m in found] == [(None, None), (None, "@Reem_Example"), (None, None)]


def test_posts_of_nobody_known_belong_to_the_owner_of_the_source() -> None:
    found = finds("tweets", [tweet(1, "نص"), tweet(2, "نص")])
    assert {m.sender for m in found.messages} == {"source/owner"}
    assert [a.display_name for a in found.accounts] == ["owner of the archive"]
    assert found.remarks == {"posts whose author is not in the file: keep account.js beside it, or say --owner": 2}


def test_long_posts_are_read_whole() -> None:
    url = {"shortUrl": "https://t.co/a", "expandedUrl": "https://shop.example/x"}
    note = {
        "noteTweetId": "5",
        "createdAt": "2024-06-05T13:45:22.000Z",
        "core": {"text": "نص طويل https://t.co/a", "urls": [url]},
    }
    [message] = finds("note_tweet", [{"noteTweet": note}], owner="111").messages
    assert (message.message_id, message.sent_at, message.text, message.links) == (
        "5", SENT, "نص طويل https://t.co/a", ("8 22 https://shop.example/x",),
    )  # fmt: skip


def test_the_account_file_names_the_owner() -> None:
    page = {
        "accountId": "111",
        "username": "salem_example",
        "accountDisplayName": "سالم",
        "createdAt": "2012-01-02T03:04:05.000Z",
    }
    file = held("account", [{"account": page}], subject_class="subject")
    assert X().owner(file) == "111"
    assert Finds(X().records(file)).all == [
        Account(
            evidence="source:[0]",
            platform="x",
            account_id="111",
            handle="salem_example",
            display_name="سالم",
            created_at=datetime(2012, 1, 2, 3, 4, 5, tzinfo=UTC),
            subject_class="subject",
        )
    ]
    assert X().owner(held("tweets", [tweet(1, "نص")])) is None


def test_a_profile_describes_the_owner_when_the_owner_is_known() -> None:
    profile = [{"profile": {"description": {"bio": "زيادة متابعين"}}}]
    assert [(a.account_id, a.bio) for a in finds("profile", profile, owner="111").accounts] == [
        ("111", "زيادة متابعين")
    ]
    assert finds("profile", profile).counts == {"Remark": 1}


def test_posts_of_the_older_archive_have_no_wrapper() -> None:
    plain = tweet(9, "قديم")["tweet"] | {"id": 9}
    [message] = finds("tweet", [plain], owner="111").messages
    assert (message.message_id, message.text) == ("9", "قديم")


def test_every_part_is_taken_by_what_it_says_it_is() -> None:
    takes = X().takes
    kinds = ["direct_messages", "direct_message", "direct_messages_group", "direct_message_group", "tweets", "tweet",
             "deleted_tweets", "note_tweet", "account", "profile", "direct_message_headers",
             "tweet_headers"]  # fmt: skip
    assert [kind for kind in kinds if not takes("data/f.js", script(kind, [], part=12))] == []
    assert not takes("data/like.js", script("like", []))
    assert not takes("data/tweets.json", script("tweets", []))
    assert not takes("data/manifest.js", b"window.__THAR_CONFIG = {}")


def test_headers_say_that_the_words_are_elsewhere() -> None:
    with pytest.raises(TableRefused, match="found ids and times without words, expected messages"):
        list(X().records(held("direct_message_headers", [])))


def test_comments_marks_and_semicolons_around_the_list_do_no_harm() -> None:
    before = "\ufeff// a note\n/* another */\n"
    data = script("tweets", [tweet(1, "a ; b = [1];")], before=before, after=" ;\n\n")
    [message] = Finds(X().records(member(data, "data/tweets.js", owner="111"))).messages
    assert message.text == "a ; b = [1];"
    assert Finds(X().records(member(script("tweets", [], after=";"), "data/tweets.js"))).all == []


def test_what_has_no_time_is_a_reject_with_its_place() -> None:
    posts = [{"tweet": {"id_str": "1", "full_text": "نص"}}, tweet(2, "نص", created_at="yesterday"), tweet(3, "ok")]
    found = finds("tweets", posts, owner="111")
    assert [(r.line, r.column, r.found) for r in found.rejects] == [
        ("[0]", "created_at", "nothing"),
        ("[1]", "created_at", "yesterday"),
    ]
    assert [m.message_id for m in found.messages] == ["3"]
    late = finds("tweets", [tweet(1, "نص", created_at="Wed Jun 31 13:45:22 +0000 2024")], owner="111")
    assert late.rejects[0].expected == "a time that exists"


def test_offsets_of_created_at_are_obeyed() -> None:
    assert post_of(tweet(1, "x", created_at="Wed Jun 05 16:45:22 +0300 2024")).when == SENT


def test_records_before_a_break_are_kept() -> None:
    whole = script("tweets", [tweet(1, "first"), tweet(2, "second"), tweet(3, "third")])
    found = Finds(X().records(member(whole[: whole.index(b"third")], "tweets.js", owner="111")))
    assert [m.text for m in found.messages] == ["first", "second"]
    assert (found.rejects[0].line, found.rejects[0].found) == ("[2]", "the end of the file in the middle of the JSON")


def test_each_short_link_is_found_once_and_a_missing_one_stands_at_the_end() -> None:
    def url(short: str, target: str) -> dict[str, str]:
        return {"url": short, "expanded_url": target}

    text = "t.co/a t.co/a"
    urls = [url("t.co/a", "one.example"), url("t.co/a", "two.example"), url("t.co/b", "three.example"), url("x", "x")]
    assert links(text, urls) == ("0 6 one.example", "7 13 two.example", "13 13 three.example")


# other people's archives, counted by hand in the files


@OTHERS
def test_the_direct_messages_are_three_and_one_has_no_time() -> None:
    found = Finds(X().records(shared("pdpp/x-archive/data/direct-messages.js")))
    assert found.counts == {"Message": 3, "Reject": 1, "Account": 4}
    assert [(m.message_id, m.sender, m.recipient, m.thread) for m in found.messages] == [
        ("m1", "111", "222", "111-222"),
        ("m2", "222", "111", "111-222"),
        ("m4", "333", "444", "333-444"),
    ]
    assert found.rejects[0].line == "[0].dmConversation.messages[2]"


@OTHERS
def test_the_posts_are_three_and_one_has_no_time_and_the_old_one_is_one() -> None:
    found = Finds(X().records(shared("pdpp/x-archive/data/tweets.js", owner="111")))
    assert found.counts == {"Message": 3, "Reject": 1, "Account": 1}
    assert [m.message_id for m in found.messages] == ["1001", "1002", "1003"]
    assert found.messages[1].text.endswith("closing-bracket ] plus comma , inside text")
    assert found.messages[2].links == (
        f"{len(found.messages[2].text)} {len(found.messages[2].text)} https://example.com/a?b=c&d=e",
    )
    assert Finds(X().records(shared("pdpp/x-archive/legacy/data/tweet.js", owner="111"))).counts == {
        "Message": 1,
        "Account": 1,
    }
    assert Finds(X().records(shared("pdpp/x-archive/empty/data/tweets.js"))).all == []


@OTHERS
def test_only_its_four_files_are_taken() -> None:
    paths = sorted(path for path in SHARED.rglob("*") if path.is_file() and taken(X(), path, SHARED))
    assert [path.relative_to(SHARED).as_posix() for path in paths] == [
        "pdpp/x-archive/data/direct-messages.js",
        "pdpp/x-archive/data/tweets.js",
        "pdpp/x-archive/empty/data/tweets.js",
        "pdpp/x-archive/legacy/data/tweet.js",
    ]
