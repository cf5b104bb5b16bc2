"""YAML text -> dictionaries, lists and strings with the place of each, built on a stack of its own however deep."""

from dataclasses import dataclass, field
from typing import Any

import yaml

MAX_DEPTH = 50
Loc = tuple[str | int, ...]
Place = tuple[int, int]
_NOTHING = ("", "~", "null", "Null", "NULL")
_TAGS = "tag:yaml.org,2002:"


class SyntaxProblem(Exception):
    """Text that is no YAML we read; ``place`` is its line and column."""

    def __init__(self, what: str, mark: yaml.Mark) -> None:
        super().__init__(what)
        self.place = _place(mark)


@dataclass
class Tree:
    """The data, the place of every value by its path, and what is wrong but does not end the reading.

    ``aliases`` are the places of all aliases; one problem, at the first, tells them all.
    """

    data: Any = None
    places: dict[Loc, Place] = field(default_factory=dict)
    problems: list[tuple[Place, str]] = field(default_factory=list)
    aliases: list[Place] = field(default_factory=list)


@dataclass
class _Open:
    """A list or mapping that is being filled; ``key`` is the key whose value comes next."""

    held: list | dict
    loc: Loc
    key: str | None = None
    twice: bool = False


def build(text: str) -> Tree:
    """Return the one document in ``text``; raises SyntaxProblem where reading has to end.

    >>> build("a: [x, y]").places[("a", 1)]
    (1, 8)
    """
    builder = _Builder()
    try:
        for event in yaml.parse(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)):
            builder.take(event)
    except yaml.MarkedYAMLError as error:
        raise _explained(error, text) from None
    builder.tell_aliases()
    return builder.tree


class _Builder:
    """Takes the parser's events one by one."""

    def __init__(self) -> None:
        self.tree = Tree()
        self.open: list[_Open] = []
        self.documents = 0
        self._anchor = ""

    def take(self, event: yaml.Event) -> None:
        if isinstance(event, yaml.DocumentStartEvent):
            self.documents += 1
            if self.documents > 1:
                raise SyntaxProblem("a second document (---) starts here; keep one", event.start_mark)
        elif isinstance(event, yaml.CollectionEndEvent):
            self.open.pop()
        elif isinstance(event, yaml.NodeEvent):
            self._refuse_extras(event)
            self._take_node(event)

    def _refuse_extras(self, event: yaml.NodeEvent) -> None:
        tag = getattr(event, "tag", None)
        if isinstance(event, yaml.AliasEvent):
            self._take_alias(event)
        elif tag is not None and tag != "!":
            shown = tag.replace(_TAGS, "!!")
            self._problem(event, f"a tag ({shown}) is not read here; write the value without it")

    def _take_alias(self, event: yaml.AliasEvent) -> None:
        if not self.tree.aliases:
            self._anchor = event.anchor
        self.tree.aliases.append(_place(event.start_mark))

    def _take_node(self, event: yaml.NodeEvent) -> None:
        top = self.open[-1] if self.open else None
        if top is not None and isinstance(top.held, dict) and top.key is None:
            self._take_key(top, event)
            return
        loc = self._next_loc(top)
        self.tree.places.setdefault(loc, _place(event.start_mark))
        value = _value(event)
        self._put(top, value)
        if isinstance(value, list | dict):
            if len(self.open) >= MAX_DEPTH:
                raise SyntaxProblem(f"nested more than {MAX_DEPTH} levels deep; make it flatter", event.start_mark)
            self.open.append(_Open(value, loc))

    def _take_key(self, top: _Open, event: yaml.NodeEvent) -> None:
        if not isinstance(event, yaml.ScalarEvent):
            raise SyntaxProblem("a key should be one word or phrase; write it as text", event.start_mark)
        top.key, loc = event.value, (*top.loc, event.value)
        top.twice = top.key in top.held
        if not top.key:
            self._problem(event, "an empty key; write a name before the colon")
        if top.twice:
            self._problem(event, f"{top.key!r} stands twice; the first is in line {self.tree.places[loc][0]}")
        self.tree.places.setdefault(loc, _place(event.start_mark))

    def _next_loc(self, top: _Open | None) -> Loc:
        if top is None:
            return ()
        return (*top.loc, top.key if isinstance(top.held, dict) else len(top.held))

    def _put(self, top: _Open | None, value: Any) -> None:
        if top is None:
            self.tree.data = value
        elif isinstance(top.held, list):
            top.held.append(value)
        else:
            if not top.twice:
                top.held[top.key] = value
            top.key = None

    def tell_aliases(self) -> None:
        """Add one problem for all aliases: a file that means to explode holds thousands."""
        if self.tree.aliases:
            more = len(self.tree.aliases) - 1
            others = f" ({more:,} more behind it)" if more else ""
            what = f"an alias (*{self._anchor}) is not read here; write it out{others}"
            self.tree.problems = sorted([*self.tree.problems, (self.tree.aliases[0], what)])

    def _problem(self, event: yaml.Event, what: str) -> None:
        self.tree.problems.append((_place(event.start_mark), what))


def _value(event: yaml.NodeEvent) -> Any:
    if isinstance(event, yaml.MappingStartEvent):
        return {}
    if isinstance(event, yaml.SequenceStartEvent):
        return []
    plain = isinstance(event, yaml.ScalarEvent) and not event.style
    return None if isinstance(event, yaml.AliasEvent) or (plain and event.value in _NOTHING) else event.value


def _place(mark: yaml.Mark) -> Place:
    return mark.line + 1, mark.column + 1


def _explained(error: yaml.MarkedYAMLError, text: str) -> SyntaxProblem:
    """Return a parser's error in words that say what would do."""
    mark, problem = error.problem_mark or error.context_mark, error.problem or "unreadable"
    lines = text.splitlines()
    line = lines[mark.line] if mark.line < len(lines) else ""
    if "\t" in line[: len(line) - len(line.lstrip())]:
        return SyntaxProblem("a tab before the text; indent with spaces", mark)
    if problem.startswith("found character"):
        sign = line[mark.column : mark.column + 1]
        return SyntaxProblem(f"a value cannot begin with {sign!r}; put it in quotes", mark)
    if problem.startswith("mapping values"):
        return SyntaxProblem("a colon inside a value, or wrong indentation; put the value in quotes", mark)
    if "end of stream" in problem and error.context_mark:
        return SyntaxProblem("a quotation mark that is not closed", error.context_mark)
    return SyntaxProblem(f"not YAML: {problem}; look for a missing quote, colon or bracket", mark)
