"""Lists in other languages than English."""

from tests.support.list_sample import Asked, ListSample

BY_LANGUAGE: dict[str, ListSample] = {
    "Chinese": ListSample(
        """# 面试题

### 1、什么是锁？

一种同步手段。

### 2、说说队列和栈的区别

**答案：** 顺序不同。

### 问题3：下面输出什么？

```python
print(1)
```

- A. 1
- B. 2

答案：A
""",
        (
            Asked("什么是锁？", answer="一种同步手段。"),
            Asked("说说队列和栈的区别", answer="顺序不同。"),
            Asked("下面输出什么？", ("1", "2"), "1", shown="print(1)"),
        ),
    ),
    "German": ListSample(
        """# Fragen

**Frage 1:** Was ist ein Zeiger?

**Antwort:** Eine Adresse.

**Frage 2:** Was ist ein Heap?

Antwort: Ein Speicherbereich.

**Frage 3:** Welche Sprache ist typisiert?

- [ ] keine
- [x] Java
""",
        (
            Asked("Was ist ein Zeiger?", answer="Eine Adresse."),
            Asked("Was ist ein Heap?", answer="Ein Speicherbereich."),
            Asked("Welche Sprache ist typisiert?", ("keine", "Java"), "Java"),
        ),
    ),
    "Spanish": ListSample(
        """## Pregunta 1: ¿Qué es un índice?

Respuesta: Una estructura.

## Pregunta 2: ¿Cuál es correcta?

a) SELECT
b) CHOOSE

Respuesta correcta: a
""",
        (
            Asked("¿Qué es un índice?", answer="Una estructura."),
            Asked("¿Cuál es correcta?", ("SELECT", "CHOOSE"), "SELECT"),
        ),
    ),
    "French": ListSample(
        """### Question 1 : Qu'est-ce qu'un verrou ?

**Réponse :** Un outil.

### Question 2 : Pourquoi tester ?

**Réponse :** Pour savoir.
""",
        (
            Asked("Qu'est-ce qu'un verrou ?", answer="Un outil."),
            Asked("Pourquoi tester ?", answer="Pour savoir."),
        ),
    ),
    "Japanese": ListSample(
        """## 質問1：スタックとは何ですか？

答え：後入れ先出し。

## 質問2：キューとは何ですか？

答え：先入れ先出し。
""",
        (
            Asked("スタックとは何ですか？", answer="後入れ先出し。"),
            Asked("キューとは何ですか？", answer="先入れ先出し。"),
        ),
    ),
    "choices counted by kana and by circled numbers": ListSample(
        """## 問1

山はどれか。

ア 富士山
イ 琵琶湖
ウ 日本海

正解: ア

## 問2

海はどれか。

① 富士山
② 琵琶湖
③ 日本海

正解: ③
""",
        (
            Asked("山はどれか。", ("富士山", "琵琶湖", "日本海"), "富士山"),
            Asked("海はどれか。", ("富士山", "琵琶湖", "日本海"), "日本海"),
        ),
    ),
}
