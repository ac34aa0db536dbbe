"""Reads which parameters of the project's functions have the same type."""

from swift_syntax import parser


class Signatures:
    """The parameters of the project's functions and initialisers, by the name in a call.

    Two arguments are swapped only if some declaration has the same type for both. The compiler refuses most
    others.
    """

    def __init__(self):
        self.by_name = {}

    def read(self, source):
        self._walk(parser.parse(source).root_node, source, None)

    def _walk(self, node, source, enclosing):
        def text(part):
            return source[part.start_byte : part.end_byte].decode()

        if node.type == "class_declaration":
            name = node.child_by_field_name("name")
            enclosing = text(name).split(".")[-1].split("<")[0] if name is not None else enclosing
        if node.type in ("function_declaration", "init_declaration"):
            name = node.child_by_field_name("name")
            parameters = []
            for part in (child for child in node.children if child.type == "parameter"):
                label = part.child_by_field_name("external_name") or part.child_by_field_name("name")
                kind = part.children[-1]
                parameters.append(("" if text(label) == "_" else text(label), text(kind)))
            names = [enclosing, "init"] if node.type == "init_declaration" else [text(name)]
            for one in names:
                self.by_name.setdefault(one, []).append(parameters)
        for child in node.children:
            self._walk(child, source, enclosing)

    def may_swap(self, name, labels, index):
        """Returns whether a function of that name has the same type for argument `index` and the next."""
        for parameters in self.by_name.get(name, []):
            types, at = [], 0
            for label, kind in parameters:
                if at < len(labels) and labels[at] == label:
                    types.append(kind)
                    at += 1
            if at == len(labels) and types[index] == types[index + 1]:
                return True
        return False
