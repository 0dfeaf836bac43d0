"""What Vietnamese has around the text of a document."""

from __future__ import annotations

from rag.language.printing import Printing

PRINTING = Printing(
    credits=r"ảnh|anh minh hoạ|ảnh minh họa",
    photo=r"ảnh",
    numbered=r"ảnh",
    scenes=r"(?:toàn|quang|quảng)\s+cảnh",
    figures=r"Hình|Bảng",
    furniture=r"""
      tin\s+(?:liên\s+quan|mới(?:\s+nhất)?|khác|nổi\s+bật|cùng\s+chuyên\s+mục)
    | bài\s+(?:liên\s+quan|viết\s+liên\s+quan|đọc\s+nhiều) | xem\s+thêm.* | đọc\s+thêm.*
    | bình\s+luận(?:\s*\(\s*\d+\s*\))? | ý\s+kiến\s+bạn\s+đọc | nguồn | từ\s+kh(?:óa|oá) | chia\s+sẻ
    | quảng\s+cáo | đăng\s+nhập | về\s+đầu\s+trang | mục\s+lục
    """,
    closing=r"tin\s.*|bài\s+(?:liên|viết|đọc).*|bình\s+luận.*|nguồn",
    by=r"bài|bài viết|tác giả",
    beside=r"bởi",
    authors=r"tác\s+giả\s*:|người\s+viết\s*:",
    signatures=r"bài|theo|tác giả",
    joins=r"và",
    posted=r"đăng|cập nhật|xuất bản",
    posted_at=r"lúc|ngày",
    dated=(
        r"(?:ngày\s+)?(?:đăng|cập\s+nhật|xuất\s+bản|ban\s+hành|công\s+bố|phát\s+hành|ký|soạn|lập)\b(?:\s+(?:ngày|lúc|vào))*"
        r"|(?:(?-i:\p{Lu})[\p{L}\p{M}.]*(?:\s(?-i:\p{Lu})[\p{L}\p{M}]*){0,3},\s*)?ngày(?=\s+\d)"
    ),
    salutations=r"kính\s+(?:gửi|thưa)|(?:xin\s+)?chào|thân\s+gửi",
    signing_off=r"trân\s+trọng",
    attributions=r"vào\s.{6,120}\s(?:đã\s+)?viết\s?:",
    own=r"tôi|chúng\s+tôi|chúng\s+ta|tớ",
    senders=r"từ",
    subjects=r"chủ\s+đề",
    mail=r"từ|đến|chủ đề",
    namespaces=r"Thể loại|Tập tin|Hình",
    abbreviated=r"PGS|GS|TSKH|TS|Th|Th\.?S|BS|LS|KS|NSND|NSƯT|TP|Tp|Q|P",
    stacked=r"PGS|GS|TSKH|TS|Th\.?S|BS",
    numbered_by=r"tr",
    columns={
        "text": ("noidung",),
        "title": ("tieude",),
        "date": ("ngaydang", "ngay"),
        "author": ("tacgia",),
    },
)
