"""Small faults in a module's syntax tree, one at a time (mutation testing; DeMillo, Lipton, Sayward 1978).

Left alone are what no test of behaviour could see or should pin: annotations, decorators, texts, and the
keyword arguments in :data:`UNSEEN`.
"""

import ast
import hashlib
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from types import CodeType
from typing import Final

COMPARISONS: Final[Mapping[type[ast.cmpop], tuple[type[ast.cmpop], ...]]] = {
    ast.Lt: (ast.LtE, ast.GtE),
    ast.LtE: (ast.Lt, ast.Gt),
    ast.Gt: (ast.GtE, ast.LtE),
    ast.GtE: (ast.Gt, ast.Lt),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
}

OPERATORS: Final[Mapping[type[ast.operator], type[ast.operator]]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Div,
    ast.Div: ast.Mult,
    ast.FloorDiv: ast.Mult,
    ast.Mod: ast.Mult,
    ast.Pow: ast.Mult,
    ast.MatMult: ast.Mult,
    ast.BitAnd: ast.BitOr,
    ast.BitOr: ast.BitAnd,
}

OPPOSITES: Final[Mapping[str, str]] = {
    one: other
    for pair in (
        ("min", "max"),
        ("minimum", "maximum"),
        ("argmin", "argmax"),
        ("any", "all"),
        ("floor", "ceil"),
        ("union", "intersection"),
        ("ancestors", "descendants"),
        ("successors", "predecessors"),
        ("in_edges", "out_edges"),
        ("zeros", "ones"),
    )
    for one, other in (pair, pair[::-1])
}
"""Functions and methods that are called instead of one another."""

UNSEEN: Final = frozenset({"dtype", "strict", "encoding", "ensure_ascii", "format", "copy"})
"""Keyword arguments that stay as they are: how values are stored, and checks of what cannot be."""


@dataclass(frozen=True)
class Mutation:
    """One fault. ``function`` is the outermost function that it is in, "" outside of any.

    ``key`` stays the same while that function (outside: the statement) stays as it is.
    """

    function: str
    line: int
    what: str
    key: str
    put: Callable[[], None]
    undo: Callable[[], None]

    def code(self, tree: ast.Module, path: str) -> CodeType:
        """The module with the fault, compiled; the tree is left as it was."""
        self.put()
        try:
            return compile(ast.fix_missing_locations(tree), path, "exec")
        finally:
            self.undo()


@dataclass(frozen=True)
class _Place:
    """A node and where its parent holds it."""

    parent: ast.AST
    field: str
    index: int | None
    node: ast.AST

    @property
    def unseen(self) -> bool:
        return isinstance(self.parent, ast.keyword) and self.parent.arg in UNSEEN

    def hold(self, node: ast.AST) -> None:
        if self.index is None:
            setattr(self.parent, self.field, node)
        else:
            getattr(self.parent, self.field)[self.index] = node


def mutations(tree: ast.Module, module: str) -> list[Mutation]:
    """Every fault that can be put into a module, in the order of its text."""
    seen: Counter[tuple[str, str]] = Counter()
    found = []
    for statement in tree.body:
        for function, text, place in _places(tree, statement):
            for what, node in _faults(place):
                seen[text, what] += 1
                if place.unseen:
                    continue  # counted all the same, so that the keys of others stay
                name = f"{module} {function} {text} {what} {seen[text, what]}"
                found.append(
                    Mutation(
                        function=function,
                        line=getattr(place.node, "lineno", getattr(place.parent, "lineno", 0)),
                        what=what,
                        key=hashlib.sha256(name.encode()).hexdigest()[:16],
                        put=lambda place=place, node=node: place.hold(node),  # type: ignore[misc]
                        undo=lambda place=place: place.hold(place.node),  # type: ignore[misc]
                    )
                )
    return found


def _places(tree: ast.Module, statement: ast.stmt) -> Iterator[tuple[str, str, _Place]]:
    """(outermost function, its text, place) of all below a statement that may be changed."""
    index = tree.body.index(statement)
    yield from _below(_Place(tree, "body", index, statement), "", "", ast.dump(statement))


def _below(place: _Place, owner: str, function: str, text: str) -> Iterator[tuple[str, str, _Place]]:
    node = place.node
    if _is_text(node) or isinstance(node, ast.Import | ast.ImportFrom | ast.JoinedStr):
        return
    yield function, text, place
    inside = isinstance(node, ast.FunctionDef) and not function
    for name, index, child in _children(node):
        here = _Place(node, name, index, child)
        if isinstance(node, ast.ClassDef) and name == "body" and not function:
            yield from _below(here, f"{owner}{node.name}.", "", text)
        elif isinstance(node, ast.FunctionDef) and inside and name == "body":
            yield from _below(here, owner, f"{owner}{node.name}", ast.dump(node))
        else:
            yield from _below(here, owner, function, text)


def _children(node: ast.AST) -> Iterator[tuple[str, int | None, ast.AST]]:
    for name, value in ast.iter_fields(node):
        if name in {"annotation", "returns", "decorator_list", "ctx", "op", "ops"}:
            continue
        if isinstance(value, ast.AST):
            yield name, None, value
        elif isinstance(value, list):
            yield from ((name, i, child) for i, child in enumerate(value) if isinstance(child, ast.AST))


def _is_text(node: ast.AST) -> bool:
    """A docstring, or a string that explains what it stands below."""
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def _faults(place: _Place) -> Iterator[tuple[str, ast.AST]]:
    """What to put in a node's place, and how to say it."""
    node = place.node
    for make in _FAULTS.get(type(node), ()):
        yield from make(node)
    if isinstance(node, ast.stmt) and _can_go(node):
        yield f"without: {_short(node)}", ast.copy_location(ast.Pass(), node)


def _short(node: ast.AST) -> str:
    text = " ".join(ast.unparse(node).split())
    return text if len(text) <= 60 else f"{text[:57]}…"


def _can_go(node: ast.stmt) -> bool:
    if isinstance(node, ast.Expr | ast.AugAssign | ast.Raise | ast.Delete | ast.Assert):
        return True
    return isinstance(node, ast.Assign) and any(
        isinstance(t, ast.Subscript | ast.Attribute) for t in node.targets
    )


def _comparison(node: ast.AST) -> Iterator[tuple[str, ast.AST]]:
    assert isinstance(node, ast.Compare)
    for i, operator in enumerate(node.ops):
        for other in COMPARISONS[type(operator)]:
            changed = ast.Compare(node.left, [*node.ops[:i], other(), *node.ops[i + 1 :]], node.comparators)
            yield f"{_short(node)} → {_short(changed)}", ast.copy_location(changed, node)


def _arithmetic(node: ast.AST) -> Iterator[tuple[str, ast.AST]]:
    assert isinstance(node, ast.BinOp)
    other = OPERATORS.get(type(node.op))
    if other is not None and not isinstance(node.left, ast.JoinedStr):
        changed = ast.BinOp(node.left, other(), node.right)
        yield f"{_short(node)} → {_short(changed)}", ast.copy_location(changed, node)


def _in_place(node: ast.AST) -> Iterator[tuple[str, ast.AST]]:
    assert isinstance(node, ast.AugAssign)
    other = OPERATORS.get(type(node.op))
    if other is not None:
        changed = ast.AugAssign(node.target, other(), node.value)
        yield f"{_short(node)} → {_short(changed)}", ast.copy_location(changed, node)


def _logic(node: ast.AST) -> Iterator[tuple[str, ast.AST]]:
    assert isinstance(node, ast.BoolOp)
    changed = ast.BoolOp(ast.And() if isinstance(node.op, ast.Or) else ast.Or(), node.values)
    yield f"{_short(node)} → {_short(changed)}", ast.copy_location(changed, node)


def _sign(node: ast.AST) -> Iterator[tuple[str, ast.AST]]:
    assert isinstance(node, ast.UnaryOp)
    if isinstance(node.op, ast.Not | ast.USub | ast.Invert):
        yield f"{_short(node)} → {_short(node.operand)}", node.operand


def _constant(node: ast.AST) -> Iterator[tuple[str, ast.AST]]:
    assert isinstance(node, ast.Constant)
    value = node.value
    others: tuple[bool | float, ...] = ()
    if isinstance(value, bool):
        others = (not value,)
    elif isinstance(value, int):
        others = (value + 1, value - 1) if value > 1 else (value + 1,)
    elif isinstance(value, float):
        others = (value * 1.1, value / 1.1) if value else (1.0,)
    for other in others:
        yield (
            f"{value!r} → {other:.6g}" if isinstance(other, float) else f"{value!r} → {other}",
            ast.Constant(other),
        )


def _returned(node: ast.AST) -> Iterator[tuple[str, ast.AST]]:
    assert isinstance(node, ast.Return)
    if node.value is not None and not (isinstance(node.value, ast.Constant) and node.value.value is None):
        yield f"{_short(node)} → return None", ast.copy_location(ast.Return(ast.Constant(None)), node)


def _branch(node: ast.AST) -> Iterator[tuple[str, ast.AST]]:
    assert isinstance(node, ast.If | ast.While | ast.IfExp)
    if isinstance(node.test, ast.Compare | ast.UnaryOp):
        return  # the comparison is changed itself
    test = ast.UnaryOp(ast.Not(), node.test)
    changed = type(node)(test, node.body, node.orelse)  # type: ignore[arg-type]
    yield f"if {_short(node.test)} → if not …", ast.copy_location(changed, node)


def _filter(node: ast.AST) -> Iterator[tuple[str, ast.AST]]:
    assert isinstance(node, ast.comprehension)
    for i, test in enumerate(node.ifs):
        ifs = [*node.ifs[:i], *node.ifs[i + 1 :]]
        yield f"without: if {_short(test)}", ast.comprehension(node.target, node.iter, ifs, node.is_async)


def _call(node: ast.AST) -> Iterator[tuple[str, ast.AST]]:
    assert isinstance(node, ast.Call)
    for function in _other_functions(node.func):
        changed = ast.Call(function, node.args, node.keywords)
        yield f"{_short(node)} → {_short(changed)}", ast.copy_location(changed, node)
    if isinstance(node.func, ast.Name) and node.func.id == "sorted":
        back = [ast.keyword("reverse", ast.Constant(True)), *(k for k in node.keywords if k.arg != "reverse")]
        yield f"{_short(node)} → backwards", ast.copy_location(ast.Call(node.func, node.args, back), node)
    for i, keyword in enumerate([] if _is_class(node.func) else node.keywords):
        if keyword.arg is not None and keyword.arg not in UNSEEN:
            changed = ast.Call(node.func, node.args, [*node.keywords[:i], *node.keywords[i + 1 :]])
            yield f"{_short(node.func)}(…) without {_short(keyword)}", ast.copy_location(changed, node)


def _other_functions(function: ast.expr) -> Iterator[ast.expr]:
    if isinstance(function, ast.Name) and function.id in OPPOSITES:
        yield ast.Name(OPPOSITES[function.id], ast.Load())
    if isinstance(function, ast.Attribute) and function.attr in OPPOSITES:
        yield ast.Attribute(function.value, OPPOSITES[function.attr], ast.Load())


def _is_class(function: ast.expr) -> bool:
    """A class by its name: without one of its fields it could not even be called, which any test sees."""
    return ast.unparse(function).rpartition(".")[2][:1].isupper()


def _jump(node: ast.AST) -> Iterator[tuple[str, ast.AST]]:
    other = ast.Break() if isinstance(node, ast.Continue) else ast.Continue()
    yield f"{_short(node)} → {_short(other)}", ast.copy_location(other, node)


_FAULTS: Final[Mapping[type[ast.AST], tuple[Callable[[ast.AST], Iterator[tuple[str, ast.AST]]], ...]]] = {
    ast.Compare: (_comparison,),
    ast.BinOp: (_arithmetic,),
    ast.AugAssign: (_in_place,),
    ast.BoolOp: (_logic,),
    ast.UnaryOp: (_sign,),
    ast.Constant: (_constant,),
    ast.Return: (_returned,),
    ast.If: (_branch,),
    ast.While: (_branch,),
    ast.IfExp: (_branch,),
    ast.comprehension: (_filter,),
    ast.Call: (_call,),
    ast.Break: (_jump,),
    ast.Continue: (_jump,),
}
