"""WhatsApp's text exports: every layout a phone writes, whose words a line is, and what is refused, not guessed."""

import io
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.platforms.exports import Found, Member, Remark
from ingest.platforms.whatsapp.dates import day_of
from ingest.platforms.whatsapp.export import WhatsApp, message_at
from ingest.platforms.whatsapp.stamps import stamp_of
from ingest.platforms.whatsapp.words import is_deleted, is_media, service_line, without_edit_mark
from ingest.records import Account, Message, Reject
from ingest.tables import Limits, Mapping, Settings, TableRefused

LRM, RLM, NARROW, PDF = "\u200e", "\u200f", "\u202f", "\u202c"
NOTICE = "Messages and calls are end-to-end encrypted. No one outside of this chat can read them."


def member(content: str | bytes, name: str = "WhatsApp Chat with Sara.txt", within: str = "", **settings) -> Member:
    data = content.encode() if isinstance(content, str) else content
    return Member(
        name=name,
        source_id="source",
        locate=lambda place: f"source:{place}",
        open=lambda: io.BytesIO(data),
        settings=Settings(**{"region": "SA", "time_zone": "Asia/Riyadh"} | settings),
        within=within,
    )


def read(content: str | bytes, **more) -> list[Found]:
    return list(WhatsApp().records(member(content, **more)))


def messages(content: str | bytes, **more) -> list[Message]:
    return [found for found in read(content, **more) if isinstance(found, Message)]


def said(content: str | bytes, **more) -> list[tuple[str, str]]:
    return [(m.sender.partition("/")[2] or m.sender, m.text) for m in messages(content, **more)]


def remarks(content: str | bytes, **more) -> list[str]:
    return [found.about for found in read(content, **more) if isinstance(found, Remark)]


def rejects(content: str | bytes, **more) -> list[Reject]:
    return [found for found in read(content, **more) if isinstance(found, Reject)]


LAYOUTS = {
    "British Android": "30/03/2024, 21:15 - {}",
    "American Android": f"3/30/24, 9:15{NARROW}PM - {{}}",
    "American Android, old": "3/30/24, 9:15 PM - {}",
    "British iPhone": "[30/03/2024, 21:15:00] {}",
    "American iPhone": f"[3/30/24, 9:15:00{NARROW}PM] {{}}",
    "Indian iPhone": "[30/03/24, 9:15:00 PM] {}",
    "German Android": "30.03.24, 21:15 - {}",
    "German iPhone": "[30.03.24, 21:15:00] {}",
    "French Android": "30/03/2024 à 21:15 - {}",
    "Italian Android": "30/03/24, 21:15 - {}",
    "Dutch Android": "30-03-2024 21:15 - {}",
    "Spanish Android": "30/3/2024, 9:15 p.\u00a0m. - {}",
    "Mexican iPhone": "[30/03/24 9:15:00 p.m.] {}",
    "Finnish iPhone": "[30.3.2024 klo 21.15.00] {}",
    "Indonesian Android": "30/03/24 21.15 - {}",
    "Czech Android": "30. 3. 2024 21:15 - {}",
    "Bulgarian Android": "30.3.2024 г., 21:15 - {}",
    "Turkish iPhone": "[30.03.2024 21:15:00] {}",
    "Canadian Android": "2024-03-30, 9:15 p.m. - {}",
    "South African Android": "2024/03/30, 9:15 pm - {}",
    "Chinese iPhone": "[2024/3/30 下午9:15:00] {}",
    "Japanese Android": "2024/03/30 21:15 - {}",
    "Korean Android": "2024년 3월 30일 오후 9:15 - {}",
    "Korean Android, new": "2024. 3. 30. 오후 9:15 - {}",
    "Hungarian Android": "2024. 03. 30. 21:15 - {}",
    "Hebrew iPhone": '[30.3.2024, 9:15:00 אחה"צ] {}',
    "Vietnamese, time first": "21:15, 30/3/2024 - {}",
    "Old iPhone": "30/03/2024 21:15:00: {}",
    "Old iPhone, American": "3/30/14, 9:15:00 PM: {}".replace("14", "24"),
    "Arabic Android": f"30{RLM}/3{RLM}/2024، 9:15 م - {{}}",
    "Arabic Android, Arabic digits": "٣٠/٠٣/٢٠٢٤، ٩:١٥ م - {}",
    "Arabic iPhone": f"{RLM}[٣٠{RLM}/٣{RLM}/٢٠٢٤، ٩:١٥:٠٠ م] {{}}",
    "Arabic iPhone, words": "[30/3/2024، 9:15:00 مساءً] {}",
    "Persian digits": f"۲۰۲۴/۳/۳۰،{RLM} ۲۱:۱۵ - {{}}",
    "Saudi iPhone, Umm al-Qura": "[٢٠/٩/١٤٤٥ هـ، ٩:١٥:٠٠ م] {}",
    "marks everywhere": f"{LRM}[{LRM}30/{RLM}03/2024{LRM}, 9:15:00{NARROW}{LRM}PM{RLM}] {LRM}{{}}",
}


@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS)
def test_every_layout_is_read(layout):
    content = "\n".join(layout.format(body) for body in ("Omar: السلام عليكم", "Sara: hello: there"))
    at = datetime(2024, 3, 30, 18, 15, tzinfo=UTC)
    assert [(m.sent_at, m.sender, m.text) for m in messages(content)] == [
        (at, "Sara/Omar", "السلام عليكم"),
        (at, "Sara/Sara", "hello: there"),
    ]


@pytest.mark.parametrize(
    ("clock", "hour"),
    [("12:05 AM", 0), ("12:05 PM", 12), ("1:05 p.m.", 13), ("12:05 ص", 0), ("12:05 م", 12), ("11:05 ص", 11)],
)
def test_the_hour_is_that_of_the_half_of_the_day(clock, hour):
    (message,) = messages(f"30/03/2024, {clock} - Sara: x", time_zone="UTC")
    assert message.sent_at == datetime(2024, 3, 30, hour, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    "line",
    ["2024 goals", "1) first", "[x] done", "30/03/2024", "30/03/2024 no clock", "https://x.example/1/2/2024, 9:15 - a",
     "2024-03-30 21:15:03,123 - root - INFO", "[9:15 PM, 3/30/2024 Sara: no bracket", ""],
)  # fmt: skip
def test_a_line_that_begins_no_message_has_no_stamp(line):
    assert stamp_of(line) is None


@given(st.text(max_size=80))
def test_any_line_is_told_apart_without_failing(line):
    found = stamp_of(line)
    assert found is None or line.endswith(found.body)


def test_a_message_over_several_lines_is_whole_with_its_blank_lines():
    content = "30/03/2024, 21:15 - Sara: one\n  two\n\nfour: 4\n30/03/2024, 21:16 - Omar: next\n\n"
    assert said(content) == [("Sara", "one\n  two\n\nfour: 4"), ("Omar", "next")]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1256"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_every_encoding_and_line_end_is_read(encoding, end):
    lines = [
        "30/03/2024, 21:15 - سارة: السلام عليكم ورحمة الله",
        "عندي متابعين",
        "30/03/2024, 21:16 - عمر: وعليكم السلام",
        "",
    ]
    content = end.join(lines).encode(encoding)
    assert WhatsApp().takes("chat.txt", content[:65536])
    assert said(content) == [("سارة", "السلام عليكم ورحمة الله\nعندي متابعين"), ("عمر", "وعليكم السلام")]


# --- which number is the day


def test_a_day_above_twelve_settles_all_dates_of_the_file():
    content = "01/02/2024, 10:00 - Sara: a\n13/02/2024, 10:00 - Sara: b"
    assert [m.sent_at.date() for m in messages(content)] == [date(2024, 2, 1), date(2024, 2, 13)]
    assert remarks(content)[0] == "dates are read as day, month, year: line 2 has 13/02/2024"


def test_a_month_after_the_day_is_settled_by_a_later_line():
    content = "01/02/2024, 10:00 - Sara: a\n02/13/2024, 10:00 - Sara: b"
    assert [m.sent_at.date() for m in messages(content)] == [date(2024, 1, 2), date(2024, 2, 13)]


def test_the_order_of_the_lines_settles_what_no_single_date_does():
    content = "05/03/24, 10:00 - Sara: a\n01/04/24, 10:00 - Sara: b"
    assert [m.sent_at.date() for m in messages(content)] == [date(2024, 3, 5), date(2024, 4, 1)]
    assert remarks(content)[0] == (
        "dates are read as day, month, year: as month, day, year, line 2 (01/04/24) would be 120 days earlier than "
        "what is above it"
    )


def test_a_message_that_came_days_late_settles_nothing():
    with pytest.raises(TableRefused, match="none of the 2 dates of the file settles it"):
        read("05/03/2024, 10:00 - Sara: a\n02/03/2024, 10:00 - Sara: b")


def test_open_dates_are_refused_with_both_readings_and_the_way_out():
    with pytest.raises(TableRefused) as refused:
        read("05/03/2024, 10:00 - Sara: a\n06/03/2024, 10:00 - Sara: b")
    assert str(refused.value) == (
        "WhatsApp Chat with Sara.txt:1: the date is 05/03/2024, which can be 2024-03-05 (day, month, year) or "
        "2024-05-03 (month, day, year), and none of the 2 dates of the file settles it; expected one reading: say "
        "--date-order dmy or --date-order mdy, as the phone that made the export writes dates"
    )


@pytest.mark.parametrize(("order", "day"), [("dmy", date(2024, 3, 5)), ("mdy", date(2024, 5, 3))])
def test_the_stated_order_settles_open_dates(order, day):
    assert messages("05/03/2024, 10:00 - Sara: a", date_order=order)[0].sent_at.date() == day


def test_a_file_that_settles_itself_is_read_as_it_says_whatever_is_stated():
    assert messages("30/03/2024, 10:00 - Sara: a", date_order="mdy")[0].sent_at.date() == date(2024, 3, 30)


def test_short_years_between_hyphens_can_stand_first():
    content = "24-03-30 21 h 15 - Sara: a\n24-04-02 21 h 15 - Sara: b"
    assert [m.sent_at.date() for m in messages(content)] == [date(2024, 3, 30), date(2024, 4, 2)]


@pytest.mark.parametrize(
    ("written", "calendar"), [("1402/12/22", "Solar Hijri"), ("12/3/2567", "Buddhist"), ("12/3/1999", "no calendar")]
)
def test_a_calendar_that_is_not_read_is_named(written, calendar):
    with pytest.raises(TableRefused, match=calendar):
        read(f"{written}, 21:15 - Sara: a")


def test_a_day_that_does_not_exist_is_a_reject_and_the_rest_is_read():
    content = "30/03/2024, 21:15 - Sara: a\n31/02/2024, 21:15 - Sara: b\nmore\n01/04/2024, 21:15 - Sara: c"
    assert said(content) == [("Sara", "a"), ("Sara", "c")]
    assert rejects(content) == [
        Reject(
            line="2", column="", found="31/02/2024", expected="a day that exists, written as 12/03/2024",
            raw="Sara: b\nmore",
        )
    ]  # fmt: skip


def test_a_time_that_a_clock_change_skips_is_a_reject():
    (reject,) = rejects("31/03/2024, 02:30 - Sara: a", time_zone="Europe/Berlin")
    assert "put forward" in reject.expected


def test_a_time_that_a_clock_change_repeats_is_a_reject_unless_the_mapping_says_which():
    content = "27/10/2024, 02:30 - Sara: a"
    assert "showed it twice" in rejects(content, time_zone="Europe/Berlin")[0].expected
    (message,) = messages(content, time_zone="Europe/Berlin", mapping=Mapping(repeated_hour="second"))
    assert message.sent_at == datetime(2024, 10, 27, 1, 30, tzinfo=UTC)


def test_times_are_the_case_zone_and_say_so():
    (message,) = messages("30/03/2024, 21:15 - Sara: a")
    assert (message.sent_at, message.zone_assumed, message.precision) == (
        datetime(2024, 3, 30, 18, 15, tzinfo=UTC), True, None,
    )  # fmt: skip


@given(st.integers(0, 9999), st.integers(0, 99), st.integers(0, 99), st.sampled_from(["dmy", "mdy", "ymd"]))
def test_three_numbers_are_a_day_of_whatsapp_or_none(a, b, c, order):
    found = day_of((a, b, c), order)
    assert found is None or 2009 <= found.year <= 2100


# --- whose words a line is


def test_lines_of_the_service_are_counted_by_kind_and_never_somebodys_words():
    lines = [
        NOTICE, "Omar created group \"Deals: 2024\"", "You were added", "Sara joined using this group's invite link",
        "Omar changed the subject from \"A: b\" to \"C\"", "+966 55 000 0123 left",
        "Your security code with Sara changed",
        "Omar changed their phone number to a new number", "something that WhatsApp may say one day",
    ]  # fmt: skip
    content = "\n".join(f"30/03/2024, 21:15 - {line}" for line in [*lines, "Sara: hello"])
    assert said(content) == [("Sara", "hello")]
    assert [about.removeprefix("lines of WhatsApp itself: ") for about in remarks(content)[1:]] == [
        "said that messages are encrypted", "created the group", "added somebody", "joined", "changed the group's name",
        "left", "changed a security code", "changed a number", "said something else",
    ]  # fmt: skip


def test_arabic_lines_of_the_service_are_known():
    lines = {
        "الرسائل والمكالمات مشفرة تمامًا بين الطرفين: لا أحد خارج هذه الدردشة": "said that messages are encrypted",
        'أنشأ عمر المجموعة "عروض"': "created the group",
        "انضمت سارة باستخدام رابط الدعوة": "joined",
        "غادر عمر": "left",
        "أضاف عمر سارة": "added somebody",
        "أزال عمر سارة": "removed somebody",
        'غيّر عمر اسم المجموعة من "أ" إلى "ب"': "changed the group's name",
        "تغيّر رمز الأمان الخاص بسارة": "changed a security code",
        "غيّر عمر رقم هاتفه": "changed a number",
    }
    assert {line: service_line(line) for line in lines} == lines


def test_an_iphone_writes_its_own_lines_under_a_name_and_they_are_nobodys_words():
    content = "\n".join(
        f"[30/03/2024, 21:15:0{n}] {body}"
        for n, body in enumerate(
            [f"Deals: {LRM}{NOTICE}", f"~ Omar: {LRM}~ Omar created this group", f"Deals: {LRM}Sara added you",
             f"~ Omar: {LRM}You joined using this group's invite link", "Sara: Omar left the group, he said"]
        )
    )  # fmt: skip
    assert said(content, name="_chat.txt") == [("Sara", "Omar left the group, he said")]
    assert messages(content, name="_chat.txt")[0].channel == "Deals"


def test_what_stands_for_a_file_is_kept_as_the_senders_message_and_counted():
    texts = [
        "<Media omitted>", "IMG-20240330-WA0001.jpg (file attached)", f"{LRM}image omitted", "<تم استبعاد الوسائط>",
        f"{RLM}تم استبعاد الوسائط", f"{LRM}<attached: 00000010-PHOTO-2024-03-30-21-15-00.jpg>", "عرض.pdf (الملف مرفق)",
        f"{RLM}لم يتم إدراج الصورة", f"list.pdf • {LRM}2 pages {LRM}document omitted", "<المُرفق: 00000011-PHOTO.jpg>",
    ]  # fmt: skip
    content = "\n".join(f"30/03/2024, 21:15 - Sara: {text}" for text in texts)
    assert [text for _, text in said(content)] == texts
    assert remarks(content)[1:] == ["messages that stand for a picture, a recording or another file"] * len(texts)


@pytest.mark.parametrize("text", ["my image omitted nothing", "see <a: b>", "null and void", "this message", "2 files"])
def test_words_about_files_are_words(text):
    assert not is_media(text)
    assert not is_deleted(text)


@pytest.mark.parametrize(
    "text", ["This message was deleted", "You deleted this message.", "تم حذف هذه الرسالة", f"{RLM}حذفت هذه الرسالة."]
)
def test_deleted_messages_are_counted(text):
    assert is_deleted(text)
    content = f"30/03/2024, 21:15 - Sara: {text}"
    assert remarks(content)[1:] == ["messages that were deleted: WhatsApp says so in their place"]


@pytest.mark.parametrize(
    "mark", ["<This message was edited>", f"{LRM}<This message was edited>", "<تم تعديل هذه الرسالة>"]
)
def test_the_mark_of_an_edit_is_no_word_of_the_message(mark):
    (message,) = messages(f"30/03/2024, 21:15 - Sara: new price {mark}")
    assert (message.text, message.raw_text) == ("new price", f"new price {mark}")
    assert without_edit_mark("a <b>") == "a <b>"


def test_a_name_may_hold_a_colon_where_the_file_shows_it():
    content = "30/03/2024, 21:15 - Shop: Ali: price: 50\n30/03/2024, 21:16 - Shop: Ali: <Media omitted>"
    assert said(content) == [("Shop: Ali", "price: 50"), ("Shop: Ali", "<Media omitted>")]
    assert said(content.replace("<Media omitted>", "50: 60"))[0] == ("Shop", "Ali: price: 50")


def test_a_name_may_look_like_a_date():
    assert said("30/03/2024, 21:15 - 12/03/2024, 10:00 - x: hello") == [("12/03/2024, 10:00 - x", "hello")]


def test_a_name_that_its_bearer_chose_is_shown_without_the_mark():
    accounts = [f for f in read(f"30/03/2024, 21:15 - {LRM}~{NARROW}Sara: hello") if isinstance(f, Account)]
    assert [(a.account_id, a.display_name) for a in accounts][:1] == [("Sara/~ Sara", "Sara")]


def test_a_number_is_the_same_account_in_every_chat():
    content = f"30/03/2024, 21:15 - \u202a+966 55 000 0123{PDF}: hello\n30/03/2024, 21:15 - 0550000123: again"
    assert {m.sender for name in ("WhatsApp Chat with A.txt", "WhatsApp Chat with B.txt")
            for m in messages(content, name=name)} == {"+966550000123"}  # fmt: skip


def test_an_empty_message_is_a_message():
    assert said("30/03/2024, 21:15 - Sara: \n30/03/2024, 21:15 - Sara:\n30/03/2024, 21:16 - Omar: x") == [
        ("Sara", ""), ("Sara", ""), ("Omar", "x"),
    ]  # fmt: skip


def test_a_pasted_line_in_another_layout_is_part_of_the_message_and_said():
    content = "30/03/2024, 21:15 - Sara: look\n[29/03/2024, 9:15:33 PM] Omar: I pay\n30/03/2024, 21:16 - Sara: bad"
    assert said(content) == [("Sara", "look\n[29/03/2024, 9:15:33 PM] Omar: I pay"), ("Sara", "bad")]
    assert remarks(content)[1] == (
        "1 × a line that looks like the beginning of a message, but in another layout: read as words of the message "
        "above it (the first is line 2)"
    )


def test_a_pasted_line_in_the_same_layout_is_told_by_its_line_end():
    pasted = "[29/03/2024, 21:15:33] Omar: I pay"
    content = (
        f"[30/03/2024, 21:15:01] Sara: look\nhe wrote\n{pasted}\r\n"
        "[30/03/2024, 21:15:02] Sara: bad\r\n[30/03/2024, 21:15:03] Sara: very\r\n"
    )
    assert said(content) == [("Sara", f"look\nhe wrote\n{pasted}"), ("Sara", "bad"), ("Sara", "very")]


def test_two_exports_in_one_file_are_refused():
    short = "30/03/2024, 21:15 - Sara: a\n"
    long = "".join(f"[30/03/2024, 21:15:{n:02}] Sara: a\n" for n in range(30))
    with pytest.raises(TableRefused, match="two layouts, 1 as on line 1 and 30 in another"):
        read(short + long)


def test_lines_before_the_first_message_are_a_reject():
    (reject,) = rejects("hello\n30/03/2024, 21:15 - Sara: a")
    assert (reject.line, reject.found, reject.expected) == ("1", "hello", "a line that begins a message")


def test_an_unreadable_message_is_a_reject_with_its_bytes_shown():
    content = b"30/03/2024, 21:15 - Sara: \xd8\xb3\n30/03/2024, 21:15 - Sara: bad \xff\n30/03/2024, 21:16 - Sara: ok\n"
    assert said(content) == [("Sara", "س"), ("Sara", "ok")]
    assert [(r.line, r.found) for r in rejects(content)] == [("2", "Sara: bad \\xff")]


def test_a_message_over_the_limit_is_a_reject():
    content = "30/03/2024, 21:15 - Sara: a\n" + "x" * 60 + "\n" + "y" * 60 + "\n30/03/2024, 21:16 - Sara: ok"
    limits = Limits(row_bytes=100)
    assert said(content, limits=limits) == [("Sara", "ok")]
    assert [r.line for r in rejects(content, limits=limits)] == ["1"]


# --- which chat, and between whom


@pytest.mark.parametrize(
    ("name", "within"),
    [
        ("WhatsApp Chat with Sara Ali.txt", ""), ("WhatsApp Chat with Sara Ali (2).txt", ""),
        ("محادثة واتساب مع Sara Ali.txt", ""), ("دردشة واتساب مع Sara Ali.txt", ""),
        ("WhatsApp-Chat mit Sara Ali.txt", ""), ("Discussion WhatsApp avec Sara Ali.txt", ""),
        ("Chat de WhatsApp con Sara Ali.txt", ""), ("Conversa do WhatsApp com Sara Ali.txt", ""),
        ("_chat.txt", "WhatsApp Chat - Sara Ali.zip"), ("WhatsApp Chat - Sara Ali/_chat.txt", "exports"),
        ("_chat.txt", f"WhatsApp Chat - {LRM}Sara Ali"),
    ],
)  # fmt: skip
def test_the_chat_is_called_as_the_file_says(name, within):
    (message,) = messages("30/03/2024, 21:15 - Omar: hello", name=name, within=within)
    assert (message.thread, message.recipient, message.channel) == ("Sara Ali", "Sara Ali/Sara Ali", None)


def test_a_chat_of_two_goes_to_the_other_one_and_its_owner_is_the_one_it_is_not_called_after():
    content = "30/03/2024, 21:15 - Sara: a\n30/03/2024, 21:16 - Omar: b"
    assert [(m.sender, m.recipient, m.channel, m.direction) for m in messages(content)] == [
        ("Sara/Sara", "Sara/Omar", None, "in"), ("Sara/Omar", "Sara/Sara", None, "out"),
    ]  # fmt: skip


def test_a_chat_of_three_goes_to_the_channel():
    content = "\n".join(f"30/03/2024, 21:15 - {name}: a" for name in ("Sara", "Omar", "Layan"))
    assert [(m.recipient, m.channel) for m in messages(content)] == [(None, "Sara")] * 3


def test_a_group_of_two_speakers_is_told_by_a_line_of_the_service():
    content = '30/03/2024, 21:14 - Omar created group "Deals"\n30/03/2024, 21:15 - Sara: a\n30/03/2024, 21:15 - Omar: b'
    name = "WhatsApp Chat with Deals.txt"
    assert [(m.sender, m.recipient, m.channel) for m in messages(content, name=name)] == [
        ("Deals/Sara", None, "Deals"), ("Deals/Omar", None, "Deals"),
    ]  # fmt: skip


def test_the_owner_is_the_account_that_is_stated_with_its_class():
    content = "30/03/2024, 21:15 - Sara: a\n30/03/2024, 21:16 - Omar: b"
    found = read(content, owner="Omar", subject_class="victim")
    assert [(f.account_id, f.subject_class) for f in found if isinstance(f, Account)] == [
        ("Sara/Sara", None), ("Omar", "victim"),
    ]  # fmt: skip
    assert [(f.sender, f.recipient, f.direction) for f in found if isinstance(f, Message)] == [
        ("Sara/Sara", "Omar", "in"), ("Omar", "Sara/Sara", "out"),
    ]  # fmt: skip


def test_one_name_in_two_chats_is_two_accounts():
    content = "30/03/2024, 21:15 - Omar: a"
    names = ("WhatsApp Chat with Sara.txt", "WhatsApp Chat with Layan.txt")
    assert {messages(content, name=name)[0].sender for name in names} == {"Sara/Omar", "Layan/Omar"}


@pytest.mark.parametrize("title", ["@deals", "a:@b"])
def test_a_name_in_a_chat_is_never_taken_for_a_handle(title):
    (message,) = messages("30/03/2024, 21:15 - Omar: a", name=f"WhatsApp Chat with {title}.txt")
    assert message.sender == f"chat {title}/Omar"


def test_the_same_chat_exported_again_gives_the_same_messages_and_the_new_ones():
    lines = [f"30/03/2024, 21:15 - Sara: {text}\n" for text in ("ok", "ok", "no", "ok")]
    first, longer = messages("".join(lines[:2])), messages("".join(lines))
    assert [m.id for m in longer][:2] == [m.id for m in first]
    assert len({m.id for m in longer}) == 4
    assert [m.ordinal for m in longer] == [1, 2, 1, 3]


# --- which files


@pytest.mark.parametrize(
    ("name", "content", "taken"),
    [
        ("WhatsApp Chat with Sara.txt", "", True), ("_chat.txt", "hello", True),
        ("notes.txt", "30/03/2024, 21:15 - Sara: a", True), ("notes.txt", "\n\n30/03/2024, 21:15 - Sara: a", True),
        ("notes.txt", "hello\n30/03/2024, 21:15 - Sara: a", False), ("chat.csv", "30/03/2024, 21:15 - Sara: a", False),
        ("messages.txt", "sender,sent_at,text\na,2024-03-30,b", False),
    ],
)  # fmt: skip
def test_a_file_is_taken_by_its_name_or_its_first_line(name, content, taken):
    assert WhatsApp().takes(name, content.encode()) is taken


def test_a_file_without_any_message_is_refused_with_what_it_begins_with():
    with pytest.raises(
        TableRefused, match=r'no line begins as a message .* found "hello", expected such as "12/03/2024'
    ):
        read("\nhello\n")


def test_a_cited_message_is_shown_as_the_file_has_it():
    content = f"30/03/2024, 21:15 - Sara: {RLM}a\nb\n30/03/2024, 21:15 - Sara: c"
    assert message_at(member(content), 1) == f"30/03/2024, 21:15 - Sara: {RLM}a\nb"
