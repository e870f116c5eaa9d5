"""The words that WhatsApp itself writes into an export: lines of the service, stand-ins for media, marks on messages.

They are told from what people write by their exact wording, in English and Arabic throughout and in further languages
where a line would otherwise be taken for somebody's words. Lines of the service that name no sender need no wording.
"""

import re

from ingest.platforms.whatsapp.stamps import unmarked

__all__ = ["ABOUT_A_GROUP", "is_deleted", "is_media", "is_notice", "service_line", "without_edit_mark"]

_BEGINNING = 160  # characters that tell the notice about encryption
_LONGEST = 400  # characters of a line that a phone writes for a file


def _one_of(*forms: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{form})" for form in forms), re.IGNORECASE)


_NOTICE = _one_of(
    "messages and calls are (?:now )?(?:end-to-end|secured)", "messages (?:you send )?to this (?:chat|group)",
    "messages to (?:this|your) .{0,40}(?:encrypt|secured)", "messages are end-to-end encrypted",
    "الرسائل والمكالمات (?:مشف|محم)", "الرسائل (?:التي ترسلها )?(?:إلى|الى|في) هذ[ها] .{0,60}(?:مشف|محم)",
    "رسائلك ومكالماتك (?:مشف|محم)", "أصبحت الرسائل .{0,60}مشف", "les messages et les appels sont chiffrés",
    "nachrichten und anrufe sind ende-zu-ende", "los mensajes y (?:las )?llamadas están cifrados",
    "as mensagens e (?:as )?(?:chamadas|ligações) são", "i messaggi e le chiamate sono crittografati",
    "mesajlar ve aramalar uçtan uca", "сообщения и звонки защищены", "повідомлення й дзвінки захищено",
    "pesan dan panggilan terenkripsi", "berichten en (?:gesprekken|oproepen) worden end-to-end",
    "ההודעות והשיחות מוצפנות", "הודעות ושיחות מוצפנות", "پیام‌?ها و تماس‌?ها سرتاسر", "میسجز اور کالز اینڈ",
    "wiadomości i (?:połączenia|rozmowy) są", "消息和通话都", "訊息和通話經", "メッセージと通話は", "메시지 및 전화는",
)  # fmt: skip

_SERVICE = (
    ("created the group", _one_of(
        "created (?:this |the )?group", "created (?:this )?community", "(?:أنشأت?|قمت بإنشاء) .{0,60}مجموعة",
        "(?:أنشأت?|أنشئت|تم إنشاء|قمت بإنشاء) .{0,60}المجموعة",
    )),
    ("joined", _one_of(
        r"\bjoined (?:using|from|via|the group|this group)", r"\bjoined\.?$", "requested to join", "انضم",
        "طلب .{0,30}الانضمام",
    )),
    ("left", _one_of(r"\bleft\.?$", r"\bleft (?:the |this )?group", "غادر", "خرج من المجموعة")),
    ("changed the group's name", _one_of(
        "changed the (?:subject|group name|name of)", "changed this group's name", "renamed the group",
        "غي[ّ]?رت? .{0,40}(?:اسم|موضوع) (?:هذه )?المجموعة", "غي[ّ]?رت? (?:اسم|موضوع|الاسم|الموضوع)",
    )),
    ("changed the group's picture", _one_of(
        "(?:changed|deleted|removed) (?:the|this) group(?:'s|’s)? (?:icon|photo|picture)",
        "(?:غي[ّ]?رت?|حذفت?) .{0,30}(?:صورة|أيقونة)",
    )),
    ("changed the group's description or settings", _one_of(
        "(?:changed|deleted) the (?:group )?description", "group(?:'s|’s)? settings", "only admins",
        "allow(?:ed)? (?:only admins|all participants)", "(?:غي[ّ]?رت?|حذفت?) .{0,30}(?:وصف|إعدادات)",
    )),
    ("changed who administers", _one_of(
        "(?:now|no longer) an? (?:group |community )?admin", "made .{1,60} an admin", "أصبحت? .{0,30}مشرف",
        "ل[من] [تي]عد مشرف",
    )),
    ("changed a number", _one_of(
        "changed (?:their|his|her|your) (?:phone )?number", r"changed to \+", "غي[ّ]?ر.{0,30}رقم", "تغي[ّ]?ر رقم",
    )),
    ("changed a security code", _one_of("security code", "رمز الأمان")),
    ("changed how long messages stay", _one_of(
        "disappearing messages", "message timer", "new messages will disappear", "الرسائل (?:ذاتية الاختفاء|المختفية)",
        "مؤقت الرسائل",
    )),
    ("called", _one_of(
        "(?:missed|voice|video|group) (?:(?:voice|video|group) )*call", "call (?:ended|started|failed)", "no answer$",
        "مكالمة", "اتصال (?:صوتي|فيديو)", "لم يتم الرد",
    )),
    ("pinned a message", _one_of("pinned a message", "ثب[ّ]?تت? رسالة", "ألغى تثبيت")),
    ("said something of a business", _one_of(
        "business account", "(?:this|verified|official) business", "حساب (?:نشاط )?تجاري",
    )),
    ("blocked or unblocked", _one_of(
        r"\b(?:un)?blocked this", "is a contact", "n't in your contacts", "حظر", "جهة اتصال",
    )),
    ("removed somebody", _one_of(r"\bremoved \S", "was removed", "أزال", "أزلت", "تمت? إزال", "أخرج")),
    ("added somebody", _one_of(r"\badded \S", r"\bw(?:as|ere) added\b", "أضاف", "أضفت", "تمت? إضاف")),
)  # fmt: skip

ABOUT_A_GROUP = frozenset(
    {
        "created the group", "joined", "left", "added somebody", "removed somebody", "changed the group's name",
        "changed the group's picture", "changed the group's description or settings", "changed who administers",
    }
)  # fmt: skip
"""The kinds of service lines that only a group has."""

_MEDIA = _one_of(
    "<media omitted>", "<?تم استبعاد الوسائط>?", "<multimedia omitido>", "<medien ausgeschlossen>", "<médias omis>",
    "<mídia omitida>", "<arquivo de mídia oculto>", "<media (?:omessi|weggelaten|tidak disertakan)>",
    "<без медиафайлов>", "<medya (?:dahil edilmedi|atlanmış)>", "<省略多媒體檔案>", "<媒体省略>",
    "<メディアは含まれていません>", "null",
    "(?:image|photo|video(?: note)?|audio|gif|sticker|document|voice message|contact card|media) omitted",
    r".{0,120}• ?.{0,20} document omitted", "<view once .{1,20} omitted>",
    "(?:لم يتم إدراج|تم استبعاد|تم حذف) (?:ال)?(?:صور|فيديو|مقاطع|مقطع|صوت|ملصق|مستند|بطاق|وسائط)[^:]{0,30}",
    "(?:الصورة|الفيديو|الصوت|المستند|الملصق|الوسائط) (?:غير )?(?:مشمولة?|مستبعدة?|مضم[ّ]?نة?|محذوفة?)",
    "(?:imagen|video|audio|gif|sticker|documento) omitid[oa]", "(?:bild|video|audio|gif|sticker|dokument) weggelassen",
    "(?:image|vidéo|audio|gif) absente?", "(?:immagine|video|audio) omess[oa]",
    "(?:imagem|vídeo|áudio|figurinha) (?:ocultad|omitid)[oa]", "(?:görüntü|video|ses|belge|çıkartma) dahil edilmedi",
    "(?:изображение|видео|аудио|документ|стикер) отсутствует",
    r".*<[^<>:]{1,24}: ?[^<>]+\.\w{2,5}>",  # <attached: 00000010-PHOTO.jpg>
    r".*\S\.\w{2,5} \((?:file attached|الملف مرفق|ملف مرفق|archivo adjunto|datei angehängt|fichier joint"
    r"|arquivo anexado|file allegato|bestand bijgevoegd|файл добавлен|dosya ekli|file terlampir|پیوست شد|附件檔案"
    r"|文件附件|添付ファイル)\)",
)  # fmt: skip
_DELETED = _one_of(
    r"this message was deleted(?: by .{1,60})?\.?", r"you deleted this message(?: as admin)?\.?", "message deleted",
    "(?:لقد )?(?:تم حذف|حذفت|قمت بحذف) هذه الرسالة.{0,40}", "هذه الرسالة محذوفة", r"se eliminó este mensaje\.?",
    r"eliminaste este mensaje\.?", r"diese nachricht wurde gelöscht\.?", r"du hast diese nachricht gelöscht\.?",
    r"ce message a été supprimé\.?", r"vous avez supprimé ce message\.?", r"esta mensagem foi apagada\.?",
    r"questo messaggio è stato eliminato\.?", r"bu mesaj silindi\.?", r"данное сообщение удалено\.?",
    r"pesan ini telah dihapus\.?",
)  # fmt: skip
_EDITED = re.compile(
    "[ \u00a0\u202f\u200e\u200f\u202a-\u202e]*<[\u200e\u200f]?(?:this message was edited|تم تعديل هذه الرسالة|"
    "تم تعديل هذا المحتوى|se editó este mensaje|diese nachricht wurde bearbeitet|ce message a été modifié|"
    "esta mensagem foi editada|mensagem editada|questo messaggio è stato modificato|bu mesaj düzenlendi|"
    "данное сообщение изменено|dit bericht is bewerkt|pesan ini diedit)\\.?[\u200e\u200f]?>[ \u200e\u200f\u202c]*$",
    re.IGNORECASE,
)


def is_notice(text: str) -> bool:
    """Whether a text is the notice about encryption, which every chat begins with and nobody wrote."""
    return bool(_NOTICE.match(unmarked(text[:_BEGINNING])))


def service_line(text: str) -> str | None:
    """What a line of the service says, as a kind: "joined"; None when it has no wording that is known here."""
    plain = unmarked(text)
    if _NOTICE.match(plain):
        return "said that messages are encrypted"
    return next((about for about, words in _SERVICE if words.search(plain)), None)


def is_media(text: str) -> bool:
    """Whether the first line of a text stands for a file: one that was left out, or the name of one that came along."""
    plain = unmarked(text.partition("\n")[0][: _LONGEST + 1])
    return len(plain) <= _LONGEST and bool(_MEDIA.fullmatch(plain))


def is_deleted(text: str) -> bool:
    """Whether a whole text says that the message was deleted."""
    return len(text) < 200 and bool(_DELETED.fullmatch(unmarked(text)))


def without_edit_mark(text: str) -> str:
    """The text without the mark that it was edited, which WhatsApp puts at its end; else the text itself."""
    return _EDITED.sub("", text) if text.rstrip(" \u200e\u200f\u202c").endswith(">") else text
