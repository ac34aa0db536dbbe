import Foundation

/// A file that is deleted together with its object.
final class TemporaryFile {
  let path: String

  convenience init(_ text: String) throws { try self.init(bytes: Array(text.utf8)) }

  init(bytes: [UInt8]) throws {
    path = NSTemporaryDirectory() + "member-directory-\(UUID().uuidString).json"
    try Data(bytes).write(to: URL(filePath: path))
  }

  deinit {
    try? FileManager.default.removeItem(atPath: path)
  }
}
