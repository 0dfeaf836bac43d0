"""How English and Vietnamese deny, tell how many, in what order and of what measure: a short text is not surely one of them."""

from __future__ import annotations

from rag.language.patterns import deferred
from rag.language.stating import METRIC, VOLUME, WEIGHT, Stating, measures, words_before, words_of

STATING = Stating(
    negation=deferred(
        r"""(?ix)
          \b(?:not(?!\s+(?:only|just))|cannot|never|none|nobody|nothing|neither|(?<!\bneither\b[^.;]*)nor|without|free\s+of|no\s+longer|no(?!\.?\s*\d|\s+doubt)\b(?!\.)|yet\s+to|fail(?:s|ed|ing)?\s+to
          |unable|in\s+vain|refus(?:e[sd]?|ing)\s+to|den(?:y|ies|ied)|hardly\s+any|lacks?|lacking)\b
        | n't\b
        | \b(?<!hàng\s)không(?!\s+(?:chỉ|những|khí|gian|quân|lực|phận|(?:thay\s+)?đổi))\b | \b(?:chưa|chẳng|chả|đừng|chớ|thiếu)\b
        """
    ),
    bounded=deferred(
        r"(?i)\G(?:\s*:\W*\w\))?\W*(?:\p{L}+\s+){0,6}?(?:until|before|unless|except|other\s+than|than|only|more|less|fewer|longer\s+than|trước\s+khi|trừ)\b"
    ),
    opposed=(
        (
            "rise rises rose risen rising increase grow grew grown climb gain jump soar surge up raise more higher larger bigger "
            "improve expand strengthen enhance tăng nâng cao mạnh",
            "fall fell fallen decrease drop decline reduce cut lower down less fewer smaller shrink worsen weaken lessen minimise "
            "minimize slump plunge diminish giảm hạ thấp yếu bớt",
        ),
        ("buy bought purchase acquire mua", "sell sold bán"),
        ("win won beat defeat thắng", "lose lost thua"),
        (
            "accept approve welcome praise support back agree appreciate",
            "reject refuse oppose condemn criticise criticize",
        ),
        ("admit confirm", "deny"),
        ("allow permit let", "ban banned forbid forbidden prohibit prevent"),
        ("confident sure certain", "doubt doubtful"),
        ("open begin began begun start launch mở", "close end finish shut đóng"),
        ("largest longest biggest highest", "smallest shortest lowest"),
        ("include join cover", "exclude leave"),
        ("arrive enter", "depart exit"),
        ("succeed success", "fail failure"),
        ("safe", "dangerous unsafe"),
        ("rich wealthy giàu", "poor nghèo"),
        ("earn profit make made", "lose lost"),
        ("carry carried pass passed adopt adopted", "lost reject defeat dismiss"),
        ("oldest eldest old", "youngest young"),
        ("paid", "unpaid"),
        ("hire employ", "dismiss"),
        ("start begin begun begins", "stop stopped halt"),
        ("often frequent frequently always", "rarely seldom never hardly"),
        ("early earlier earliest", "late later latest"),
        ("voluntary optional", "compulsory mandatory obligatory"),
        ("public", "private"),
        ("legal lawful", "illegal unlawful"),
        ("full", "empty"),
        ("alive", "dead"),
        ("majority", "minority"),
        ("warm hot", "cold cool"),
        ("extremely very highly greatly", "little barely slightly hardly"),
        ("inside indoors", "outside outdoors"),
        ("intact whole unharmed undamaged", "break broke broken harm harmed damage damaged destroyed"),
        ("gold", "silver bronze"),
        ("silver", "bronze"),
        ("spring", "summer autumn winter"),
        ("summer", "autumn winter"),
        ("autumn", "winter"),
        ("first", "last"),
        ("upper upstairs", "lower downstairs"),
        ("shallow", "deep"),
        ("narrow", "wide broad"),
        ("fast quick quickly", "slow slowly"),
        ("lengthen extend", "shorten"),
        ("same", "different"),
        ("remember", "forget forgot"),
        ("keep kept retain", "abolish scrap drop"),
        ("nearest closest", "farthest furthest"),
        ("best", "worst"),
        ("unchanged stay stays stayed", "change changes changed rise rises rose fall fell"),
        ("cheap cheaper cheapest", "expensive dearer costly"),
        ("strong stronger strongest", "weak weaker weakest"),
        ("present attended", "absent"),
        ("north northern", "south southern"),
        ("east eastern", "west western"),
        ("left", "right"),
        ("clockwise", "anticlockwise counterclockwise"),
        ("rẻ", "đắt"),
        ("nóng", "lạnh nguội"),
        ("dài", "ngắn"),
        ("nhanh", "chậm"),
        ("sớm", "muộn trễ"),
        ("sống", "chết"),
        ("lớn", "nhỏ"),
        ("xa", "gần"),
    ),
    earlier=words_of("before", "ahead of", "prior to", "trước", "trước khi"),
    later=words_of("after", "following", "sau", "sau khi"),
    least=words_before(
        r"at\s+least", r"(?:more|longer|no\s+less|no\s+fewer)\s+than", "over", "above", r"ít\s+nhất", "hơn", "trên"
    ),
    most=words_before(
        r"at\s+most",
        r"(?:less|fewer|shorter|no\s+more)\s+than",
        "under",
        "below",
        r"up\s+to",
        r"nhiều\s+nhất",
        "dưới",
        r"(?:không|chưa)\s+quá",
    ),
    lesser=words_of(
        "vice", "deputy", "former", "acting", "assistant", "honorary", "ex", "interim", "phó", "nguyên", "cựu"
    ),
    measures=measures(
        minute="minutes|minute|phút:1 hours|hour|giờ|tiếng:60 days|day|ngày:1440 weeks|week|tuần:10080",
        month="months|month|tháng:1 years|year|năm:12 decades|decade:120 centuries|century:1200",
        millimetre=METRIC,
        gram=WEIGHT,
        millilitre=VOLUME,
    ),
    quantifiers={
        "most": r"most(?=\s+(?:of\b|\p{Ll}))|(?:the\s+)?(?:vast\s+|great\s+)?majority|(?:almost|nearly)\s+(?:all|every\w*)|hầu\s+hết|đa\s+số|phần\s+lớn|gần\s+như\s+(?:tất\s+cả|toàn\s+bộ)",
        "few": r"(?:only\s+)?(?:a\s+)?few|hardly\s+any|một\s+số\s+ít|(?:chỉ\s+)?(?:rất\s+)?ít(?=\s+\p{Ll})|thiểu\s+số",
        "all": r"all(?!-|\s+levels)|every(?:one|body|thing)?|each|entire(?:ly)?|whole|both|always|nationwide|tất\s+cả|toàn\s+bộ|toàn(?=\s+\p{Ll})|mọi(?!\s+người)|mỗi|cả(?!\s+nước)",
        "some": r"some|several|certain|a\s+number\s+of|part(?=\s+of)|một\s+số(?!\s+ít)|một\s+phần|vài",
        "none": r"no(?=\s+\p{Ll})(?!\s+(?:longer|doubt|more))|none|không(?=\s+\p{L}+(?:\s+\p{L}+)?\s+nào)",
        "only": r"only(?!\s+(?:a\s+)?few)|solely|exclusively|chỉ(?!\s+(?:rất\s+)?ít|\s+một\s+số|\s+đạo|\s+thị|\s+huy|\s+tiêu|\s+số)",
    },
)
