"""Lists what Scripts/mutants must know about Swift: nodes of the parser, operators, and unmutated code."""

import re

import tree_sitter_swift
from tree_sitter import Language, Parser

parser = Parser(Language(tree_sitter_swift.language()))

# Operators between operands. A chain is the largest expression of these, so precedence doesn't matter.
INFIX = {
    "comparison_expression", "equality_expression", "additive_expression", "multiplicative_expression",
    "conjunction_expression", "disjunction_expression", "infix_expression", "range_expression",
    "nil_coalescing_expression", "bitwise_operation", "as_expression", "check_expression",
    "ternary_expression",
}  # fmt: skip
NEGATED = {
    "==": "!=", "!=": "==", "<": ">=", ">=": "<", ">": "<=", "<=": ">", "&&": "||", "||": "&&",
    "===": "!==", "!==": "===",
}  # fmt: skip
MOVED = {"<": "<=", "<=": "<", ">": ">=", ">=": ">"}
ASSIGNING = re.compile(r"^(?!==$|!=$|<=$|>=$|===$|!==$|~=$).*=$")

# Nodes without code that could be mutated.
OPAQUE = {
    "comment", "multiline_comment", "attribute", "parameter", "enum_entry", "switch_pattern", "pattern",
    "line_string_literal", "multi_line_string_literal", "raw_string_literal", "regex_literal", "ERROR",
    "directive", "deinit_declaration", "macro_invocation", "import_declaration", "availability_condition",
}  # fmt: skip
UNMUTATED_NAMES = re.compile(r"hash|^description$|^debugDescription$", re.I)
DECLARATIONS = {
    "function_declaration", "init_declaration", "property_declaration", "subscript_declaration",
    "class_declaration",
}  # fmt: skip
UNMUTATED_CALLS = {
    "precondition", "preconditionFailure", "assert", "assertionFailure", "fatalError", "reserveCapacity",
    "deallocate", "deinitialize", "free", "log",
}  # fmt: skip
LOGGING = re.compile(
    r"\b(log|logger)\w*\??\.(\w+\??\.)*(trace|debug|info|notice|warning|error|critical|log)$", re.I
)
COMMUTATIVE = {"min", "max", "swap", "swapAt", "zip"}
ORDERING = {"sort", "sorted", "min", "max", "partition"}
HINT = re.compile(r"capacity|reserv|estimate|typical|expected(size|bytes)|hint", re.I)
LIMIT = re.compile(r"max|min(?!or|ute)|limit|most|least", re.I)
SIZE = re.compile(r"capacity|buffer|cache|bytes|reserv|size|slots|chunk", re.I)
PRAGMA = re.compile(
    r"PRAGMA (optimize|mmap_size|cache_size|temp_store|journal_size_limit|analysis_limit)", re.I
)
RESET_CALLS = re.compile(r"^(removeAll|reset|clear|forget|invalidate)\w*$", re.I)


def escaped(text):
    """Returns source for a template, in which braces must be escaped."""
    return text.replace("{", "{{").replace("}", "}}")
