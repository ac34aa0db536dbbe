"""Finds the statements that can be dropped."""

import re

from swift_syntax import ASSIGNING, OPAQUE, PRAGMA, RESET_CALLS, escaped


class Statements:
    """Finds dropped statements, as a part of the finder in candidates.py."""

    def statements(self, node, function):
        alone = len([child for child in node.named_children if child.type not in OPAQUE]) == 1
        if alone and self.is_value(node):
            return
        for statement in node.named_children:
            kind = self.dropped_kind(statement)
            if kind is None:
                continue
            text = self.text(statement)
            template = f"if !({{0}}) {{{{ {escaped(text)} }}}}"
            self.add(kind, statement, statement, template, text, "", function)

    def is_value(self, statements):
        """Returns whether a body's only statement is the value that the body returns."""
        parent = statements.parent
        if parent.type == "lambda_literal":
            call = parent.parent.parent if parent.parent is not None else None
            return not (call is not None and call.type == "call_expression" and self.callee(call) == "defer")
        if parent.type in ("computed_property", "computed_getter", "getter_specifier"):
            return True
        if parent.type == "function_body":
            return b"->" in self.source[parent.parent.start_byte : parent.start_byte]
        return False

    def dropped_kind(self, statement):
        inner = statement
        while inner.type in ("try_expression", "unsafe_expression"):
            inner = inner.child_by_field_name("expr") or inner.named_children[-1]
        if inner.type == "call_expression":
            callee = self.callee(inner)
            if callee == "defer" or self.is_unmutated(inner) or PRAGMA.search(self.text(inner)):
                return None
            if self.text(inner.children[0]) in ("self.init", "super.init"):
                return None
            return "forgotten reset" if RESET_CALLS.match(callee) else "dropped statement"
        if inner.type == "assignment":
            return self.assignment_kind(inner)
        if inner.type == "infix_expression":
            operator = inner.child_by_field_name("op")
            return "dropped statement" if operator and ASSIGNING.match(self.text(operator)) else None
        if inner.type == "control_transfer_statement" and self.is_early(statement):
            return "dropped statement"
        return None

    def assignment_kind(self, assignment):
        target = assignment.child_by_field_name("target")
        result = assignment.child_by_field_name("result")
        operator = assignment.child_by_field_name("operator")
        if target is None or result is None or self.text(target) == "_" or self.is_in_init(assignment):
            return None
        empty = ("0", "nil", "false", "true", "[]", "[:]", '""')
        is_state = re.fullmatch(r"\.\w+", self.text(result)) is not None
        if operator is not None and self.text(operator) == "=" and (self.text(result) in empty or is_state):
            return "forgotten reset"
        return "dropped statement"

    def is_in_init(self, node):
        """Returns whether it is in an initialiser, where the compiler requires most assignments."""
        while node is not None:
            if node.type == "init_declaration":
                return True
            if node.type in ("function_declaration", "class_declaration"):
                return False
            node = node.parent
        return False

    def is_early(self, statement):
        """Returns whether the code after an `if` runs if this last statement of it is dropped."""
        statements = statement.parent
        holder = statements.parent
        last = statements.named_children[-1] == statement
        return holder.type == "if_statement" and last and not any(c.type == "else" for c in holder.children)
