"""Finds the places of a Swift file that can be mutated.

A candidate replaces one token, swaps two arguments or drops one statement. The smallest piece of source that
can have both versions behind a switch is replaced in the file, and the version without the mutant is always
the unchanged text of the file. The parser may be wrong about precedence, because tree-sitter does not know
Swift's operators. This can cause a strange mutant, or one that does not compile, but it never changes what
the program does while no mutant is on.

These general rules leave out mutants that no test can notice ("equivalent" mutants). equivalent.txt lists
individual ones:

- Text is not mutated: string literals and what is interpolated into them, comments, `description`. Two
  string literals are not swapped.
- Logging, and `precondition`, `assert` and `fatalError` with their conditions, are not mutated.
- Hints about memory are not mutated: `reserveCapacity`, `keepingCapacity`, arguments whose label mentions a
  capacity or an estimate, constants whose name mentions a capacity, a buffer, a cache or a size in bytes.
- Hash functions are not mutated, because another hash is also correct. `deinit` and `deallocate` are not
  mutated, because the process ends anyway.
- `_ = value` is not dropped, and neither are pragmas that change only the speed of SQLite.
- `<` is not changed to `<=` (nor `>` to `>=`) in closures of `sort`, `sorted`, `min` and `max`, nor in
  `if a > b { a = b }`, where it makes no difference.
- The arguments of functions that do not care about their order (`min`, `max`, `swap`) are not swapped.
"""

import re
from dataclasses import dataclass

from arguments import Arguments
from statements import Statements
from swift_syntax import (
    ASSIGNING, DECLARATIONS, HINT, INFIX, LIMIT, LOGGING, MOVED, NEGATED, OPAQUE, ORDERING, SIZE,
    UNMUTATED_CALLS, UNMUTATED_NAMES, escaped, parser,
)  # fmt: skip

KINDS = ("comparison", "boundary", "dropped statement", "swapped argument", "forgotten reset")


@dataclass(frozen=True)
class Candidate:
    """A mutant, which replaces the bytes from `start` to `end` of the file."""

    file: str
    module: str
    kind: str
    line: int
    start: int
    end: int
    # The new text of the piece. {0} is the condition that is true while the mutant is on.
    template: str
    # The change as source code: before and after.
    before: str
    after: str
    # The lines of the function around it. The compiler may report an error in any of them.
    first_line: int
    last_line: int
    # The text of the changed piece. With the file and the kind, it names the mutant even if lines move.
    key: str

    def is_around(self, line):
        """Returns whether a line belongs to the function around the mutant."""
        return self.first_line <= line <= self.last_line


def module_of(path):
    """Returns the module to which a path below Sources belongs."""
    return path.split("/")[1]


def find(path, source, signatures):
    """Returns all candidates of a file, in the order of the file, without duplicates."""
    found = _Finder(path, source, signatures).candidates
    return sorted(found, key=lambda c: (c.start, c.end, c.kind, c.after))


class _Finder(Statements, Arguments):
    def __init__(self, path, source, signatures):
        self.path = path
        self.source = source
        self.signatures = signatures
        self.candidates = []
        self.walk(parser.parse(source).root_node, None)

    def text(self, node):
        return self.source[node.start_byte : node.end_byte].decode()

    # The walk

    def walk(self, node, function):
        if node.type in OPAQUE or node.is_missing:
            return
        name = node.child_by_field_name("name") if node.type in DECLARATIONS else None
        if name is not None and UNMUTATED_NAMES.search(self.text(name)):
            return
        if node.type in DECLARATIONS and node.type != "class_declaration":
            if (
                node.type != "property_declaration"
                or node.child_by_field_name("computed_value")
                or function is None
            ):
                function = node
        if node.type == "call_expression" and self.is_unmutated(node):
            return
        if node.type == "value_argument" and HINT.search(self.label(node)):
            return
        if node.type in INFIX and not self.is_inside_chain(node):
            self.chain(node, function)
        if node.type == "prefix_expression" and not self.is_inside_chain(node):
            self.negation(node, node, function)
        if node.type == "statements":
            self.statements(node, function)
        if node.type == "call_expression":
            self.arguments(node, function)
        if node.type == "property_declaration":
            self.limit(node, function)
        for child in node.children:
            self.walk(child, function)

    def is_inside_chain(self, node):
        return node.parent is not None and node.parent.type in INFIX | {"prefix_expression"}

    def callee(self, call):
        """Returns the last name of the called function, such as `append` for `self.bytes.append(1)`."""
        return re.split(r"[.?!\s]+", self.text(call.children[0]))[-1]

    def is_unmutated(self, call):
        callee = self.callee(call)
        return callee in UNMUTATED_CALLS or LOGGING.search(self.text(call.children[0])) is not None

    def label(self, argument):
        label = argument.child_by_field_name("name")
        return "" if label is None else self.text(label)

    def add(self, kind, node, whole, template, before, after, function):
        function = function or whole
        self.candidates.append(
            Candidate(
                file=self.path, module=module_of(self.path), kind=kind, line=node.start_point[0] + 1,
                start=whole.start_byte, end=whole.end_byte, template=template,
                before=_one_line(before), after=_one_line(after),
                first_line=function.start_point[0] + 1, last_line=function.end_point[0] + 1,
                key=_one_line(f"{before} -> {after} in {self.text(whole)}"),
            )
        )  # fmt: skip

    def choose(self, kind, node, whole, changes, function):
        """Replaces an expression. `changes` are (start, end, text), in the order of the file."""
        mutated = self.changed(whole, changes)
        template = f"({{0}} ? ({escaped(mutated)}) : ({escaped(self.text(whole))}))"
        before, after = self.window(whole, changes)
        self.add(kind, node, whole, template, before, after, function)

    def window(self, whole, changes):
        """Returns the text around the change, before and after it. A whole chain may be too long."""
        first = max(whole.start_byte, changes[0][0] - 40)
        last = min(whole.end_byte, changes[-1][1] + 40)
        head = self.source[first : changes[0][0]].decode(errors="ignore")
        tail = self.source[changes[-1][1] : last].decode(errors="ignore")
        middle = self.source[changes[0][0] : changes[-1][1]].decode()
        between = self.source[changes[0][1] : changes[-1][0]].decode()
        changed = changes[0][2] if len(changes) == 1 else changes[0][2] + between + changes[-1][2]
        return head + middle + tail, head + changed + tail

    def changed(self, whole, changes):
        pieces, at = [], whole.start_byte
        for start, end, text in changes:
            pieces += [self.source[at:start].decode(), text]
            at = end
        return "".join(pieces) + self.source[at : whole.end_byte].decode()

    # Comparisons and boundaries

    def chain(self, whole, function):
        operators = list(self.operators(whole))
        if any(ASSIGNING.match(self.text(operator)) for operator, _ in operators):
            return
        is_order = self.is_order(whole)
        for operator, expression in operators:
            sign = self.text(operator)
            span = (operator.start_byte, operator.end_byte)
            if sign in NEGATED:
                self.choose("comparison", operator, whole, [(*span, NEGATED[sign])], function)
            if sign in MOVED and not is_order:
                self.choose("boundary", operator, whole, [(*span, MOVED[sign])], function)
            if sign in ("..<", "...") and expression.type == "range_expression":
                self.range_end(expression, whole, function)
            if sign in MOVED or sign in ("==", "!=", "+", "-", "&+", "&-"):
                self.literals(expression, whole, function)

    def operators(self, node):
        """Returns the operators of a chain, each with its expression."""
        for child in node.children:
            if node.type in INFIX and node.child_by_field_name("op") == child:
                yield child, node
            elif node.type in INFIX and self.text(child) in NEGATED and not child.is_named:
                yield child, node
            elif child.type in INFIX:
                yield from self.operators(child)
            elif child.type == "prefix_expression":
                # This is the operand's own negation, which is changed inside the chain.
                yield from self.operators(child)

    def literals(self, expression, whole, function):
        for side in ("lhs", "rhs"):
            literal = expression.child_by_field_name(side)
            if literal is None or literal.type != "integer_literal" or not self.text(literal).isdecimal():
                continue
            more = str(int(self.text(literal)) + 1)
            change = [(literal.start_byte, literal.end_byte, more)]
            self.choose("boundary", literal, whole, change, function)

    def range_end(self, expression, whole, function):
        end = expression.child_by_field_name("end")
        if end is None or end.type not in (
            "simple_identifier", "navigation_expression", "call_expression", "additive_expression",
            "integer_literal",
        ):  # fmt: skip
            return
        change = [(end.start_byte, end.end_byte, f"({self.text(end)} - 1)")]
        self.choose("boundary", end, whole, change, function)

    def negation(self, node, whole, function):
        if not self.text(node).startswith("!"):
            return
        bang = node.children[0]
        change = [(bang.start_byte, bang.end_byte, "")]
        self.choose("comparison", node, whole, change, function)

    def is_order(self, whole):
        """Returns whether equal elements don't matter: in a sort's closure, or in `if a > b { a = b }`."""
        node, depth = whole.parent, 0
        while node is not None and depth < 6:
            if node.type == "call_expression" and self.callee(node) in ORDERING:
                return True
            if node.type == "if_statement":
                return self.is_clamp(node, whole)
            if node.type in ("function_body", "for_statement", "while_statement"):
                return False
            node, depth = node.parent, depth + 1
        return False

    def is_clamp(self, statement, whole):
        body = [child for child in statement.children if child.type == "statements"]
        if len(body) != 1 or len(body[0].named_children) != 1 or len(whole.named_children) < 2:
            return False
        assignment = body[0].named_children[0]
        if assignment.type != "assignment":
            return False
        sides = {self.text(whole.named_children[0]), self.text(whole.named_children[-1])}
        target, result = assignment.child_by_field_name("target"), assignment.child_by_field_name("result")
        return sides == {self.text(target), self.text(result)}

    def limit(self, node, function):
        """Changes a limit such as `static let maxFields = 100`, to find one whose boundary isn't tested."""
        name, value = node.child_by_field_name("name"), node.child_by_field_name("value")
        if name is None or value is None or value.type != "integer_literal":
            return
        if not LIMIT.search(self.text(name)) or SIZE.search(self.text(name)):
            return
        if (
            node.parent is None
            or node.parent.type == "statements"
            or not self.text(value).replace("_", "").isdecimal()
        ):
            return
        more = str(int(self.text(value).replace("_", "")) + 1)
        self.choose("boundary", value, value, [(value.start_byte, value.end_byte, more)], function)


def _one_line(text):
    words = " ".join(text.split())
    return words if len(words) <= 100 else words[:99] + "…"
