"""How forms of answers are asked for in Vietnamese, whose words are met without their accents."""

from __future__ import annotations

from rag.language.patterns import deferred
from rag.language.requesting import Requests, letters_of, whole

_NUMBERS = dict(zip("mot hai ba bon nam sau bay tam chin muoi".split(), range(1, 11)))
_N = rf"(?P<n>{letters_of(_NUMBERS)})"
_A = r"(?:bai (?:viet|bao|nay|do|tin)|bai|tai lieu|van ban|tap tin|file|tep)"
_ALL = r"(?:(?:cac|nhung|moi|tat ca|toan bo|het|tung) )*"
_WHICH = r"(?:nao|gi)"
_THIS = r"(?:(?:nay|do|kia|ay))?"
_ABOUT = r"(?:ve|cua|cho|trong|tu|o|lien quan den|noi ve)"
_IT = r"(?:no|dieu (?:do|nay)|cai (?:do|nay)|vay|the|cau tra loi|cau nay|doan (?:nay|do))"
_LINE = r"(?:(?:dong|moc|trinh tu|thu tu|truc|dien bien) thoi gian|nien bieu|dien bien|trinh tu (?:cac )?su kien|thu tu ngay thang|timeline)"
_SPOKE = r"(?:phat bieu|noi gi|len tieng|duoc trich(?: dan| loi)?|cho biet gi|noi|co y kien|tham luan)"
_TONGUE = r"tieng (?:anh|viet|phap|trung|nhat|duc|nga|han|tay ban nha)"

REQUESTS = Requests(
    polite=deferred(
        r"(?:hay|vui long|lam on|xin|xin hay|ban|ban oi|oi|a|nay|ban co the|co the|giup (?:toi|minh|em)?|(?:cho|giup) (?:toi|minh|em)(?: (?:biet|xem|hoi|xin))?"
        r"|(?:toi|minh) (?:muon|can)(?: (?:biet|xem|co))?|dua ra|chi ra|lam|lap|tao|ve|trinh bay|neu) "
    ),
    polite_after=deferred(
        r" (?:a|nhe|nha|di|voi|giup (?:toi|minh)|cho (?:toi|minh)|duoc khong|khong a|voi a|the|vay|ha|nhi)"
    ),
    asked={
        "more": whole(
            r"(?:noi |xem |doc |them )*(?:them|them nua|nua|tiep|tiep tuc|tiep theo|tiep di)(?: nua| chi tiet| thong tin)?|(?:noi )?chi tiet hon|(?:con )?gi nua(?: khong)?",
            r"con (?:gi|dieu gi|cai gi)(?: khac| nua)*(?: khong)?|con nua khong|noi (?:ro|ky) hon|phan con lai|het chua",
        ),
        "shorter": whole(
            r"(?:noi |tra loi |viet )?(?:ngan|gon|ngan gon|suc tich|tom gon)(?: lai| hon| thoi| nua)*|dai qua|qua dai|rut gon|noi tom lai|tom lai|tom gon lai",
        ),
        "sure": whole(
            rf"(?:ban )?(?:co )?chac(?: chan)?(?: (?:khong|chu|a))?|(?:co )?(?:that|dung|thiet)(?: (?:khong|vay khong|a|sao))?|{_IT} co dung khong|sao (?:ban )?biet|sai roi|khong dung",
            r"(?:co )?dang tin(?: cay)? khong|chac bao nhieu(?: phan tram)?|tai sao ban (?:noi|tra loi).*|kiem tra lai(?: di)?",
        ),
        "source": whole(
            rf"(?:nguon|trich dan|dan chung|bang chung|can cu|nguyen van)(?: (?:dau|o dau|nao|la gi|cua {_IT}))?|(?:lay|doc|thay|tim) {_IT}? ?o dau|(?:cho xem|xem|trich) nguon",
            rf"(?:trong )?{_A} nao (?:noi|viet) (?:vay|the|dieu do)|ai noi (?:vay|the)|o dau ra(?: vay)?",
        ),
        "newest": whole(
            rf"{_ALL}(?:{_A} )?(?:{_WHICH} )?(?:la )?(?:moi nhat|gan day nhat|gan nhat)(?: (?:la (?:gi|bai nao)|noi (?:ve )?gi|{_THIS}))?(?: ve (?P<about>.+))?",
            rf"{_A} moi nhat (?:ve|noi ve) (?P<about>.+)|co gi moi(?: khong)?|(?:sap xep )?{_ALL}{_A} (?P<all>theo ngay(?: thang)?)",
        ),
        "oldest": whole(
            rf"{_ALL}(?:{_A} )?(?:{_WHICH} )?(?:la )?(?:cu nhat|som nhat|lau nhat|dau tien)(?: (?:la (?:gi|bai nao)|noi (?:ve )?gi))?"
        ),
        "count": whole(
            rf"(?:co )?(?:tat ca |tong cong )?(?:bao nhieu|may) {_A}(?: (?:tat ca|o day|trong (?:day|thu muc)|nhi))?|so (?:luong )?{_A}|dem (?:so )?{_A}",
            rf"(?:co )?(?:bao nhieu|may) {_A} (?:noi|viet|de cap|nhac)(?: (?:den|toi|ve))? (?P<about>.+)",
        ),
        "speakers": whole(
            rf"(?:{_ALL}(?:nguoi )?)?(?:nhung )?ai (?:da |dang |co )?{_SPOKE}(?: gi)?(?: (?:trong|tai|o) (?:(?:cac |cuoc )?(?:hoi nghi|cuoc hop|hop|su kien|{_A})(?: nay)?|(?P<one>.+)))?",
            rf"(?:liet ke |ke ten |danh sach )?{_ALL}(?:nguoi|dien gia|dai bieu)(?: (?:da|duoc))?(?: {_SPOKE})|(?:liet ke |danh sach )?{_ALL}dien gia|moi nguoi noi gi",
        ),
        "timeline": whole(
            rf"(?:mot )?(?:bang )?{_LINE}(?: (?:{_ABOUT} )?(?P<about>.+))?|(?:sap xep |ke |viet )?(?:cac su kien |moi viec )?theo {_LINE}|chuyen gi xay ra khi nao",
            r"(?:liet ke )?(?:cac|nhung) (?:ngay|moc)(?: (?:thang|quan trong))+(?: (?:trong|cua|ve) (?P<about>.+))?",
        ),
        "takeaways": whole(
            rf"(?:liet ke |rut ra )?(?:{_N} |cac |nhung )?(?:diem|y|noi dung|thong tin|dieu|su that) (?:chinh|quan trong|mau chot|noi bat|can nho|cot loi)(?: nhat)?(?: {_ABOUT} (?P<one>.+))?",
            rf"tom tat (?P<one>.+?) (?:trong|bang|thanh) {_N} (?:cau|y|diem|dong)",
        ),
        "overview": whole(
            r"(?:tom tat|tong quan|khai quat|gioi thieu|noi dung chinh|mo ta)(?: (?:noi dung|so luoc|ve|cua))* (?P<one>.+?)(?: (?:ngan gon|mot cach ngan gon))?",
            rf"(?P<one>(?:{_A}) .+?) (?:noi|viet) (?:ve )?(?:gi|dieu gi|nhung gi)|(?:trong )?(?P<one>.+?) (?:co|noi|viet) (?:nhung )?(?:gi|noi dung gi)",
        ),
        "where": whole(
            rf"(?:cho|doan|dong|cau|phan|{_A}) nao (?:co )?(?:noi|viet|nhac|de cap|ghi)(?: (?:ve|rang|den|toi))? (?P<about>.+)|(?P<about>.+?) (?:duoc )?(?:nhac|noi|de cap|ghi|viet)(?: (?:den|toi))? o (?:dau|cho nao|bai nao)",
            r"(?:tim|trich) (?:cho |doan |cau |dong |phan )+(?:noi |viet )?(?:ve|co|nhac den)? ?(?P<about>.+)|o dau (?:noi|viet|nhac)(?: (?:ve|rang|den))? (?P<about>.+)",
        ),
        "list": whole(
            rf"(?:liet ke|ke ra|ke ten|ke|danh sach)(?: ra)? {_ALL}(?P<about>.+)",
        ),
    },
    cannot={
        "translate": whole(
            rf"dich\b.*|(?:noi|viet|tra loi|chuyen)(?: .{{1,60}})? (?:bang|sang) {_TONGUE}|bang {_TONGUE}|sang {_TONGUE}"
        ),
        "write": whole(
            r"(?:viet|soan|sang tac|lam)(?: (?:mot|cho|bai|la|buc|cai|giup|toi|minh|1))* ?(?:e ?mail|thu|tho|bai tho|bai luan|bai hat|truyen|bai phat bieu|don|tin nhan|ke hoach|kich ban|code|bai dang)\b.*",
            r"gui (?:e ?mail|thu|tin nhan)\b.*|ke (?:mot )?(?:chuyen cuoi|truyen cuoi|chuyen)",
        ),
        "opinion": whole(
            r"(?:theo )?(?:ban )?(?:nghi|thay|cam thay|danh gia) (?:gi|sao|the nao|nhu the nao)(?: ve)?\b.*|y kien (?:cua )?ban\b.*|(?:ban )?co (?:dong y|thich|tin|ung ho)\b.*khong|quan diem (?:cua )?ban\b.*|theo ban\b.*",
        ),
        "reword": whole(
            r"viet lai\b.*|dien dat lai\b.*|(?:noi|giai thich)(?: .{1,40})? (?:cho )?(?:don gian|de hieu|bang cach khac|tre em)\b.*|sua loi\b.*"
        ),
        "act": whole(
            r"nhac (?:toi|minh)\b.*|dat (?:bao thuc|lich|ve|ban)\b.*|xoa (?:bai|file|tai lieu)\b.*|goi (?:dien|cho)\b.*|tim tren (?:mang|google|internet)\b.*|hat\b.*|ve (?:mot |cho )?(?:buc )?tranh\b.*"
        ),
    },
    may_list=whole(
        r"(?P<about>(?:nhung|cac) .+ nao\b.*)|(?P<about>.+ gom nhung gi)|(?P<about>.*(?:can|phai) (?:mang|co|nop|lam)(?: theo)? (?:nhung )?gi.*)"
    ),
    listed_as="{} gồm những gì?",
    articles=deferred(rf"\b{_A}\b"),
    called=deferred(rf"\b(?:{_A}|thu|e ?mail|bao cao|bien ban|ghi chu|trang|bai trinh bay|cong thuc|phong van)\b"),
    about=deferred(r"\b(?:ve|cua|noi|trong|nay|do|mot|ten)\b"),
    numbers=_NUMBERS,
    said={
        "date": "{day}/{month_number}/{year}",
        "date text": "{date}, như bài ghi",
        "date name": "{date}, theo tên tệp",
        "date file": "{date}, như tệp ghi",
        "date changed": "{date}, ngày tệp được sửa lần cuối",
        "articles": "{count} bài viết",
        "article": "1 bài viết",
        "newest": "Bài mới nhất trong {articles} là “{title}” ({date}):",
        "oldest": "Bài cũ nhất trong {articles} là “{title}” ({date}):",
        "only": "Chỉ có “{title}” ({date}):",
        "some dated": "Trong {articles}, {dated} bài có ngày. Bài {end} trong số đó là “{title}” ({date}):",
        "end newest": "mới nhất",
        "end oldest": "cũ nhất",
        "no date": "Không có ngày nào trong {articles}, nên không thể biết bài nào mới nhất hay cũ nhất.",
        "by date": "{articles} theo ngày, bài mới nhất trước:",
        "count": "Có {articles}.",
        "count 1": "Có 1 bài viết.",
        "mention": "{some} trong {articles} nhắc đến “{about}”:",
        "mention 1": "1 trong {articles} nhắc đến “{about}”:",
        "mention 0": "Không bài nào trong {articles} nhắc đến “{about}”.",
        "speakers": "{count} người phát biểu hoặc được trích lời trong {articles}:",
        "speakers 1": "1 người phát biểu hoặc được trích lời trong {articles}:",
        "speakers 0": "Trong {articles}, không tìm thấy ai phát biểu hay được trích lời.",
        "timeline": "{count} câu có ngày tháng trong {articles}, theo thứ tự thời gian:",
        "timeline about": "{count} câu có ngày tháng về “{about}”, theo thứ tự thời gian:",
        "timeline 0": "Không tìm thấy câu nào có ngày tháng trong {articles}.",
        "overview": "“{title}”, theo từng phần:",
        "overview all": "{articles}, mỗi bài một câu:",
        "takeaways": "{count} ý của “{title}”:",
        "takeaways 1": "1 ý của “{title}”:",
        "takeaways all": "{count} ý từ {articles}:",
        "list": "{count} chỗ trong {articles} liệt kê điều này:",
        "list 1": "Điều này được liệt kê trong “{title}”:",
        "where": "Điều này có ở {count} chỗ:",
        "where 1": "Điều này có trong “{title}”:",
        "where near": "Không bài nào nói đúng như vậy. Gần nhất là:",
        "first": "(Trích {shown} câu đầu; gõ “thêm” để xem tiếp.)",
        "looked": "(Đã xem {looked} trong {articles}.)",
        "nothing before": "Chưa có câu trả lời nào trước đó. Bạn hãy hỏi một câu trước.",
        "no more": "Không còn gì thêm: những gì các bài viết nói về “{question}” đã được trích.",
        "more": "Thêm về “{question}”:",
        "shorter": "Ngắn gọn:",
        "source": "Nguyên văn tại chỗ, cùng những gì đứng quanh:",
        "sure": "Độ tin cậy là {percent} %: trong 100 câu trả lời có con số này, khoảng {percent} trích một câu trả lời đúng câu hỏi. Lời trích thì luôn nguyên văn.",
        "sure against": "Chỗ này nói khác:",
        "sure alone": "Không tìm thấy điều gì nói ngược lại.",
        "sure again": "{count} bài khác cũng nói như vậy:",
        "sure date": "Thứ tự là theo ngày tháng ghi trong các bài; bài nào không ghi ngày thì không được xét.",
        "sure timeline": "Mọi câu có ngày tháng đã được gom lại và xếp theo thứ tự. Ngày không ghi năm được hiểu là thuộc năm vừa nhắc trước đó, nên có thể sai.",
        "sure speakers": "Những tên đứng cạnh động từ chỉ lời nói (“nói”, “cho biết”) hoặc trước dấu hai chấm đã được gom lại; ai phát biểu theo cách khác có thể bị sót.",
        "sure parts": "Mỗi phần được lấy một câu gần với toàn bài nhất; người đọc khác có thể chọn câu khác.",
        "sure list": "Đã lấy những danh sách và hàng mà tiêu đề hoặc lời dẫn nói đúng điều được hỏi; những gì nằm trong văn xuôi có thể bị sót.",
        "sure where": "Đã tìm những câu có các từ bạn dùng; câu nói bằng từ khác có thể bị sót.",
        "sure count": "Đã đếm những bài có đủ các từ bạn dùng ở cùng một chỗ; bài nói bằng từ khác thì không có trong đó.",
        "sure definition": "Câu này được lấy vì nói thẳng từ đó nghĩa là gì (“… là …”, “…: …”, một hàng của bảng từ).",
        "sure steps": "Đã lấy trọn danh sách, chuỗi các bước hoặc phần có câu phù hợp nhất.",
        "sure section": "Đó là phần nằm dưới tiêu đề mà câu hỏi nhắc đến.",
        "sure rows": "Các hàng được chọn bằng cách so các ô của bảng với câu hỏi.",
        "sure exact": "Cả {count} trích dẫn vừa được tra lại trong bài gốc, và đều đúng nguyên văn.",
        "sure exact 1": "Trích dẫn vừa được tra lại trong bài gốc, và đúng nguyên văn.",
        "disagree": "Các bài viết không thống nhất: {sides}:",
        "side": "{count} bài nói {value}",
        "side 1": "1 bài nói {value}",
        "declined before": "Câu hỏi trước chưa được trả lời, nên không có gì để chắc chắn.",
        "translate": "Tôi không dịch: mọi điều tôi nói đều là lời trích nguyên văn. Bạn vẫn có thể hỏi bằng tiếng của mình; câu trả lời trong ngôn ngữ khác cũng được tìm.",
        "write": "Tôi không tự viết gì: mọi câu ở đây đều là lời trích. Hãy hỏi những điều cần có, ví dụ “ý chính của …” hay “dòng thời gian”, rồi trích lại.",
        "opinion": "Tôi không có ý kiến riêng. Tôi có thể trích điều các bài viết nói và ai đã nói: “ai đã phát biểu” hay “các bài viết nói gì về …”.",
        "reword": "Tôi không diễn đạt lại được: mọi điều tôi nói đều là lời trích nguyên văn. Tôi có thể trích ít hơn (“ngắn hơn”) hoặc câu giải thích một từ (“… là gì?”).",
        "act": "Tôi không làm được việc đó: tôi chỉ trích các bài viết. Hãy hỏi các bài nói gì, ví dụ “dòng thời gian”, “ai đã phát biểu” hay “liệt kê …”.",
    },
)
