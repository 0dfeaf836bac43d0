"""How Vietnamese builds its clauses."""

from __future__ import annotations

from rag.language.clauses import Clauses

CLAUSES = Clauses(
    breaks=r"nhưng|còn|tuy|trong khi|vì|nên|và|mà|cho biết|nói|rằng",
    turns=r"nhưng|còn|tuy|và",
    sides=r"nhưng|còn",
    joints=r"nhưng|còn|trong\s+khi|và",
    conceding=r"trong\s+khi|mặc\s+dù|(?<=,\s)còn",
    adds=r"và",
    circumstances=r"ở|tại|vào|trong|ngày|năm|tháng|sau|trước|khi|theo|nhờ|từ|sáng|chiều|tối|trên",
    agents=r"bởi|do",
    recipients=r"cho",
    copulas=r"là",
    passive=r"\b(?:bị|được)\s+$|\b(?:do|bởi)\s[^.;,]{0,60}$",
    resuming=r"họ|nó|(?:ông|bà)(?!\s+(?-i:\p{Lu}))",
    linking=r"trong khi đó|tuy vậy",
    referring=r"ông|bà|họ|nó",
    pronouns=r"ông\s+(?:ấy|ta)|bà\s+(?:ấy|ta)|họ|nó",
    people=frozenset({"ông ấy", "ông ta", "bà ấy", "bà ta"}),
    auxiliaries=frozenset("là được bị đã sẽ có không".split()),
    instructions=r"hãy|vui\s+lòng|xin\s+(?:hãy|vui)|đừng",
    opinions=(
        r"\b(?:tôi|chúng\s+tôi|chúng\s+ta)\s+(?:nghĩ|tin|cho\s+rằng|hy\s+vọng|mong)\b|\btheo\s+(?:tôi|ý\s+kiến)\b|^thật\b.*!$"
    ),
    judgements=r"tuyệt\s+vời|đáng\s+tiếc|rất\s+hay",
    to_model=r"""
      \bbỏ\s+qua\b[^.]{0,40}\b(?:chỉ\s+dẫn|hướng\s+dẫn|lệnh|quy\s+tắc|yêu\s+cầu)\b | \b(?:hãy\s+)?(?:chỉ\s+)?trả\s+lời\s+(?:rằng|là|bằng)\b
    | \bbạn\s+là\s+(?:một\s+)?(?:trợ\s+lý|mô\s+hình|ai|chatbot)\b
    """,
    indefinite=frozenset({"người"}),
    # With their accents: folded, "nội" and "nói" would be one.
    empty=frozenset(
        """
        ai bằng bị bởi các cái cả cần càng chỉ cho chứ có cũng của cùng cuộc đã đang đây đến để đi điều do được gì hay hoặc hơn khi
        không là lại lên lúc luôn mà mỗi một mọi này nay nào nếu người nhất như nhưng những nó nơi ở phải qua rằng rồi sau sẽ sự ta
        tại thì theo thế trên trong trước tới từ từng tuy và vẫn vào vì về việc với vừa còn chưa đều rất ông bà họ đó ấy sang ra xuống
        cùng mới bớt hiện nói biết rõ tổng đạt gồm thêm
        """.split()
    ),
    leaning=r"ông|bà|họ|nó|đó|điều này|việc này|tuy nhiên|ngoài ra|bên cạnh đó|đồng thời|vì vậy|do đó",
)
