"""A value of another shape than is wanted → the shape that is, with the author's words in it."""

from __future__ import annotations

import re
from typing import Any

from ankigen import languages
from ankigen.kinds.base.text import LINE
from ankigen.schema.mends import fits
from ankigen.source.scalars import quoted, written

Schema = dict[str, Any]
OPEN = "…"
"""What stands where the author has something to add."""
_BETWEEN = re.compile(r"\s*[,;]\s*")


def items_of(words: str, schema: Schema) -> list[str]:
    """Return the items of a list that an author wrote as one text, or []."""
    inner = schema.get("items", {})
    if inner.get("type") == "object":
        return []
    parts = [part for part in _BETWEEN.split(words.strip(" ,;")) if part]
    together = [parts, [words.strip()]] if _takes_pieces(inner) else [[words.strip()]]
    return next((each for each in together if all(_takes(inner, part) for part in each)), [])


def _takes_pieces(schema: Schema) -> bool:
    return "enum" in schema or "pattern" in schema


def _takes(schema: Schema, words: str) -> bool:
    if "enum" in schema:
        return words in [str(choice) for choice in schema["enum"]]
    return fits(words, schema["pattern"]) if "pattern" in schema else True


def form_of(words: str, schema: Schema) -> Any:
    """Return data of the shape of a schema with an author's words in it; OPEN marks the gaps."""
    if schema.get("type") == "array":
        return items_of(words, schema) or [form_of(words, schema.get("items", {}))]
    if not _is_mapping(schema) or _takes_text(schema, words):
        return words
    properties = schema.get("properties", {})
    required = _required(schema)
    own = _key_for(words, properties, required)
    keys = [key for key in properties if key in required or key == own]
    parts = _BETWEEN.split(words)
    inner = [key for key in required if _is_mapping(properties[key])]
    if own in inner and 1 < len(parts) == len(inner):
        said = dict(zip(inner, parts, strict=True))
    else:
        said = {own: words}
    return {
        key: form_of(said[key], properties[key]) if key in said else gap(properties[key])
        for key in keys
    }


def gap(schema: Schema) -> Any:
    """Return the shape of a value that nobody has written yet."""
    if schema.get("type") == "array":
        return [gap(schema.get("items", {}))]
    if schema.get("type") == "object":
        return {key: gap(schema["properties"][key]) for key in _required(schema)}
    return schema.get("const", OPEN)


def _is_mapping(schema: Schema) -> bool:
    return "object" in schema.get("type", "")


def _takes_text(schema: Schema, words: str) -> bool:
    """Whether what may be a mapping may be these words alone."""
    return schema.get("type") != "object" and fits(words, schema.get("pattern", ""))


def _required(schema: Schema) -> list[str]:
    """Return the keys that a mapping needs, also those that it needs for want of another."""
    without = [each["else"] for each in schema.get("allOf", ()) if "properties" not in each["if"]]
    keys = [*schema.get("required", ()), *(k for each in without for k in each["required"])]
    return [key for key in keys if key in schema.get("properties", {})]


def _key_for(words: str, properties: Schema, required: list[str]) -> str:
    """Return the key of a mapping that words are most likely the value of."""
    special = [
        key
        for key, each in properties.items()
        if each.get("pattern", LINE) != LINE and fits(words, each["pattern"])
    ]
    chosen = [key for key, each in properties.items() if words in each.get("enum", ())]
    first = [key for key in required if properties[key].get("type") != "array"]
    return next(iter([*_of_any(special, required), *chosen, *first, *properties]), "")


def _of_any(keys: list[str], required: list[str]) -> list[str]:
    """Put the required keys first: a mapping may have several dates."""
    return sorted(keys, key=lambda key: key not in required)


def is_open(form: Any) -> bool:
    """Whether the author must still add something."""
    if isinstance(form, dict):
        return any(map(is_open, form.values()))
    if isinstance(form, list):
        return any(map(is_open, form))
    return bool(form == OPEN)


def lines_of(form: Any) -> list[str]:
    """Write a mapping or list in block style, from column 0."""
    lines: list[str] = []
    if isinstance(form, dict):
        for key, value in form.items():
            inner = lines_of(value)
            if isinstance(value, (dict, list)):
                lines += [f"{key}:", *(f"  {line}" for line in inner)]
            else:
                lines.append(f"{key}: {inner[0]}")
        return lines
    if isinstance(form, list):
        for value in form:
            first, *rest = lines_of(value)
            lines += [f"- {first}", *(f"  {line}" for line in rest)]
        return lines
    return [form if form == OPEN else written(form)]


def one_line(form: Any) -> str:
    """Write a mapping or list on one line, to be read."""
    if isinstance(form, dict):
        return "{" + ", ".join(f"{key}: {one_line(value)}" for key, value in form.items()) + "}"
    if isinstance(form, list):
        return f"[{', '.join(map(one_line, form))}]"
    said = str(form)
    bare = said == OPEN or (written(said) == said and "," not in said)
    return said if bare else quoted(said)


def known_name(key: str, names: list[str]) -> str:
    """Return the one of some keys that a word of any language means, or ''."""
    word = re.sub(r"[\s-]+", "_", key.strip(": ").casefold())
    for code in languages.codes():
        meant = languages.read(code, "cards")["keys"].get(word, ())
        for each in [meant] if isinstance(meant, str) else meant:
            if each in names:
                return str(each)
    return ""
