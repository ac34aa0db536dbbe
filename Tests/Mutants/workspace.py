"""Makes the copy of the project in which all mutants are compiled at once, each behind a switch."""

import json
import pathlib
import re
import shutil
import subprocess
from typing import NamedTuple

from choosing import UNMUTATED

# The tests pass variables with this ending on to the processes that they start.
VARIABLE = "MUTANT_SAN_OPTIONS"
# This target reads files of the project and runs none of its code.
UNUSED_TESTS = ("ArchitectureTests",)
BUILD_SECONDS = 45 * 60
ROUNDS = 30

HEADER = """\
#include <stdbool.h>
#include <stdint.h>
// Which mutant is on; 0: none.
extern int32_t mutant_selected;
// Where to note which mutants' code has run; NULL: nowhere.
extern volatile uint8_t *mutant_reached;
static inline bool isMutant(int32_t number) {
  if (mutant_reached) mutant_reached[number] = 1;
  return mutant_selected == number;
}
"""
SWITCH = f"""\
#include "MutantSwitch.h"
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
int32_t mutant_selected = 0;
volatile uint8_t *mutant_reached = NULL;
// "7" switches a mutant on; "=file" notes what is reached, in a file that all processes of a run share, so
// that what a process noted stays when it is killed.
__attribute__((constructor)) static void mutant_read_environment(void) {{
  const char *value = getenv("{VARIABLE}");
  if (!value) return;
  if (value[0] != '=') {{ mutant_selected = atoi(value); return; }}
  int file = open(value + 1, O_RDWR | O_CLOEXEC);
  struct stat status;
  if (file < 0 || fstat(file, &status) != 0) return;
  void *bytes = mmap(NULL, (size_t)status.st_size, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
  close(file);
  if (bytes != MAP_FAILED) mutant_reached = bytes;
}}
"""


class BuildFailed(Exception):
    pass


class Spot(NamedTuple):
    """The position of a mutant in a file of the copy, and the number of lines that it adds."""

    first: int
    last: int
    number: int
    added: int


class Workspace:
    def __init__(self, root, folder):
        self.root = pathlib.Path(root)
        self.copy = pathlib.Path(folder, "project")
        self.build = pathlib.Path(folder, "build")
        self.folder = pathlib.Path(folder)
        # The mutants in each file.
        self.lines = {}

    # Copying

    def refresh(self, changed_files):
        """Makes the copy equal to the project, except `changed_files`. Unchanged files keep their time."""
        wanted = set()
        for path in self._project_files():
            name = path.relative_to(self.root)
            wanted.add(str(name))
            if str(name) not in changed_files and str(name) != "Package.swift":
                _copy(path, self.copy / name)
        for path in list(self.copy.rglob("*")):
            name = str(path.relative_to(self.copy))
            if path.is_file() and name not in wanted and not name.startswith("MutantSwitch/"):
                path.unlink()

    def _project_files(self):
        for top in sorted(self.root.iterdir()):
            if top.name.startswith(".build") or top.name in (".git", ".swiftpm", "data", "Benchmarks"):
                continue
            paths = [top] if top.is_file() else sorted(top.rglob("*"))
            yield from (p for p in paths if p.is_file() and "__pycache__" not in p.parts)

    # The manifest

    def targets(self):
        """Returns the targets of the project by name, as `swift package dump-package` describes them."""
        command = ["swift", "package", "--package-path", str(self.root), "--scratch-path", str(self.build)]
        dumped = subprocess.run(
            [*command, "dump-package"], capture_output=True, text=True, stdin=subprocess.DEVNULL
        )
        if dumped.returncode != 0:
            raise BuildFailed(dumped.stderr)
        return {target["name"]: target for target in json.loads(dumped.stdout)["targets"]}

    def write_manifest(self, targets, kept):
        """Leaves out targets that no chosen test needs, and adds the switch to each target with mutants."""
        text = (self.root / "Package.swift").read_text()
        # Mutants cause conditions that are always true, and values that are never used.
        text = text.replace(".treatAllWarnings(as: .error),", "")
        names = ", ".join(f'"{name}"' for name in sorted(kept))
        code = ", ".join(
            f'"{name}"' for name in sorted(kept) if targets[name]["type"] in ("regular", "executable")
            and targets[name].get("path") is None and name not in UNMUTATED
        )  # fmt: skip
        text += f"""
let kept: Set<String> = [{names}]
let mutated: Set<String> = [{code}]
package.targets.removeAll {{ !kept.contains($0.name) }}
package.products.removeAll {{ !kept.contains($0.name) }}
for target in package.targets where mutated.contains(target.name) {{
  target.dependencies.append("MutantSwitch")
}}
package.targets.append(.target(name: "MutantSwitch", path: "MutantSwitch"))
"""
        if not any("product" in d for name in kept for d in targets[name]["dependencies"]):
            text += "package.dependencies.removeAll()\n"
        _write(self.copy / "Package.swift", text.encode())
        _write(self.copy / "MutantSwitch/include/MutantSwitch.h", HEADER.encode())
        _write(self.copy / "MutantSwitch/MutantSwitch.c", SWITCH.encode())

    # Mutating

    def apply(self, numbered):
        """Writes the mutants into the copy. `numbered` are (number, candidate)."""
        by_file = {}
        for number, candidate in numbered:
            by_file.setdefault(candidate.file, []).append((number, candidate))
        self.refresh(by_file)
        self.lines = {}
        for file, mutants in by_file.items():
            source = (self.root / file).read_bytes()
            pieces, at, line = [b"import MutantSwitch\n"], 0, 2
            for number, candidate in sorted(mutants, key=lambda pair: pair[1].start):
                text = candidate.template.format(f"isMutant({number})").encode()
                before = source[at : candidate.start]
                line += before.count(b"\n")
                added = text.count(b"\n") - source[candidate.start : candidate.end].count(b"\n")
                self.lines.setdefault(file, []).append(Spot(line, line + text.count(b"\n"), number, added))
                line += text.count(b"\n")
                pieces += [before, text]
                at = candidate.end
            _write(self.copy / file, b"".join(pieces) + source[at:])

    def compile(self, numbered, log):
        """Compiles the copy without the mutants that the compiler refuses. Returns those that compile."""
        numbered = list(numbered)
        for turn in range(1, ROUNDS + 1):
            self.apply(numbered)
            output = self._swift_build()
            if output is None:
                return numbered
            dropped = self._refused(output, dict(numbered))
            if not dropped:
                raise BuildFailed(output[-6000:])
            log(f"compiling, turn {turn}: {len(dropped)} mutants dropped, which do not compile")
            numbered = [pair for pair in numbered if pair[0] not in dropped]
        raise BuildFailed(f"still something that does not compile after {ROUNDS} turns")

    def _swift_build(self):
        """Returns the output of the compiler, or nothing if the copy compiled."""
        command = [
            "swift", "build", "--build-tests", "--package-path", str(self.copy),
            "--scratch-path", str(self.build), "-Xswiftc", "-continue-building-after-errors",
        ]  # fmt: skip
        try:
            done = subprocess.run(
                command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL,
                text=True, timeout=BUILD_SECONDS,
            )  # fmt: skip
        except subprocess.TimeoutExpired:
            raise BuildFailed(f"the build took longer than {BUILD_SECONDS // 60} minutes") from None
        (self.folder / "build.log").write_text(done.stdout)
        return None if done.returncode == 0 else done.stdout

    def _refused(self, output, candidates):
        """Returns the refused mutants, which are on an error's line, or in its function or file."""
        errors = {
            (str(pathlib.Path(path).resolve().relative_to(self.copy.resolve())), int(line))
            for path, line in re.findall(r"^(/[^\n:]+\.swift):(\d+):\d+: error:", output, re.M)
            if pathlib.Path(path).resolve().is_relative_to(self.copy.resolve())
        }
        dropped, rest = set(), []
        for file, line in errors:
            spots = self.lines.get(file, [])
            on_line = {spot.number for spot in spots if spot.first <= line <= spot.last}
            dropped |= on_line
            if not on_line and spots:
                rest.append((file, line, spots))
        # This applies only if nothing else explains an error: a refused mutant causes errors elsewhere.
        for file, line, spots in rest:
            numbers = {spot.number for spot in spots}
            if dropped & numbers:
                continue
            original = self._original_line(file, line)
            dropped |= {n for n in numbers if candidates[n].is_around(original)} or numbers
        if not dropped and errors:
            modules = {file.split("/")[1] for file, _ in errors if "/" in file}
            dropped = {number for number, candidate in candidates.items() if candidate.module in modules}
        return dropped

    def _original_line(self, file, line):
        """Returns the line of the project's file that became this line of the copy."""
        # The import adds one line.
        return line - 1 - sum(spot.added for spot in self.lines[file] if spot.last < line)

    @property
    def test_bundle(self):
        return next((self.build / "debug").glob("*.xctest"))


def _copy(source, target):
    if not target.exists() or target.read_bytes() != source.read_bytes():
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(source, target)


def _write(path, content):
    if not path.exists() or path.read_bytes() != content:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
