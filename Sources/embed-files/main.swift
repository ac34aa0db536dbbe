// usage: embed-files OUTPUT.swift FOLDER...
// Writes one Swift file with the text of every file in each folder, without the folders in it, in the order
// of the file names:
//   enum EmbeddedFiles { static let migrations: [(name: String, text: String)] = […] }
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

var source = "enum EmbeddedFiles {\n"
for folder in CommandLine.arguments.dropFirst(2) {
  let url = URL(filePath: folder)
  let names = try FileManager.default.contentsOfDirectory(atPath: url.path).sorted()
  source += "  static let `\(url.lastPathComponent.lowercased())`: [(name: String, text: String)] = [\n"
  for name in names where !name.hasPrefix(".") {
    let path = url.appending(path: name).path
    var isFolder = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), !isFolder else { continue }
    guard let text = String(bytes: try Data(contentsOf: URL(filePath: path)), encoding: .utf8) else {
      throw NotText(path: path)
    }
    source += "    (name: \(literal(name)), text: \(literal(text))),\n"
  }
  source += "  ]\n"
}
source += "}\n"
try Data(source.utf8).write(to: URL(filePath: CommandLine.arguments[1]))
