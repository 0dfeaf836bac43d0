"""Which texts an expression of the code may be: through variables, tables, arguments and what functions give."""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import count, product
from pathlib import Path

Given = tuple[ast.AST, "Room | None"]


@dataclass
class Room:
    """A module, or a function inside of one, with what its names are given."""

    name: str
    outer: Room | None
    names: dict[str, list[ast.AST]] = field(default_factory=lambda: defaultdict(list))
    parameters: list[str] = field(default_factory=list)
    given_back: list[ast.AST] = field(default_factory=list)
    calls: list[ast.Call] = field(default_factory=list)
    added: list[tuple[str, ast.AST]] = field(default_factory=list)


class Code:
    """Some modules, in which an expression is followed to the texts that are written for it."""

    def __init__(self, files: Sequence[Path]) -> None:
        self.rooms: list[Room] = []
        for file in files:
            self._enter(ast.parse(file.read_text(encoding="utf-8")), Room(file.stem, None))
        self._functions, self._calls = (
            defaultdict[str, list[Room]](list),
            defaultdict[str, list[tuple[ast.Call, Room]]](list),
        )
        for room in self.rooms:
            self._functions[room.name].append(room)
            for call in room.calls:
                self._calls[name_of(call)].append((call, room))

    def calls(self, *names: str) -> Iterator[tuple[ast.Call, Room]]:
        """Where one of these is called, and in which room."""
        for name in names:
            yield from self._calls[name]

    def texts(self, one: ast.AST | None, room: Room, seen: frozenset[object] = frozenset()) -> Iterator[str]:
        """The texts that an expression may be, a number standing for each value in them."""
        if one is None or (one, room.name) in seen:
            return
        seen |= {(one, room.name)}
        match one:
            case ast.Constant(value=str(text)):
                yield text
            case ast.JoinedStr(values=values):
                yield from self._joined(values, room, seen)
            case ast.BinOp(left=left, op=ast.Add(), right=right):
                yield from (a + b for a in self.texts(left, room, seen) for b in self.texts(right, room, seen))
            case ast.IfExp(body=body, orelse=other):
                parts: Sequence[ast.AST | None] = (body, other)
            case ast.BoolOp(values=values) | ast.Dict(values=values):
                parts = values
            case ast.Tuple(elts=parts) | ast.List(elts=parts) | ast.Set(elts=parts):
                pass
            case ast.Subscript(value=inner, slice=ast.Constant(value=int(at))):
                tuples = list(self._tuples(inner, room))
                parts = [one.elts[at] for one in tuples if at < len(one.elts)] if tuples else (inner,)
            case ast.Subscript(value=inner) | ast.Starred(value=inner) | ast.NamedExpr(value=inner):
                parts = (inner,)
            case ast.GeneratorExp(elt=inner) | ast.ListComp(elt=inner):
                parts = (inner,)
            case ast.Name(id=name):
                yield from self._named(name, room, seen)
            case ast.Call():
                yield from self._called(one, room, seen)
            case _:
                return
        for part in locals().get("parts", ()):
            yield from self.texts(part, room, seen)

    def _joined(self, values: Sequence[ast.expr], room: Room, seen: frozenset[object]) -> Iterator[str]:
        """A text with values in it, each of which is one of some texts or a number."""
        options = [
            [str(one.value)]
            if isinstance(one, ast.Constant)
            else sorted(set(self.texts(one.value, room, seen))) or ["{}"]
            for one in values
            if isinstance(one, ast.Constant | ast.FormattedValue)
        ]
        for parts in product(*options):
            first, *others = re.split(r"{\w*}", "".join(parts))
            yield first + "".join(f"{{{place}}}{other}" for place, other in enumerate(others, 1))

    def _called(self, call: ast.Call, room: Room, seen: frozenset[object]) -> Iterator[str]:
        name = name_of(call)
        if isinstance(call.func, ast.Attribute) and name == "keys":
            for table in self._tables(call.func.value, room):
                yield from (text for key in table.keys for text in self.texts(key, room, seen))
        elif isinstance(call.func, ast.Attribute) and name in ("get", "values", "items"):
            for part in (call.func.value, *call.args[1:]):
                yield from self.texts(part, room, seen)
        elif name in ("iter", "tuple", "list", "next", "_sentence"):
            yield from (text for part in call.args for text in self.texts(part, room, seen))
        else:
            for function in self._functions[name]:
                yield from (text for back in function.given_back for text in self.texts(back, function, seen))

    def _tuples(self, one: ast.AST, room: Room) -> Iterator[ast.Tuple]:
        """The tuples that a call gives, or that a table holds."""
        if isinstance(one, ast.Tuple):
            yield one
        elif isinstance(one, ast.Call):
            given = (back for function in self._functions[name_of(one)] for back in function.given_back)
            yield from (back for back in given if isinstance(back, ast.Tuple))
        elif isinstance(one, ast.Subscript) and isinstance(one.value, ast.Name):
            held = (value for table in self._tables(one.value, room) for value in table.values)
            yield from (value for value in held if isinstance(value, ast.Tuple))

    def _tables(self, one: ast.AST, room: Room) -> Iterator[ast.Dict]:
        place: Room | None = room
        while isinstance(one, ast.Name) and place and one.id not in place.names:
            place = place.outer
        given = place.names[one.id] if place and isinstance(one, ast.Name) else [one]
        yield from (table for table in given if isinstance(table, ast.Dict))

    def _named(self, name: str, room: Room, seen: frozenset[object]) -> Iterator[str]:
        place: Room | None = room
        while place and name not in place.names and name not in place.parameters:
            place = place.outer
        modules = [one for one in self.rooms if one.outer is None and name in one.names]
        places = [place] if place else modules  # in none of those around: it is imported
        for one in places:
            yield from (text for given in one.names.get(name, ()) for text in self.texts(given, one, seen))
            if name in one.parameters:
                yield from self._handed(name, one, seen)

    def _handed(self, name: str, function: Room, seen: frozenset[object]) -> Iterator[str]:
        """What a function's parameter is given where it is called."""
        at = [one for one in function.parameters if one not in ("self", "cls")].index(name)
        for call, room in self._calls[function.name]:
            named = next((one.value for one in call.keywords if one.arg == name), None)
            given = named or next(iter(call.args[at : at + 1]), None)
            yield from self.texts(given, room, seen)

    def _enter(self, tree: ast.AST, room: Room) -> None:
        self.rooms.append(room)
        for one in ast.iter_child_nodes(tree):
            self._look(one, room)

    def _look(self, one: ast.AST, room: Room) -> None:
        match one:
            case ast.FunctionDef(name=name, args=given) | ast.AsyncFunctionDef(name=name, args=given):
                inner = Room(name, room, parameters=[part.arg for part in (*given.args, *given.kwonlyargs)])
                for part, usual in zip(reversed(given.args), reversed(given.defaults)):
                    inner.names[part.arg].append(usual)
                self._enter(one, inner)
                return
            case ast.Assign(targets=targets, value=value):
                for target in targets:
                    _bind(target, value, room)
                    room.added += [(target.attr, value)] if isinstance(target, ast.Attribute) else []
            case ast.AnnAssign(target=target, value=value) | ast.NamedExpr(target=target, value=value) if value:
                _bind(target, value, room)
            case ast.For(target=target, iter=value) | ast.comprehension(target=target, iter=value):
                _bind(target, value, room)
            case ast.Return(value=value) | ast.Yield(value=value) | ast.YieldFrom(value=value) if value:
                room.given_back.append(value)
            case ast.AugAssign(target=ast.Attribute(attr=name), value=value):
                room.added.append((name, value))
            case ast.Call():
                room.calls.append(one)
                if isinstance(one.func, ast.Attribute) and one.func.attr == "append":
                    room.added.append((getattr(one.func.value, "attr", ""), one.args[0]))
        for part in ast.iter_child_nodes(one):
            self._look(part, room)


def _bind(target: ast.AST, value: ast.AST, room: Room) -> None:
    if isinstance(target, ast.Name):
        room.names[target.id].append(value)
    elif isinstance(target, ast.Tuple):
        parts: list[ast.AST] = [ast.Subscript(value, ast.Constant(at)) for at in range(len(target.elts))]
        if isinstance(value, ast.Call) and isinstance(value.func, ast.Attribute) and value.func.attr == "items":
            parts = [ast.Call(ast.Attribute(value.func.value, name), [], []) for name in ("keys", "values")]
        for inner, part in zip(target.elts, parts):
            _bind(inner, part, room)


def name_of(call: ast.Call) -> str:
    """What is called, without what it belongs to."""
    return str(getattr(call.func, "id", getattr(call.func, "attr", "")))


def numbered(text: ast.JoinedStr) -> str:
    """A text as it is written, a number for each value."""
    values = count(1)
    return "".join(str(one.value) if isinstance(one, ast.Constant) else f"{{{next(values)}}}" for one in text.values)
