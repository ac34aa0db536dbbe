// usage: embed-files OUTPUT.swift FOLDER...
// Writes one Swift file with the text of every file in each folder, in the order of the file names:
//   enum EmbeddedFiles { static let migrations: [(name: String, text: String)] = […] }
// Folders in a folder are left out, except if the argument ends in "/": then their files are named like
// `core/dom.js`.
import FoundationEssentials

/// Returns a Swift string literal with the same scalars as `text`. It isn't a `"""` literal because those
/// normalize line endings, and a migration is identified by the hash of its exact bytes.
func literal(_ text: String) -> String {
  var out = "\""
  for scalar in text.unicodeScalars {
    switch scalar {
    case "\\": out += "\\\\"
    case "\"": out += "\\\""
    case "\n": out += "\\n"
    case "\r": out += "\\r"
    case "\t": out += "\\t"
    case "\0"..<" ": out += "\\u{\(String(scalar.value, radix: 16))}"
    default: out.unicodeScalars.append(scalar)
    }
  }
  return out + "\""
}

struct NotText: Error, CustomStringConvertible {
  let path: String
  var description: String { "embed-files: \(path) is not UTF-8 text" }
}

/// Returns the paths of the files in a folder, relative to it and in their order.
func files(in folder: URL, deep: Bool, prefix: String = "") throws -> [String] {
  try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted().flatMap { name -> [String] in
    guard !name.hasPrefix(".") else { return [] }
    let url = folder.appending(path: name)
    var isFolder = false
    guard FileManager.default.fileExists(atPath: url.path, isDirectory: &isFolder) else { return [] }
    guard isFolder else { return [prefix + name] }
    return deep ? try files(in: url, deep: true, prefix: prefix + name + "/") : []
  }
}

var source = "enum EmbeddedFiles {\n"
for folder in CommandLine.arguments.dropFirst(2) {
  let url = URL(filePath: folder)
  source += "  static let `\(url.lastPathComponent.lowercased())`: [(name: String, text: String)] = [\n"
  for name in try files(in: url, deep: folder.hasSuffix("/")) {
    let path = url.appending(path: name).path
    guard let text = String(bytes: try Data(contentsOf: URL(filePath: path)), encoding: .utf8) else {
      throw NotText(path: path)
    }
    source += "    (name: \(literal(name)), text: \(literal(text))),\n"
  }
  source += "  ]\n"
}
source += "}\n"
try Data(source.utf8).write(to: URL(filePath: CommandLine.arguments[1]))
