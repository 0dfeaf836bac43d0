"""Vietnamese, with its accents and without."""

from __future__ import annotations

from pathlib import Path

from rag.language.base import Language, terms_of
from rag.language.english.pack import PACK as ENGLISH
from rag.language.english.stating import STATING
from rag.language.following import Following
from rag.language.naming import Naming
from rag.language.patterns import CLOCK, DIGITS, YEAR, any_of, deferred, one_of, price_words
from rag.language.selecting import Comparison, Extreme, Selecting
from rag.language.talking import Talking
from rag.language.vietnamese.clauses import CLAUSES
from rag.language.vietnamese.counting import COUNTING
from rag.language.vietnamese.dating import DATING
from rag.language.vietnamese.explaining import EXPLAINING
from rag.language.vietnamese.polar import POLAR
from rag.language.vietnamese.posing import POSING
from rag.language.vietnamese.printing import PRINTING
from rag.language.vietnamese.requests import REQUESTS

_ASKING = "(?:gi|nao|ai|dau|sao|may|bao nhieu)"
_NUMBERS = "một hai ba bốn năm sáu bảy tám chín mười trăm nghìn ngàn triệu tỷ tỉ chục rưỡi nửa"

ONLY_VIETNAMESE = frozenset(
    "bao cac cai cua cung da dang dau duoc gi hay khi khong la nao nay nguoi nhieu nhu nhung noi o phai sao se tai theo thi trong tren truoc tu va vao ve vi viec voi".split()
)
"""Of the function words, folded, those that are no English words when their accents are gone."""
SYLLABLE = deferred(
    r"(?:ngh?|[ckpt]h|n?h|gh?|gi|qu|tr|[bcdklmnprstvx])?"
    r"(?:uye|uya|uyu|uay|uoi|uou|oai|oao|oay|ieu|yeu|ai|ao|au|ay|eo|eu|ia|ie|iu|oa|oe|oi|oo|ua|ue|ui|uo|uu|uy|ye|[aeiouy])"
    r"(?:ch|ng|nh|[cmnpt])?"
)
"""How a syllable is spelt without its accents."""

_SELECTING = Selecting(
    count=any_of(
        r"(?:co )?bao nhieu(?= (?!tien|phut|gio|dong|lau|tuoi))",
        r"(?:co )?may(?= \w+)",
        r"so luong(?! (?:nhieu|it|cao|thap|lon|nho) nhat)",
    ),
    total=any_of(r"tong cong", r"tong so", r"tong", r"tat ca la"),
    average=any_of(r"trung binh"),
    listing=any_of(r"nhung \w+(?: \w+)? nao", r"cac", r"nhung", r"liet ke", r"nao", r"dong nao", r"tat ca"),
    who=any_of(r"ai", r"nguoi nao"),
    when=any_of(r"khi nao", r"luc nao", r"bao gio", r"may gio", r"ngay nao", r"luc may gio"),
    how_much=any_of(r"bao nhieu tien", r"gia bao nhieu", r"bao nhieu$", r"bao nhieu(?= phut| dong)"),
    negated=any_of(r"khong", r"chua", r"chang"),
    altering=any_of(
        r"khong|chua|chi|tru|nhung ma|hoac|hay|truoc|sau|tu \d|den \d|giua|hon|nhat|moi|khoang|tai sao|vi sao|neu|khac|cung|noi"
    ),
    idle=frozenset(
        "dong muc bang danh sach bao nhieu la gi nao may vu con cai chiec hien nay xay ra co cho biet".split()
    ),
    goods=frozenset("mat hang san pham".split()),
    extremes=(
        Extreme(any_of("re nhat"), False, ("price",)),
        Extreme(any_of("dat nhat", "mac nhat"), True, ("price",)),
        Extreme(any_of("te nhat", "nghiem trong nhat", "nang nhat", "toi te nhat"), True, ("severity", "duration")),
        Extreme(any_of("dai nhat", "lau nhat"), True, ("duration", "length")),
        Extreme(any_of("ngan nhat"), False, ("duration", "length")),
        Extreme(any_of("moi nhat", "gan day nhat", "gan nhat"), True, ("date",)),
        Extreme(any_of("cu nhat", "som nhat", "dau tien"), False, ("date", "departure")),
        Extreme(any_of("cuoi cung", "muon nhat"), True, ("departure", "date")),
        Extreme(any_of("tre nhat"), False, ("age",)),
        Extreme(any_of("cao nhat", "lon nhat", "nhieu(?: \\w+){0,2} nhat"), True),
        Extreme(any_of("thap nhat", "nho nhat", "it(?: \\w+){0,2} nhat"), False),
    ),
    comparisons=(
        Comparison(any_of("re hon"), "less", "price"),
        Comparison(any_of("it nhat"), "at_least"),
        Comparison(any_of("nhieu nhat la", "toi da"), "at_most"),
        Comparison(any_of("(?:nhieu|cao|lon|dai|lau) hon", "tren", "sau", "hon"), "more"),
        Comparison(any_of("(?:it|thap|nho|ngan) hon", "duoi", "truoc"), "less"),
        Comparison(any_of("tu"), "at_least"),
    ),
    concepts={
        "price": any_of("gia", "gia ban", "don gia", "chi phi", "so tien", "thanh tien"),
        "duration": any_of("phut", "thoi luong", "so gio", "so ngay", "thoi gian"),
        "length": any_of("chieu dai", "quang duong", "dai"),
        "weight": any_of("can nang", "khoi luong", "trong luong"),
        "age": any_of("tuoi"),
        "severity": any_of("muc do", "do nghiem trong", "uu tien"),
        "date": any_of("ngay", "thoi diem"),
        "person": any_of("ho ten", "ho va ten", "nhan vien", "nguoi"),
        "departure": any_of("khoi hanh", "gio di", "di", "xuat phat", "roi"),
        "arrival": any_of("den", "gio den", "toi"),
    },
    scale={"thap": 1, "nhe": 1, "trung binh": 2, "vua": 2, "cao": 3, "nang": 3, "nghiem trong": 4, "rat cao": 4},
    yes=frozenset(["co", "con", "con hang"]),
    no=frozenset(["khong", "het", "het hang"]),
    not_whole=frozenset("moi bac nam dong tay".split()),
    weekdays=frozenset(["chu nhat", *(f"thu {day}" for day in "hai ba tu nam sau bay".split())]),
    said={
        "some": "{count} trong {all} dòng có {where}:",
        "one": "1 trong {all} dòng có {where}:",
        "all": "Bảng có {all} dòng:",
        "highest": "“{column}” cao nhất trong {all} dòng là {value}:",
        "lowest": "“{column}” thấp nhất trong {all} dòng là {value}:",
        "latest": "“{column}” muộn nhất trong {all} dòng là {value}:",
        "earliest": "“{column}” sớm nhất trong {all} dòng là {value}:",
        "total": "“{column}” của {all} dòng cộng lại là {value}:",
        "average": "“{column}” của {all} dòng trung bình là {value}:",
        "among": "Trong {all} dòng, {count} dòng có {where}.",
        "more": "(Trích {shown} dòng đầu.)",
        "not": "không phải “{value}”",
        "and": "và",
        "or": "hoặc",
    },
)

_TALKING = Talking(
    small={
        "greeting": deferred(r"(?:alo|(?:xin )?chao(?: (?:ban|anh|chi|em))?)(?: (?:bot|footnote))?"),
        "thanks": deferred(r"(?:ok )?(?:xin )?cam on(?: (?:ban|nhieu|rat nhieu))*"),
        "farewell": deferred(r"tam biet"),
        "ability": deferred(
            r"ban (?:la ai|lam duoc gi|co the lam (?:duoc )?gi)|giup(?: toi)?|toi co the hoi (?:ban )?(?:nhung )?gi"
        ),
        "articles": deferred(
            r"(?:ban )?co (?:nhung )?bai (?:viet|bao)? ?nao|liet ke (?:cac )?bai (?:viet|bao)"
            r"|(?:danh sach|liet ke) (?:tat ca )?(?:cac |nhung )?(?:bai(?: viet| bao)?|tai lieu|van ban)|(?:ban )?co (?:nhung |cac )?tai lieu (?:nao|gi)"
        ),
        "summary": deferred(
            r"(?:cac )?bai (?:viet |bao )?(?:nay )?(?:noi|viet) ve (?:gi|cai gi|dieu gi)"
            r"|tom tat(?: (?:cac )?bai(?: viet| bao)?(?: nay)?)?"
        ),
    },
    overview=deferred(r"cac bai (?:viet|bao)?.*(?:noi|de cap|viet) (?:gi|ve)|nhung bai (?:viet|bao)? ?nao|tong quan"),
    summary=any_of(r"tom tat"),
    topic=deferred(r"(?i)\b(?:về|ve)\s+(.+?)\W*$"),
)

_NAMING = Naming(
    opening=ENGLISH.function_words,  # its own may begin a name
    # With their accents: without them they are parts of names.
    titles=frozenset(
        "ông bà anh chị cô chú đồng chí tổng bí thư chủ tịch phó trưởng ban thủ tướng bộ giám đốc tiến sĩ giáo sư".split()
    ),
    bodies=frozenset("ảnh hội nghị uỷ ủy tỉnh đảng nhà nước quyết định ương".split()),
    pronoun="ông ấy",
    speaks=deferred(
        r"(?i)\s*(?:,\s*)?(?:phát\s+biểu|nói|cho\s+biết|nhấn\s+mạnh|đề\s+nghị|khẳng\s+định|cho\s+rằng|chia\s+sẻ|giải\s+thích|kể|nhận\s+định|bày\s+tỏ|trả\s+lời|kêu\s+gọi|cảnh\s+báo|thông\s+báo)\b"
    ),
    spoken=deferred(r"(?i)\btheo\s+(?:lời\s+)?$"),
    says=deferred(r"(?i)\btheo\s+(?:lời\s+)?$"),
)

_PERSON = r"(?:ông|bà|anh|cô|chị)\s+(?:ấy|ta)|(?:ong|ba|anh|co|chi)\s+(?:ay|ta)"

_FOLLOWING = Following(
    opening=deferred(r"(?i)^\W*(?:(?:và|còn|thế\s+còn|vậy\s+còn|thế|vậy|con|the\s+con|vay\s+con)\b[\s,]*)+"),
    asking=deferred(
        r"(?i)^\W*(?:(?:trong|từ|đến|vào|ở|tại|cho|với|của|bằng|tu|den|vao|o|tai|voi|cua|bang)\s+)?"
        r"(?:(?:khi|lúc|năm|ngày|luc|nam|ngay)\s+n[àa]o|bao\s+(?:giờ|lâu|nhiêu|xa|gio|lau|nhieu)|m[ấa]y\s+gi[ờo]|ở\s+đâu|o\s+dau|đâu|dau|(?:tại|vì|tai|vi)\s+sao"
        r"|sao|ai|(?:c[áa]i\s+)?g[ìi]|(?:như\s+)?thế\s+nào|(?:nhu\s+)?the\s+nao)\b\s*"
    ),
    confirming=deferred(r"(?i)\bc[óo]\b.*\b(?:không|chưa|khong|chua)\b"),
    person=deferred(rf"(?i)\b(?:{_PERSON})\b"),
    thing=deferred(
        r"(?i)\b(?:họ|nó|\p{L}+\s+(?:đó|ấy|đấy)|(?:điều|việc|cuộc|hội\s+nghị|bài|số|lúc|nơi|người|con\s+số|ở|thời\s+gian)\s+này|(?:dieu|viec|luc|noi)\s+do)\b"
    ),
    owned="{}",
    there=deferred(r"(?i)\b(?P<at>ở|tại)\s+(?:đó|đây|đấy)\b"),
    at="ở",
    preposition=deferred(r"(?i)\b(?:ở|tại|trong|ngoài|trên|dưới|cho|với|về|từ|đến|sau|trước|vào)\b"),
    clause=deferred(r"(?i)\b(?:khi|nếu|rằng|vì|bởi|mà|và|hoặc|nhưng|thì|sau|trước|tại\s+sao|ở\s+đâu)\b"),
    subjectless=deferred(
        r"(?i)^\W*(?:(?:vào|lúc|từ|đến|ở|trong|tại|vao|luc|tu|den|o|tai)\s+)?(?:(?:m[ấa]y|bao\s+nhi[êe]u)\s+\p{L}+|\p{L}+\s+n[àa]o)\W*$"
    ),
    empty=deferred(r"(?i)\b(?:thì\s+sao|thi\s+sao|cũng\s+vậy|cung\s+vay)\b|\W+"),
)

_PHRASES = {
    "“{part}” is not surely answered: the last quotation comes closest to it.": "Chưa chắc đã có câu trả lời cho “{part}”: trích dẫn cuối cùng gần với câu hỏi này nhất.",
    "“{parts}” are not surely answered: the last quotations come closest to them.": "Chưa chắc đã có câu trả lời cho “{parts}”: các trích dẫn cuối cùng gần với những câu hỏi này nhất.",
    "Yes.": "Có.",
    "No.": "Không.",
    "1 article": "1 bài viết",
    "{count} articles": "{count} bài viết",
    "Hello. Ask me something about the {articles}; I answer with exact quotations.": "Xin chào. Bạn hãy hỏi về {articles}; tôi trả lời bằng trích dẫn nguyên văn.",
    "You are welcome.": "Không có gì.",
    "Goodbye.": "Tạm biệt.",
    "I answer questions about {articles}. Every sentence is a quotation that you can check, and what the articles do not say, I decline to answer.": "Tôi trả lời câu hỏi về {articles}. Mỗi câu là một trích dẫn mà bạn có thể kiểm tra; điều gì các bài viết không nói, tôi không trả lời.",
    "There is {articles}: {titles}.": "Có {articles}: {titles}.",
    "There are {articles}: {titles}.": "Có {articles}: {titles}.",
    "{titles}; and {count} more": "{titles}; và {count} bài khác",
    "The articles do not say.": "Các bài viết không nói đến điều này.",
    "The chosen articles do not say.": "Các bài viết đã chọn không nói đến điều này.",
    "The articles do not say: “{part}”.": "Các bài viết không nói đến: “{part}”.",
    "What comes nearest is in “{title}”.": "Điều gần nhất nằm trong “{title}”.",
    "This comes closest:": "Đây là điều gần nhất:",
    "This comes closest, but gives no number:": "Đây là điều gần nhất, nhưng không có con số:",
    "This comes closest, but gives no address:": "Đây là điều gần nhất, nhưng không có địa chỉ:",
    "This comes closest, but gives no age:": "Đây là điều gần nhất, nhưng không có tuổi:",
    "This comes closest, but gives no price:": "Đây là điều gần nhất, nhưng không có giá tiền:",
    "This comes closest, but gives no date:": "Đây là điều gần nhất, nhưng không có ngày tháng:",
    "No article mentions {words}.": "Không bài viết nào nhắc đến {words}.",
    "Did you mean {names}?": "Có phải bạn muốn hỏi {names}?",
    "{words} or {last}": "{words} hoặc {last}",
}

_PRICE = price_words("dong nghin trieu ty phi gia tien mien luong thuong usd vnd euro")

PACK = Language(
    polar=POLAR,
    stating=STATING,
    printing=PRINTING,
    clauses=CLAUSES,
    counting=COUNTING,
    dating=DATING,
    code="vi",
    syllabic=True,
    distinct=True,
    decimal=",",
    contrasts=(
        ("ngày thường", "cuối tuần"),
        ("người lớn", "trẻ em|trẻ con"),
        ("sáng", "trưa", "chiều", "tối", "đêm"),
        ("vé ngày", "vé tuần", "vé tháng", "vé năm"),
        ("đầu tiên|thứ nhất", "cuối cùng"),
        ("cũ", "mới"),
        ("xe tải", "xe con"),
    ),
    pairs=Path(__file__).with_name("pairs.tsv.gz"),
    compares=deferred(
        r"(?i)(?:(?:hãy )?so sánh|(?:điểm |sự )?khác (?:nhau|biệt) giữa) (?P<a>.{1,60}?) (?:và|với) (?P<b>.{1,60}?)\s*[?.!]*"
    ),
    what_is="{} là gì?",
    joins=deferred(r",?\s+(?:và|còn|đồng thời)\s+|\s*;\s+"),
    asks_first=deferred(
        r"(?=.*\b(?:ai|gi|nao|dau|bao nhieu|bao gio|khi nao|may|vi sao|tai sao|the nao|bao lau|bao xa)\b)"
    ),
    asks_how=any_of(
        r"(?:lam )?(?:the nao|sao) (?:de|khi)",
        r"phai lam (?:gi|sao)(?: khi| neu)?",
        r"cach",
        r"cac buoc(?: de)?",
        r"(?:quy trinh|thu tuc)(?: de)?",
        r"nhu the nao",
        r"lam .{2,60} (?:the nao|ra sao)",
    ),
    leans=any_of("nó", "họ", "đó", "này", "kia", "ấy", "đây"),
    commands=terms_of("dich giai ke liet sanh tat thich tom"),
    function_words=terms_of(
        """
        ai ba bai bang bao bi bieu boi cac cai can cang chi cho chu co cua cung cuoc da dang dau day de den di dieu do duoc gi ha hay
        hoac hon khac khi khong la lai lam len loai luc luon ma may mot moi nao nay neu ngay nghia nguoi nhat nhieu nhu nhung
        no noi o ong phai qua ra rang rat sao sau se su ta tai the theo thi thi thoi trong tren truoc tu tung tuy va van vao ve vi
        viec voi vua xay y
        """
    ),
    marks=deferred(r"(?i)[ăđơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]"),
    asked={
        "number": any_of(
            r"bao (?:nhieu|lau|xa)",
            r"may (?!bay|tinh|moc|chu)\w+",
            r"(?:ty le|phan tram|so luong|con so|dan so|dien tich) (?:\w+ )*?(?:nao|gi|la)",
        ),
        "time": any_of(
            r"(?:khi|luc|hoi) nao",
            r"bao gio",
            r"(?:nam|ngay|thang|thoi (?:gian|diem|ky)|the ky|thap (?:nien|ky)|giai doan) (?:nao|may|bao nhieu|gi)",
        ),
        "person": any_of(r"ai", r"(?:nguoi|ong|ba|vi|nhan vat|cong ty|to chuc|nhom|vua|tong thong|nha khoa hoc) nao"),
        "place": any_of(
            r"o dau",
            r"(?:tai|tu|den|noi) (?:dau|nao)",
            r"dau",
            r"(?:thanh pho|nuoc|quoc gia|tinh|vung|khu vuc|dia diem|chau luc|song|bang|quan|huyen|hat|dao) nao",
        ),
        "reason": any_of(r"(?:vi|tai) sao", r"ly do", r"nguyen nhan", r"do dau"),
    },
    needs={
        "price": any_of(
            r"(?<!quoc |tham |chuyen |chau )gia (?:la |khoang )?bao nhieu",
            r"(?:chi|kinh|hoc|le) phi (?:\w+ ){0,6}?bao nhieu(?! (?:phan tram|lan|nam|nguoi))",
            r"bao nhieu tien",
        ),
        "age": any_of(r"bao nhieu tuoi", r"may tuoi", r"tuoi (?:cua \w+ )?la bao nhieu"),
        "phone": any_of(r"so (?:dien thoai|dt)"),
        "email": any_of(r"dia chi (?:e-?mail|thu dien tu)"),
        "number": any_of(r"bao nhieu"),
        "time": any_of(
            r"(?:khi|luc|hoi) nao",
            r"bao gio",
            r"(?:nam|ngay|thang|the ky|thoi (?:gian|diem)) (?:nao|may|bao nhieu|gi)",
        ),
    },
    asks_several=deferred(rf"\b{_ASKING}\b.* va (?!.* va )(?:.*\b)?{_ASKING}\b"),
    # "dầu" (oil) and "đầu" (head) would be "đâu" (where), "máy" (machine) would be "mấy" (how many).
    lookalikes=deferred(r"(?i)\b(?:dầu|đầu|dấu|đấu|đậu|dâu|máy|mày|mây|mảy|bảo|báo|bão)\b"),
    numbers=tuple(_NUMBERS.split()),
    number=deferred(rf"(?i){DIGITS}|\b{one_of(_NUMBERS)}\b"),
    time=deferred(
        rf"{YEAR}|{CLOCK}"
        r"|(?i:\btháng\s+(?:\d+|\p{L}+)|\bngày\s+\d+|\bthế\s+k[ỷỉ]|\bthập\s+(?:niên|kỷ)|\bnăm\s+\d+)"
    ),
    reason=deferred(r"(?i)\b(?:vì|bởi|nhờ|nhằm|để|do\s+đó|nguyên\s+nhân|lý\s+do|dẫn\s+đến|khiến)\b"),
    vague={
        "price": _PRICE,
        "age": any_of(r"tuoi|sinh (?:nam|ngay|thang|vao)|sn"),
        "number": any_of(r"vai|nhieu|it|nua|phan lon|da so|thieu so|duy nhat|khong (?:ai|co)|ca hai|tat ca"),
        "time": any_of(
            r"(?:hom|nam|thang|tuan|ngay) (?:nay|qua|kia|sau|truoc|ngoai|toi)|hien nay|mua|sang|chieu|toi|dem|chu nhat"
            r"|thu (?:hai|ba|tu|nam|sau|bay)|ngay|thang|nam",
            r"\d{3,4}|\d+[/.-]\d+",
        ),
    },
    place_before=frozenset("ở tại của thuộc".split()),
    selecting=_SELECTING,
    talking=_TALKING,
    naming=_NAMING,
    following=_FOLLOWING,
    explaining=EXPLAINING,
    phrases=_PHRASES,
    requests=REQUESTS,
    posing=POSING,
)
