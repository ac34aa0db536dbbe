"""Finds the arguments that can be swapped."""

from swift_syntax import COMMUTATIVE, HINT, escaped


class Arguments:
    """Finds swapped arguments, as a part of the finder in candidates.py."""

    def arguments(self, call, function):
        if self.callee(call) in COMMUTATIVE:
            return
        suffix = next((child for child in call.children if child.type == "call_suffix"), None)
        values = next((c for c in suffix.children if c.type == "value_arguments"), None) if suffix else None
        if values is None or self.text(values)[:1] != "(":
            return
        arguments = [c.child_by_field_name("value") for c in values.children if c.type == "value_argument"]
        labels = [self.label(c) for c in values.children if c.type == "value_argument"]
        for index in range(len(arguments) - 1):
            first, second = arguments[index], arguments[index + 1]
            is_hint = any(HINT.search(label) for label in labels[index : index + 2])
            if is_hint or not self.is_swappable(first, second):
                continue
            if not self.signatures.may_swap(self.callee(call), labels, index):
                continue
            self.swap(call, first, second, function)

    def is_swappable(self, first, second):
        if first is None or second is None or self.text(first) == self.text(second):
            return False
        return not any(
            node.type == "lambda_literal"
            or node.type.endswith("string_literal")
            or self.text(node).startswith("&")
            for node in (first, second)
        )

    def swap(self, call, first, second, function):
        changes = [
            (first.start_byte, first.end_byte, self.text(second)),
            (second.start_byte, second.end_byte, self.text(first)),
        ]
        whole = call
        while whole.parent.type in ("try_expression", "unsafe_expression"):
            whole = whole.parent
        if whole.parent.type == "statements" and not self.is_only_value(whole):
            mutated = self.changed(whole, changes)
            template = f"if {{0}} {{{{ {escaped(mutated)} }}}} else {{{{ {escaped(self.text(whole))} }}}}"
            self.add("swapped argument", first, whole, template, *self.window(whole, changes), function)
        else:
            self.choose("swapped argument", first, call, changes, function)

    def is_only_value(self, statement):
        return len(statement.parent.named_children) == 1 and self.is_value(statement.parent)
