"""Words by which lists in several languages mark questions, answers and sections."""

import re
from functools import lru_cache

_COUNTED = r"(?=\s*(?:no\.?|nr\.?|n[º°]|\#|№|第)?\s*\d)"
_QUESTION = (
    r"(?:(?:practice|sample|quiz|exam|review|test|interview|bonus|mock)\s+)?question(?!s)"
    rf"|questions{_COUNTED}|ques|q|frage|pregunta|quest[aã]o|pergunta|domanda|вопрос"
    r"|问题|問題|题目|題目|质问|質問|问|問|题|題|質"
    rf"|(?:exercise|problem|task|drill|puzzle|challenge|aufgabe|[üu]bung|ejercicio|exercice"
    rf"|exerc[íi]cio|esercizio|задача|задание|упражнение|面试题|编程题|算法题|练习|練習|习题|例题){_COUNTED}"
)
_NUMBER = r"\d{1,4}(?:\.\d{1,3})?"
_END = r"(?:[.:)\]：．、）】|]|\s?[\-–—](?=\s))"

ASKED = re.compile(
    rf"(?:[\[(【（]\s*)?(?:{_QUESTION})\s*(?:no\.?|nr\.?|n[º°]|\#|№|第)?\s*"
    rf"(?:(?P<number>{_NUMBER})\s*题?(?:\s*{_END}+|(?=\s|$)|(?=[^\W\d_]))|{_END}+|$)\s*(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
)
"""A question by its word: ``Q1. …``, ``Question: …``, ``问题 3：…``."""
NUMBERED = re.compile(
    rf"(?:\#|№|no\.?\s?|第)?[(\[（【]?\s*(?P<number>{_NUMBER})\s*题?"
    rf"(?:{_END}+\s*|\\[.)]\s*|\s+(?=[A-Z¿«\"'`*]))(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
)
"""A question by its number: ``1. …``, ``3) …``, ``#6: …``, ``12 What …``."""

_ANSWER = (
    r"answers?|ans|antwort(?:en)?|l[öo]sung(?:en)?|respuestas?|soluci[oó]n(?:es)?|r[ée]ponses?"
    r"|respostas?|solu[cç][aã]o|solu[cç][oõ]es|risposta|ответы?|solutions?|key"
    r"|答案|解答|回答|正解|答え|答"
)
_EXPLANATION = (
    r"explanations?|rationale|reasons?|erkl[äa]rung|begründung|explicaci[oó]n|explications?"
    r"|explica[cç][aã]o|объяснение|解析|解説|解释|解釋|説明|说明"
)
_BEFORE = (
    r"(?:(?:show|see|view|click|tap|reveal|expand|open|toggle|the|to|for|here|my|your|our|a|an"
    r"|correct|right|model|sample|suggested|short|brief|possible|example|expected|best|final"
    r"|full|detailed|richtige|korrekte|die|la|le|una?|correcta|bonne|correcte|ver|voir|mostrar"
    r"|afficher|resposta|correta|zeige|参考|正确|正解の|標準|标准|查看|点击查看)\s*)*"
)
_EDGE = r"[\s>*_#<|\-+•✅💡👉🔑📝✔️:]*+(?:(?!\[[^\]]*\]\()[\[(【（][\s*_]*)?"
ANSWER_LINE = re.compile(
    rf"{_EDGE}{_BEFORE}(?P<word>{_ANSWER}|{_EXPLANATION})"
    rf"(?:\s*(?:correct[aeo]?|correta|richtig|is|key|ist|es|est|é|to\s+(?:question|q)?\s*\d+|(?:no\.?\s*)?\d+|\(s\)|为|是))?"
    r"\s*[*_]{0,3}\s*(?:(?P<colon>[:：.)\]】\-–—=»]+|\(|->|→|(?<=[解案答え])\s+(?=\S))"
    r"\s*[*_]{0,3}\s*(?P<rest>.*)|[*_:\s]*$)",
    re.IGNORECASE | re.DOTALL,
)
"""A line that begins an answer: ``**Answer:** B``, ``#### Solution``, ``答案：…``."""
KEY_LINE = re.compile(
    rf"{_EDGE}(?:the\s+|die\s+|la\s+|a\s+)?(?:(?:correct|right|richtig|correct[aeo]|correta|bonne"
    r"|正确|正解)(?:e|en|er)?\s*(?:options?|choices?|answers?|ones?|letters?|responses?|antwort"
    r"|opci[oó]n|alternativa|resposta|respuesta|r[ée]ponse)?|answers?|ans|options?)"
    r"\s*[*_]{0,3}\s*(?:is|are|ist|es|est|é|[:：=»)\-–—]|->|→)+\s*[*_]{0,3}\s*(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
)
"""Below choices, a line that says which is right: ``Correct option: B``, ``The answer is B``."""
KEY_ARROW = re.compile(r"\s*(?:[-=]+>|→|➜|➡️?|👉)\s*")
"""What points to a key that stands alone: ``-> B``."""
SHORT_ANSWER = re.compile(
    r"[\s>*_#\-+]*+A\s*\d{0,4}\s*[*_]{0,3}\s*[:：.)\-–]\s*[*_]{0,3}\s*(?P<rest>.*)", re.DOTALL
)
"""``A: …``, which is an answer only where questions are ``Q: …``."""
DEFINITION = re.compile(r" {0,3}:\s+")
"""Below a term, what begins its definition: ``: …``."""
LONGEST_LEAD = 400
"""Characters of a line that are read to tell whether it announces something."""
_BRACKETS = {"(": ")", "[": "]", "【": "】", "（": "）"}


def begins_answer(line: str) -> bool:
    """Tell whether a line begins an answer: ``**Answer:** B``."""
    return ANSWER_LINE.fullmatch(line[:LONGEST_LEAD]) is not None


def begins_key(line: str) -> bool:
    """Tell whether a line below choices says which is right: ``Correct option: B``."""
    return KEY_LINE.fullmatch(line[:LONGEST_LEAD]) is not None


def said_behind(found: re.Match[str]) -> str:
    """Return what a line says behind its announcement, without brackets around the whole line."""
    said = (found["rest"] or "").strip()
    opening = found[0].lstrip(" \t>*_#-+")[:1]
    closing = _BRACKETS.get(opening, "")
    bare = said.rstrip("*_ ")
    return bare.removesuffix(closing) if closing and bare.endswith(closing) else said


EXPLAINS = re.compile(rf"{_EXPLANATION}", re.IGNORECASE)
ANSWERS_TITLE = re.compile(
    rf"[\W\d_]*+(?:all\s+|the\s+|quiz\s+|correct\s+|test\s+)?(?:{_ANSWER}|answer\s*keys?|key"
    r"|answer\s*sheet)(?:\s+(?:key|keys|section|sheet|part|list|und\b.*|and\b.*|to\b.*|for\b.*))?[\W\d_]*",
    re.IGNORECASE,
)
"""A heading above the answers of a whole list."""
OPENS_ANSWER = re.compile(
    rf"{_ANSWER}|{_EXPLANATION}|show|click|reveal|expand|spoiler|\bview\b|\bsee\b|hidden"
    r"|ver\b|voir|anzeigen|aufklappen|点击|展开|クリック|開く",
    re.IGNORECASE,
)
"""The summary of folded details that hold an answer."""

CHOICES_TITLE = re.compile(
    r"[\W_]*+(?:(?:the|answer|possible|multiple)\s+)?(?:options?|choices?|alternatives?|answers"
    r"|antworten|antwortmöglichkeiten|opciones|opções|alternativas|propositions"
    r"|варианты(?: ответа)?|选项|選項|選択肢)[\W_]*",
    re.IGNORECASE,
)
"""A line above choices that only says so: ``Options:``."""

_ASKS = (
    "what|how|why|when|where|who|whose|whom|which|can|could|is|are|was|were|do|does|did|"
    "will|would|should|have|has|explain|describe|define|discuss|compare|contrast|list|"
    "name|give|tell|write|implement|create|design|build|make|show|state|identify|"
    "differentiate|distinguish|difference|differences|mention|outline|illustrate|"
    "demonstrate|provide|calculate|compute|find|prove|derive|suppose|imagine|consider|"
    "given|assume|in what|at what|true or false|let|talk|walk|convert|reverse|sort|"
    "print|generate|solve|draw|choose|select|pick|predict|estimate|fix|if|count|check|"
    "determine|interview|return|rewrite|refactor|translate|summarize|evaluate|justify|was|wie|warum|wann|wo|wer|welche[rsmn]?|nenne|nennen|erkläre|"
    "erklären|beschreibe|beschreiben|wieso|worin|wozu|womit|kann|können|gibt|ist|sind|qué|"
    "que|cómo|por qué|cuál|cuáles|cuándo|dónde|quién|explica|explique|describe|define|"
    "nombra|qu'est|quel|quelle|quels|quelles|comment|pourquoi|quand|où|qui|expliquez|"
    "décrivez|est-ce|donnez|o que|qual|quais|como|por que|porque|quando|onde|quem|"
    "descreva|diferença|defina|cite|что|как|почему|зачем|какие|какой|какая|когда|где|кто|"
    "чем|объясните|опишите|расскажите"
)
_OPENING = r"[\W_]*+(?:\d{1,4}[.):]\s*+)?"
_ASKING = re.compile(rf"{_OPENING}(?:{_ASKS})(?![\w-])", re.IGNORECASE)
_ENDING = re.compile(
    r"[?？¿؟]|什么|为什么|如何|怎么|哪些|区别|何ですか|とは|ですか|説明|述べ|谈谈|说说|简述|请|吗$|呢$"
)
_INTERROGATIVE = re.compile(
    rf"{_OPENING}(?:what|how|why|when|where|who|which|explain|describe|define|compare|difference)\b",
    re.IGNORECASE,
)


@lru_cache(maxsize=256)  # the same line is asked about several times in a row
def asks(text: str) -> bool:
    """Tell whether ``text`` reads as a question or a task: ``Explain closures``, ``Why?``."""
    return bool(_ENDING.search(text)) or _ASKING.match(text) is not None


@lru_cache(maxsize=256)
def asks_plainly(text: str) -> bool:
    """Tell the same, and be sure: it has a question mark or begins like a question."""
    return bool(_ENDING.search(text)) or _INTERROGATIVE.match(text) is not None


def ends_in_colon(text: str) -> bool:
    """Tell whether a text announces what is below it by a colon, maybe a bold one."""
    return text.rstrip("*_ ").endswith((":", "："))


def letters_of(text: str) -> str:
    """Return the letters and digits of ``text`` in lower case: two with the same ask the same."""
    return re.sub(r"[\W_]+", "", text.casefold())


NOT_CONTENT = re.compile(
    r"[\W\d_]*+(?:"
    r"table of contents?|contents?|toc|index|summary|licen[cs]e|contribut\w*|"
    r"contributors?|references?|resources?|links?|further reading|credits?|"
    r"acknowledg\w*|about(?: \w+)*|introduction|preface|disclaimer|authors?|"
    r"stargazers.*|support(?: \w+)*|changelog|legend|how to contribute.*|"
    r"how (?:to|(?:can|do|should) (?:i|you|we)) use"
    r"(?: (?:it|this|these|the (?:repo|list|guide|question))\b.*)?|"
    r"(?:what|why|who|how)(?:'s|’s| is| are)?(?: in)? (?:this|the)"
    r" (?:repo|guide|list|book|course|page|project|document|collection)\w*\b.*|"
    r"who (?:is this|this is) for|what(?:'s|’s| is) (?:inside|covered|included|here|new)|"
    r"what you(?:'ll|’ll| will| can)? (?:learn|find|get)\b.*|how (?:is it|it(?:'s|’s| is)) built|"
    r"inhalt(?:sverzeichnis)?|índice|sumário|sommaire|目录|目次|参考(?:资料|文献)?|sources?|"
    r"usage|installation|getting started|features|todo|faq|follow(?: \w+)*|"
    r"connect(?: \w+)*|star(?: \w+)*"
    r")[\W\d_]*",
    re.IGNORECASE,
)
"""Headings of a file that is about its questions: contents, license, credits."""
_POINTS = re.compile(
    r"\b(?:follow(?:ing|s)|below|this|these|above|snippet|here|given|folgende\w*|siguientes?"
    r"|suivante?s?|seguintes?)\b|以下|下列|下面|次の",
    re.IGNORECASE,
)
_DANGLING = re.compile(
    r"\b(?:output|prints|printed|logs|logged|ausgabe|salida|sortie|saída|выведет)\b|输出|出力"
    r"|\b(?:what|which|predict|guess|was|qué|que|quel)\b.*\b(?:print|log|return|result)(?:s|ed)?\b"
    r"|\b(?:explain|describe|analy[sz]e|review)\b.*\bthe\s+(?:code|program|query|function)\W*$"
    r"|[:：]\s*$",
    re.IGNORECASE,
)
_TO_WRITE = re.compile(
    r"[\W_]*+(?:\d{1,4}[.):]\s*)?(?:[\w -]{1,40}+[.:]\s+)?"
    r"(?:(?:please\s+)?(?:write|implement|create|build|develop|print|generate|code|make|design"
    r"|calculate|compute|find|convert|return|reverse|sort|count|check|remove|merge|draw|give|show|list"
    r"|schreibe?n?|implementiere|escrib[ae]|implementa|écri(?:re|vez)|escreva|写|实现|编写)\b"
    r"|how\s+(?:to|do|can|would|could|should|will)\b|wie\b|cómo\b|como\b|comment\b|如何|怎么)",
    re.IGNORECASE,
)


def points_below(text: str, *, twice: bool) -> bool:
    """Tell whether a question needs the code below it: ``What does this print?``.

    Code below a task (``Write a query``) is its answer, unless the task points at something and
    ends in a colon or there is code ``twice``.
    """
    if _TO_WRITE.match(text):
        return (twice or ends_in_colon(text)) and _POINTS.search(text) is not None
    return _POINTS.search(text) is not None or _DANGLING.search(text) is not None
