"""Spanish, with its accents and without."""

from __future__ import annotations

from rag.language.base import Language, terms_of
from rag.language.following import Following
from rag.language.naming import Naming
from rag.language.patterns import CLOCK, DIGITS, YEAR, any_of, deferred, one_of, price_words
from rag.language.spanish.clauses import CLAUSES
from rag.language.spanish.counting import COUNTING
from rag.language.spanish.dating import DATING
from rag.language.spanish.explaining import EXPLAINING
from rag.language.spanish.polar import POLAR
from rag.language.spanish.posing import POSING
from rag.language.spanish.printing import PRINTING
from rag.language.spanish.requests import REQUESTS
from rag.language.spanish.selecting import SELECTING
from rag.language.spanish.stating import MONTHS, STATING
from rag.language.talking import Talking

_IS = r"(?:es|era|fue|son|sera) "
_WHAT = rf"(?:que|cual(?:es)? (?:{_IS})?(?:el |la |los |las )?)"
_NUMBERS = (
    "cero dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis diecisiete dieciocho diecinueve "
    r"veinte veinti\p{L}+ treinta cuarenta cincuenta sesenta setenta ochenta noventa cien ciento \p{L}*cient[oa]s quinient[oa]s mil miles "
    "millón millones docena docenas mitad doble triple tercio"
)
_DAYS = "lunes martes miércoles jueves viernes sábado domingo"

_TEXTS = r"(?:articulos?|documentos?|archivos?|textos?|carpeta)"
_ABOUT_ONE = r"\b(?:de\s+qué\s+(?:habla|trata)|qué\s+dice)\s+el\s+(?:artículo|texto|documento|informe)\s+(?:sobre|de|del)\s+(.+?)\W*$"

_TALKING = Talking(
    small={
        "greeting": deferred(
            r"(?:hola|buenas|buenos dias|buenas (?:tardes|noches)|saludos|que tal)(?: (?:bot|footnote|a todos|que tal))?"
        ),
        "thanks": deferred(
            r"(?:ok |vale )?(?:muchas |mil )?gracias(?: (?:por todo|por tu ayuda|por su ayuda))?|perfecto|genial|estupendo"
        ),
        "farewell": deferred(r"adios|chao|hasta (?:luego|pronto|manana)|nos vemos"),
        "ability": deferred(
            r"ayuda(?:me)?|quien (?:eres|es usted)|que (?:eres|puedes hacer|sabes hacer|puede hacer)|como funciona(?:s| esto)?"
            r"|que (?:te )?puedo (?:preguntar|preguntarte)"
        ),
        "articles": deferred(
            rf"(?:que|cuales son los|cuales son tus) {_TEXTS}(?: (?:tienes|tiene|hay|conoces|has leido))?"
            rf"|(?:lista|muestra|muestrame|listar|enumera)(?: todos)? los {_TEXTS}|(?:la |una )?lista (?:de |con )(?:todos )?(?:los )?{_TEXTS}"
        ),
        "summary": deferred(
            rf"(?:de que|sobre que) (?:hablan?|tratan?|van?) (?:el |los |la |estos |este |todos los )?{_TEXTS}"
            rf"|(?:hazme |dame )?(?:resume|resumir|un resumen)(?: (?:de|del))?(?: (?:el|los|estos|este|todos los))?(?: {_TEXTS})?(?: por favor)?"
        ),
    },
    overview=deferred(
        rf"que dicen (?:los |estos |todos los )?{_TEXTS}|que {_TEXTS} (?:hablan|mencionan|dicen)|cuales {_TEXTS}\b"
        r"|\b(?:vision|vista) general|\bpanorama\b|todo (?:sobre|acerca de)\b|hablame (?:mas )?(?:de|sobre)|que se (?:dice|ha dicho|ha escrito) (?:de|sobre)"
    ),
    summary=deferred(
        rf"\bresum(?:e|ir|eme|a)\b|\bun resumen del?\b|\bpuntos (?:clave|principales)\b|\blo esencial del?\b|{_ABOUT_ONE.replace('é', 'e').replace('í', 'i')}"
    ),
    topic=deferred(
        r"(?i)\b(?:sobre|acerca\s+de|respecto\s+a|mencionan|(?:resumen|general|panorama|clave|principales)\s+del?|resum[ea](?:me)?|h[áa]blame\s+(?:más\s+)?del?)\s+"
        r"(?!qué\b|los\s+artículos?\b)(.+?)\W*$"
    ),
    about_one=deferred(rf"(?i){_ABOUT_ONE}"),
)

_NAMING = Naming(
    titles=frozenset(
        """
        sr sra srta señor señora señorita don doña dr dra doctor doctora profesor profesora rey reina príncipe princesa papa san
        santa presidente presidenta vicepresidente vicepresidenta canciller primer primera ministro ministra secretario secretaria
        general director directora jefe jefa gobernador gobernadora alcalde alcaldesa senador senadora diputado diputada embajador
        embajadora juez jueza capitán capitana coronel comandante teniente inspector inspectora tesorero tesorera miembro
        entrenador entrenadora autor autora escritor escritora responsable concejal concejala
        """.split()
    ),
    bodies=frozenset(
        """
        partido gobierno estado comité comisión consejo congreso departamento ministerio oficina agencia asociación organización
        federación instituto universidad escuela colegio hospital empresa sociedad banco grupo tribunal corte parlamento
        asamblea senado ejército policía iglesia museo club liga copa estación puente río monte montaña lago mar océano isla
        calle carretera avenida plaza parque aeropuerto puerto ciudad pueblo villa barrio distrito provincia región república
        reino nación naciones norte sur este oeste nacional casa periódico foto radio ayuntamiento biblioteca teatro
        """.split()
        + f"{MONTHS} {_DAYS}".split()
    ),
    pronoun="él",
    speaks=deferred(
        r"(?i)\s*,?\s*(?:que\s+)?(?:ha\s+|había\s+|también\s+)?(?:dijo|dice|dicho|declaró|afirmó|subrayó|propuso|añadió|anunció|explicó|pidió|recordó"
        r"|precisó|indicó|señaló|estimó|confirmó|escribió|declara|afirma|propone|explica|pide|aseguró|asegura|advirtió|advierte|comentó|comenta|contó|cuenta|respondió|responde|preguntó|opinó|opina"
        r"|añade|señala|subraya|recuerda|indica|anuncia)\b"
    ),
    says=deferred(
        r"(?i)\b(?:según|dijo|dice|declaró|añadió|explicó|afirmó|señaló|aseguró|comentó|contó|recordó|respondió|advirtió)\s+$"
    ),
    spoken=deferred(r"(?i)\b(?:según|por|dijo|dice|declaró|añadió|explicó|afirmó|señaló)\s+$"),
)

_WHEN = r"(?:(?:desde|hasta|a|en|de|por|para|con)\s+)?(?:cu[áa]ndo|d[óo]nde|cu[áa]nt[oa]s?|c[óo]mo|(?:por\s+)?qué|qué\s+(?:hora|día|año|fecha|precio|mes))"
_CLITICS = r"(?:(?:se|lo|la|los|las|me|te|le|les|nos)\s+)"

_FOLLOWING = Following(
    opening=deferred(r"(?i)^\W*(?:(?:y|e|pero|o|entonces|vale|qué\s+tal|qué\s+hay\s+del?|qué\s+pasa\s+con)\b[\s,]*)+"),
    asking=deferred(
        r"(?i)^\W*(?:(?:a|de|en|con|por|para|desde|hasta|sobre)\s+)?(?:cu[áa]nt[oa]s?|qui[ée]n(?:es)?|qué|que|cu[áa]l(?:es)?|cu[áa]ndo|(?:a)?d[óo]nde|c[óo]mo|por\s+qu[ée]|dime|sabes)\b"
        r"(?:\s+(?:es|son|era|eran|fue|fueron|ha|han|está|están)\b)*\s*"
    ),
    confirming=deferred(
        r"(?i)^\W*(?:hay|hubo|es|son|era|fue|está|están|puedo|puede|pueden|se\s+puede|tiene|tienen|tengo|debo|debe|existe|existen|dice|dicen|hace)\b"
    ),
    person=deferred(r"(?i)\b(?:él|ellas?|ellos|sus?)\b"),
    thing=deferred(
        r"(?i)\b(?:eso|esto|aquello|ese|esa|esos|esas|este|esta|estos|estas|aquel|aquella|el\s+mismo|la\s+misma)\b"
        r"|\blo\b(?!\s+(?:que|mejor|más|mismo|cual)\b)(?=\s+\p{Ll}+)"
    ),
    possessive=deferred(r"(?i)\bsus?(?=\s+\p{L})"),
    preposition=deferred(r"(?i)\b(?:a|al|de|del|en|con|sin|por|para|sobre|desde|hasta|durante|antes|después)\b"),
    there=deferred(r"(?i)\b(?P<at>(?!))?(?:allí|allá|ahí)\b"),
    at="en",
    noun=deferred(r"(?i)\b(?:el|la|los|las|un|una|unos|unas|mi|nuestro|nuestra)\s+\p{L}+"),
    clause=deferred(
        r"(?i)\b(?:cu[áa]ndo|si|porque|que|antes|después|mientras|c[óo]mo|por\s+qué|d[óo]nde|qui[ée]n|y|pero|o)\b"
    ),
    subjectless=deferred(
        rf"(?i)^\W*(?:{_WHEN}\s+{_CLITICS}{{0,2}}(?:(?:ha|han|fue|es|está|era)\s+)?|qui[ée]n(?:es)?\s+{_CLITICS}{{1,2}})(?-i:\p{{Ll}}+)\W*$"
        r"|(?i)^\W*(?:cu[áa]nt[oa]s?|qué)\s+\p{Ll}+\s+(?:tienen?|cuestan?|duran?|pesan?|miden?|llevan?)\W*$"
        r"|(?i)^\W*(?:(?:a|de|en|con|por|para|desde|hasta)\s+(?:qu[ée]|cu[áa]l(?:es)?)|cu[áa]nt[oa]s?)\s+\p{L}+\W*$"
    ),
    empty=deferred(r"(?i)\b(?:entonces|también|el|la|los|las)\b|\W+"),
)

_PHRASES = {
    "“{part}” is not surely answered: the last quotation comes closest to it.": "A «{part}» nada responde con seguridad: la última cita es lo más cercano.",
    "“{parts}” are not surely answered: the last quotations come closest to them.": "A «{parts}» nada responde con seguridad: las últimas citas son lo más cercano.",
    "Yes.": "Sí.",
    "No.": "No.",
    "1 article": "1 artículo",
    "{count} articles": "{count} artículos",
    "Hello. Ask me something about the {articles}; I answer with exact quotations.": "Hola. Pregúntame algo sobre {articles}; respondo con citas exactas.",
    "You are welcome.": "De nada.",
    "Goodbye.": "Adiós.",
    "I answer questions about {articles}. Every sentence is a quotation that you can check, and what the articles do not say, I decline to answer.": "Respondo a preguntas sobre {articles}. Cada frase es una cita que puedes comprobar, y lo que los artículos no dicen no lo respondo.",
    "There is {articles}: {titles}.": "Hay {articles}: {titles}.",
    "There are {articles}: {titles}.": "Hay {articles}: {titles}.",
    "{titles}; and {count} more": "{titles}; y {count} más",
    "The articles do not say.": "Los artículos no lo dicen.",
    "The chosen articles do not say.": "Los artículos elegidos no lo dicen.",
    "The articles do not say: “{part}”.": "Los artículos no dicen: «{part}».",
    "What comes nearest is in “{title}”.": "Lo más cercano está en «{title}».",
    "This comes closest:": "Esto es lo más cercano:",
    "This comes closest, but gives no number:": "Esto es lo más cercano, pero no da ningún número:",
    "This comes closest, but gives no address:": "Esto es lo más cercano, pero no da ninguna dirección:",
    "This comes closest, but gives no age:": "Esto es lo más cercano, pero no da ninguna edad:",
    "This comes closest, but gives no price:": "Esto es lo más cercano, pero no da ningún precio:",
    "This comes closest, but gives no date:": "Esto es lo más cercano, pero no da ninguna fecha:",
    "No article mentions {words}.": "Ningún artículo menciona {words}.",
    "Did you mean {names}?": "¿Quiso decir {names}?",
    "{words} or {last}": "{words} o {last}",
}

_PRICE = price_words(
    r"cuesta\w* cost\w* precios? pag\w* gratis gratuit\w* tarifas? cuotas? alquiler multas? vale valen valor presupuesto dinero"
    " euros? dolares dolar pesos? centimos? soles libras? millon millones eur"
)

PACK = Language(
    polar=POLAR,
    code="es",
    snowball="spanish",
    decimal=",",
    contrasts=(
        ("laborable|laborables", "fin de semana|fines de semana"),
        ("adulto|adultos|adulta|adultas", "niño|niños|niña|niñas|infantil"),
        ("mañana|mañanas", "tarde|tardes", "noche|noches"),
        ("diario|diaria", "semanal|semanales", "mensual|mensuales", "anual|anuales"),
        ("primero|primera|primer", "segundo|segunda", "tercero|tercera|tercer", "último|última"),
        ("antiguo|antigua|viejo|vieja", "nuevo|nueva|nuevos|nuevas"),
    ),
    compares=deferred(
        r"(?i)(?:compara[r]?|¿?(?:cuál(?:es)? (?:es|son) )?(?:la |las )?diferencias? entre) (?P<a>.{1,60}?) (?:y|e|con) (?P<b>.{1,60}?)\s*[?.!]*"
    ),
    what_is="¿Qué es {}?",
    joins=deferred(r",?\s+[ye]\s+|\s*;\s+"),
    asks_first=deferred(
        r"¿?(?:(?:de|a|en|por|para|con|desde) )?(?:quien(?:es)?|que|cuando|donde|por que|como|cuant[oa]s?|cual(?:es)?)\b"
    ),
    asks_how=any_of(
        r"como (?:se (?:puede|debe)|se|puedo|debo|hago(?: para)?|hay que)",
        r"que (?:hago|hacer|debo hacer|tengo que hacer)",
        r"(?:cuales son )?(?:los )?pasos (?:para|de)",
        r"(?:el )?procedimiento (?:para|de)",
    ),
    asks_all=any_of(r"cuales son (?:los|las|sus|nuestr[oa]s)"),
    leans=any_of(
        "ella", "ellos", "ellas", "su", "sus", "lo", "eso", "esto", "ese", "esa", "este", "esta", "allí", "ahí", "él"
    ),
    commands=terms_of(
        """
        compara comparar comparacion define definir describe describir encuentra encontrar enumera
        enumerar explica explicar lista listar muestra mostrar resume resumen resumir traduce traducir
        """
    ),
    stop_words=frozenset(
        """
        a al algo algun alguna alguno algunas algunos ante antes aquel aquella aquellas aquellos aqui asi aun aunque bajo bien cada
        como con contra cual cuales cualquier cuando cuanta cuantas cuanto cuantos cuya cuyo da dan de del desde dice dicen dijo
        donde dos durante e el ella ellas ello ellos en entre era eran eres es esa esas ese eso esos esta estaba estan estar estas
        este esto estos fue fueron ha haber habia han hasta hay he hecho hemos hizo la las le les lo los mas me mi mientras mis
        mismo misma mucha muchas mucho muchos muy nada ni ningun ninguna ninguno no nos nosotros nuestra nuestro o otra otras otro
        otros para pero poco por porque puede pueden pues que quien quienes se sea sean segun ser si sido siempre sin sino sobre
        son soy su sus tal tambien tan tanto te tiene tienen toda todas todo todos tras tu tus u un una unas uno unos usted ustedes
        y ya yo
        """.split()
    ),
    marks=deferred(r"(?i)[ñ¿¡]"),
    asked={
        "number": any_of(
            r"cuant[oa]s?",
            rf"{_WHAT}\s*"
            + one_of(
                r"numero porcentaje cantidad proporcion poblacion tamano superficie edad precio coste costo tasa altura"
            ),
        ),
        "time": any_of(
            r"cuando", rf"{_WHAT}\s*" + one_of("anos? fechas? dias? mes(?:es)? siglos? decadas? epocas? horas?")
        ),
        "person": any_of(
            r"quien(?:es)?",
            rf"{_WHAT}\s*"
            + one_of(
                "persona hombre mujer lider rey reina president[ea] ministr[oa] cientific[oa] autora? actor actriz jugadora? "
                "alcalde alcaldesa empresa organizacion grupo partido"
            ),
        ),
        "place": any_of(
            r"a?donde",
            rf"{_WHAT}\s*"
            + one_of(
                "ciudad(?:es)? pais(?:es)? estado lugar pueblo region zona provincia rio calle continente nacion distrito isla"
            ),
        ),
        "reason": any_of(r"por que", rf"{_WHAT}\s*(?:razon(?:es)?|causas?|motivos?)", r"a que se debe"),
    },
    needs={
        "price": any_of(
            r"cuanto (?:\w+ ){0,2}?(?:cuesta\w*|costo|costaron|costaba\w*|costara\w*|vale|valen|pag\w+)",
            r"cuanto dinero",
            rf"{_WHAT}\s*(?:precio|coste|costo|tarifa)",
        ),
        "age": any_of(r"que edad", r"cuantos anos (?:tiene|tenia|tienen|tenian|cumple|cumplio)", r"a que edad"),
        "phone": any_of(r"numero (?:de|del) (?:telefono|movil|celular)"),
        "email": any_of(r"direccion de (?:correo|e-?mail)|correo electronico"),
        "number": any_of(r"cuant[oa]s", rf"{_WHAT}\s*(?:numero|porcentaje|poblacion)"),
        "time": any_of(r"^\W*(?:desde |hasta )?cuando", rf"en {_WHAT}\s*(?:ano|fecha|mes|siglo|decada)"),
    },
    asks_several=any_of(
        r"(?:y|e|o|u) (?:\w+ )?(?:que|quien\w*|cual\w*|a?donde|cuando|como|cuant\w+|por que)",
    ),
    numbers=tuple(_NUMBERS.split()),
    number=deferred(rf"(?i){DIGITS}|\b{one_of(_NUMBERS)}\b"),
    time=deferred(
        rf"(?i){YEAR}|{CLOCK}|\b{one_of(MONTHS)}\b|\b{one_of(_DAYS)}\b"
        r"|\bsiglos?\b|\bdécadas?\b|\baños?\b|\b(?:durante|después|hasta|desde|antes|hace)\b|\b[ad]\.\s?C\."
    ),
    reason=deferred(
        r"(?i)\b(?:porque|debid[oa]s?\s+a|a\s+causa|ya\s+que|puesto\s+que|por\s+(?:eso|ello|tanto)|para\s+que|gracias\s+a|con\s+el\s+fin"
        r"|raz(?:ón|ones)|motivos?|caus(?:as?|ó|ado|aron))\b"
    ),
    vague={
        "price": _PRICE,
        "age": any_of(r"anos|edad|naci(?:o|d[oa]s?)|nacimiento|\w+agenari[oa]|, \d{1,3}(?=[,.])"),
        "number": any_of(
            r"ningun[oa]?|ambos|ambas|mitad|tercio|cuarto|vari[oa]s|much[oa]s?|poc[oa]s?|mayoria|minoria|unic[oa]|sol[oa]|par|decenas|cientos"
        ),
        "time": any_of(
            r"primavera|verano|otono|invierno|ayer|hoy|manana|tarde|noche|mediodia|medianoche|ahora|actualmente|recientemente|(?:cada|por) (?:dia|semana|mes|ano)"
            r"|(?:semana|mes|ano|siglo|decada) (?:pasad[oa]|proxim[oa]|anterior|siguiente)|epoca|era",
            r"\d{3,4}|\d+[/.-]\d+",
        ),
    },
    months=tuple(MONTHS.split()),
    place_before=frozenset("en a de desde hacia hasta cerca por".split()),
    selecting=SELECTING,
    talking=_TALKING,
    naming=_NAMING,
    following=_FOLLOWING,
    explaining=EXPLAINING,
    phrases=_PHRASES,
    requests=REQUESTS,
    stating=STATING,
    printing=PRINTING,
    clauses=CLAUSES,
    counting=COUNTING,
    dating=DATING,
    posing=POSING,
)
