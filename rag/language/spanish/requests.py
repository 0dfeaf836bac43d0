"""How forms of answers are asked for in Spanish, whose words are met without their accents."""

from __future__ import annotations

from rag.language.patterns import deferred
from rag.language.requesting import Requests, letters_of, whole

_NUMBERS = {
    **dict(zip("uno dos tres cuatro cinco seis siete ocho nueve diez".split(), range(1, 11))),
    "un": 1,
    "una": 1,
}
_N = rf"(?P<n>{letters_of(_NUMBERS)})"
_A = r"(?:articulos?|documentos?|textos?|archivos?|ficheros?|docs?)"
_ONE = rf"(?:{_A}|noticias?|cosas?)"
_THE = r"(?:(?:el|la|los|las|lo|un|una|unos|unas|de|del|este|esta|estos|estas|ese|esa|todos|todas|todo|tus|sus|mis|cada) )*"
_WHAT = r"(?:cual(?:es)? (?:es|son|fue|era) |que |cual )"
_IT = r"(?:eso|esto|ello|lo|la respuesta|tu respuesta)"
_LINE = r"(?:cronologias?|linea (?:del|de) tiempo|orden cronologico|orden (?:de fechas|temporal))"
_SPOKE = r"(?:hablo|hablaron|habla|hablan|intervino|intervinieron|interviene|tomo la palabra|se cita|es citad[oa]|son citad[oa]s|fue citad[oa]|opino)"
_TONGUE = r"(?:ingles|frances|espanol|castellano|vietnamita|aleman|italiano|portugues|chino|ruso|arabe)"

REQUESTS = Requests(
    polite=deferred(
        r"(?:hola|por favor|porfa|(?:puedes|podrias|puede|podria)|quiero|quisiera|me gustaria|necesito|(?:dame|muestrame|dime|hazme|haz|ensename|muestra|da|pon|ponme|saca|sacame)"
        r"|a ver|y|entonces|ok|darme|decirme|hacer|ver|saber|mostrarme|hacerme) "
    ),
    polite_after=deferred(r" (?:por favor|porfa|gracias|para mi|aqui|entonces)"),
    asked={
        "more": whole(
            r"(?:(?:un poco|algo|aun|todavia) )*mas(?: (?:detalles?|informacion|cosas|sobre eso))?|(?:que|algo|nada|alguna cosa) mas|sigue|continua|siguiente|otra cosa|eso es todo|con mas detalle|el resto|amplia(?:r)?|cuentame mas|hay mas|y que mas",
        ),
        "shorter": whole(
            r"(?:(?:hazlo|dilo|un poco|mucho) )*mas (?:corto|breve|brevemente|conciso|corta)|(?:es )?(?:muy|demasiado) largo|acorta(?:lo)?|en (?:breve|resumen|una frase|pocas palabras)|resumelo|resume eso|brevemente"
        ),
        "sure": whole(
            rf"(?:estas|esta|eres) (?:\w+ )?(?:segur[oa]|ciert[oa])(?: de {_IT})?|segur[oa]|(?:es )?(?:\w+ )?(?:verdad|cierto|correcto|seguro|fiable)(?: {_IT})?|de verdad|en serio|como (?:lo )?sabes|por que (?:lo )?dices (?:eso|esto)|eso es falso|no es verdad|comprueba(?:lo)?"
        ),
        "source": whole(
            rf"{_THE}(?:fuentes?|referencias?|pruebas?|citas?|pasaje|texto original|original)|(?:cual es )?{_THE}fuente|de donde (?:sale|viene|lo sacas|lo sacaste|es|sacas|has sacado)(?: {_IT})?|donde (?:lo )?(?:leiste|has leido|encontraste)(?: {_IT})?|quien (?:lo )?dice(?: {_IT})?|(?:en )?que {_A} (?:lo )?dice(?: {_IT})?"
        ),
        "newest": whole(
            rf"(?:{_WHAT})?{_THE}(?:{_ONE} )?(?:mas (?:reciente|nuevo|nueva)s?|ultim[oa]s?)(?: {_A})?(?: (?:sobre|de) (?P<about>.+))?|(?:{_WHAT})?{_THE}ultim[oa] {_ONE}(?: sobre (?P<about>.+))?",
            rf"que {_A} es {_THE}mas (?:reciente|nuevo)|que hay de nuevo|(?:ordena |lista )?{_THE}{_A} (?P<all>por fecha)",
        ),
        "oldest": whole(
            rf"(?:{_WHAT})?{_THE}(?:{_ONE} )?mas (?:antigu[oa]|viej[oa])s?(?: {_A})?|(?:{_WHAT})?{_THE}primer[oa]? {_A}|que {_A} es {_THE}mas (?:antiguo|viejo)"
        ),
        "count": whole(
            rf"cuantos {_A}(?: (?:hay|tienes|tiene|existen|son|en total|aqui|en (?:la|esta) carpeta))*|(?:el )?numero de {_A}|cuenta (?:los )?{_A}",
            rf"cuantos {_A} (?:hablan|mencionan|tratan|dicen algo|citan)(?: (?:de|del|sobre))? {_THE}(?P<about>.+)",
        ),
        "speakers": whole(
            rf"quien(?:es)? {_SPOKE}(?: (?:en|durante) {_THE}(?:reunion(?:es)?|junta|conferencias?|{_A}))?|quien(?:es)? (?:dijo|dijeron|dice) que(?: cosa)?|(?:lista(?: de)? )?{_THE}(?:oradores|ponentes|personas que (?:hablaron|hablan|intervinieron)|personas citadas)|quienes (?:son|fueron) {_THE}(?:oradores|ponentes)"
        ),
        "timeline": whole(
            rf"(?:una )?{_THE}{_LINE}(?: (?:de|del|sobre|en) {_THE}(?:hechos|sucesos|eventos|(?P<about>.+)))?|(?:(?:ordena|cuenta|pon)\w* )?(?:.{{0,20}} )?(?:en|por) {_LINE}",
            r"que paso cuando|(?:lista (?:de )?)?(?:las |todas las )fechas(?: (?:importantes|clave))?(?: (?:de|del|en) (?P<about>.+))?",
        ),
        "takeaways": whole(
            rf"(?:cuales son )?{_THE}(?:{_N} )?(?:puntos?|ideas?|datos?|mensajes?|cosas|hechos) (?:claves?|principal(?:es)?|esencial(?:es)?|(?:mas )?importantes?|fundamentales)(?: (?:de|del|en|sobre) (?P<one>.+))?",
            rf"resum\w+ (?P<one>.+?) en {_N} (?:frases?|puntos?|lineas?)|lo (?:mas importante|esencial) (?:de|del) (?P<one>.+)",
        ),
        "overview": whole(
            r"(?:resum(?:e|ir|a|eme)|(?:un )?(?:breve |pequeno |corto )?(?:resumen|sintesis|panorama|vision general)(?: (?:de|del|sobre))|describe|presenta) (?P<one>.+?)(?: (?:brevemente|en pocas palabras))?",
            r"de que (?:trata|tratan|habla|hablan|va) (?P<one>.+)|que (?:dice|cuenta|contiene) (?P<one>.+)|que hay en (?P<one>.+)",
        ),
        "where": whole(
            rf"(?:en )?donde (?:se )?(?:dice|habla|menciona|pone|hablan|mencionan)(?: (?:algo|que))?(?: (?:de|del|sobre|que))? {_THE}(?P<about>.+)|(?:en )?que {_A} (?:se )?(?:habla|menciona|dice|trata)(?: (?:algo|que))?(?: (?:de|del|sobre|que))? {_THE}(?P<about>.+)",
            rf"(?:busca|encuentra) {_THE}(?:frase|pasaje|parte|linea|lugar)s? (?:sobre|de|del|que dice|donde)(?: (?:se habla|dice))? ?(?:de|del|que)? ?{_THE}(?P<about>.+)|busca (?P<about>.+)",
        ),
        "list": whole(
            rf"(?:lista(?:r|me)?|enumera(?:r|me)?)(?: de(?:l)?)? {_THE}(?P<about>.+)|(?:una |la )lista de {_THE}(?P<about>.+)"
        ),
    },
    cannot={
        "translate": whole(
            rf"tradu\w*\b.*|traducc\w*\b.*|(?:di|dilo|escribe|responde|pon|ponlo)(?: .{{1,60}})? en {_TONGUE}|(?:en|al) {_TONGUE}"
        ),
        "write": whole(
            r"(?:escribe|escribir|escribeme|redacta|redactar|componer?|compon|prepara|inventa)(?: \w+){0,3} (?:correos?|e ?mails?|mails?|cartas?|poemas?|ensayos?|discursos?|articulos?|canciones?|cancion|historias?|mensajes?|respuestas?|chistes?|texto)\b.*",
            r"(?:cuentame )?(?:un )?(?:poema|chiste)(?: .*)?|responde a\b.*",
        ),
        "opinion": whole(
            r"que (?:opinas|piensas|crees|te parece)\b.*|(?:cual es )?tu opinion\b.*|(?:estas|esta) de acuerdo\b.*|te gusta\b.*|cual prefieres\b.*"
        ),
        "reword": whole(
            r"(?:reescrib\w+|reformula|parafrasea|simplifica|corrige)\b.*|(?:explica\w*|dilo|di)(?: .{1,40})? (?:con (?:otras palabras|palabras sencillas)|de forma sencilla|como a un nino|mas facil)|con otras palabras"
        ),
        "act": whole(
            r"(?:envia|manda|recuerdame|dibuja|reserva|borra|elimina|busca en (?:internet|la web|google)|canta)\b.*|que tiempo hace\b.*|que hora es"
        ),
    },
    may_list=whole(
        r"(?:que|cuales) (?P<about>\w+s (?:son|pueden|deben|estan|se|hay|tienen)\b.*)|cuales son (?:los |las )?(?P<about>.+)"
    ),
    listed_as="¿Cuáles son {}?",
    articles=deferred(rf"\b{_A}\b"),
    called=deferred(
        rf"\b(?:{_A}|correos?|cartas?|informes?|notas?|diapositivas|presentacion|acta|receta|entrevista|pagina|boletin)\b"
    ),
    about=deferred(r"\b(?:sobre|acerca|titulado|el|la|los|las|un|una|este|esta|de|del|que|habla|trata|llamado)\b"),
    numbers=_NUMBERS,
    said={
        "date": "{day} de {month} de {year}",
        "date text": "{date}, como él mismo indica",
        "date name": "{date}, según el nombre del archivo",
        "date file": "{date}, como indica su archivo",
        "date changed": "{date}, última modificación del archivo",
        "articles": "{count} artículos",
        "article": "1 artículo",
        "newest": "El más reciente de {articles} es «{title}» ({date}):",
        "oldest": "El más antiguo de {articles} es «{title}» ({date}):",
        "only": "Solo hay «{title}» ({date}):",
        "some dated": "De {articles}, {dated} tienen fecha. El {end} de estos es «{title}» ({date}):",
        "end newest": "más reciente",
        "end oldest": "más antiguo",
        "no date": "Ninguno de los {articles} tiene fecha: no se puede decir cuál es el más reciente ni el más antiguo.",
        "by date": "{articles} por fecha, el más reciente primero:",
        "count": "Hay {articles}.",
        "count 1": "Hay 1 artículo.",
        "mention": "{some} de {articles} mencionan «{about}»:",
        "mention 1": "1 de {articles} menciona «{about}»:",
        "mention 0": "Ninguno de los {articles} menciona «{about}».",
        "speakers": "{count} personas son citadas o tomaron la palabra, en {articles}:",
        "speakers 1": "1 persona es citada o tomó la palabra, en {articles}:",
        "speakers 0": "En {articles} no se encontró a nadie que sea citado o haya hablado.",
        "timeline": "{count} frases con fecha de {articles}, en orden:",
        "timeline about": "{count} frases con fecha sobre «{about}», en orden:",
        "timeline 0": "No se encontró ninguna frase con fecha en {articles}.",
        "overview": "«{title}», parte por parte:",
        "overview all": "{articles}, una frase de cada uno:",
        "takeaways": "{count} puntos de «{title}»:",
        "takeaways 1": "1 punto de «{title}»:",
        "takeaways all": "{count} puntos de {articles}:",
        "list": "{count} lugares en {articles} lo enumeran:",
        "list 1": "«{title}» lo enumera:",
        "where": "Está en {count} lugares:",
        "where 1": "Está en «{title}»:",
        "where near": "Ningún artículo lo dice con estas palabras. Lo más cercano es:",
        "first": "(Se citan las {shown} primeras; «más» continúa.)",
        "looked": "(Se miraron {looked} de {articles}.)",
        "nothing before": "Todavía no hay una respuesta a la que se refiera. Pregunte algo primero.",
        "no more": "No hay nada más: lo que los artículos dicen de «{question}» ya se citó.",
        "more": "Más sobre «{question}»:",
        "shorter": "En breve:",
        "source": "En su lugar, con lo que lo rodea:",
        "sure": "La confianza era del {percent} %: de 100 respuestas con esta cifra, unas {percent} citan una frase que responde a la pregunta. Las palabras son exactas en todo caso.",
        "sure against": "Esto dice otra cosa:",
        "sure alone": "No se encontró nada que lo contradiga.",
        "sure again": "Otros {count} artículos dicen lo mismo:",
        "sure date": "El orden es el de las fechas que llevan los artículos; lo que no tiene fecha quedó fuera.",
        "sure timeline": "Se reunieron y ordenaron todas las frases con fecha. Un día sin año recibió el último año nombrado, lo que puede ser falso.",
        "sure speakers": "Se reunieron los nombres junto a un verbo de habla («dijo») o delante de dos puntos; puede faltar quien habló de otra manera.",
        "sure parts": "De cada parte se tomó la frase más cercana al conjunto; otro lector quizá elegiría otras.",
        "sure list": "Se tomaron las listas y filas cuyo título o anuncio dice lo que usted pide; puede faltar lo que está en el texto corrido.",
        "sure where": "Se buscaron frases con sus palabras; puede faltar lo que lo dice con otras.",
        "sure count": "Se contaron los artículos que tienen todas sus palabras en un mismo lugar; faltan los que lo dicen con otras.",
        "sure definition": "Se tomó porque dice expresamente qué significa la palabra («… es un …», «…: …», una fila de un glosario).",
        "sure steps": "Se tomó entera la lista, la serie de pasos o la parte en que está la frase más probable.",
        "sure section": "Es lo que está bajo el título que nombra su pregunta.",
        "sure rows": "Las filas se eligieron comparando las celdas de la tabla con su pregunta.",
        "sure exact": "Cada una de las {count} citas se buscó de nuevo en su artículo, y está allí palabra por palabra.",
        "sure exact 1": "La cita se buscó de nuevo en su artículo, y está allí palabra por palabra.",
        "disagree": "Los artículos no coinciden: {sides}:",
        "side": "{count} artículos dicen {value}",
        "side 1": "1 dice {value}",
        "declined before": "La última pregunta quedó sin respuesta: no hay nada de lo que estar seguro.",
        "translate": "No traduzco: todo lo que digo se cita tal como está. Pero puede preguntar en su idioma; lo que responde se busca también en los otros.",
        "write": "No escribo nada propio: cada frase aquí es una cita. Pregunte por los hechos que hacen falta, por ejemplo «puntos clave de …» o «cronología», y cítelos.",
        "opinion": "No tengo opinión. Puedo citar lo que dicen los artículos y quién lo dijo: «quién habló» o «qué dicen los artículos sobre …».",
        "reword": "No puedo decirlo con otras palabras: todo lo que digo se cita tal como está. Puedo citar menos («más corto») o lo que explica una palabra («¿qué es …?»).",
        "act": "Eso no puedo hacerlo: solo cito los artículos. Pregunte qué dicen, por ejemplo «cronología», «quién habló» o «lista de …».",
    },
)
