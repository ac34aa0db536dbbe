package import Directory
internal import HTTPCore

/// Records as linked data, for pages that carry it.
package enum LinkedData {
  /// Returns what the API answers for the record as JSON-LD; nil if it answers none. Throws if the directory
  /// can't be read.
  ///
  /// - Parameter origin: scheme and host of the server; empty for relative references.
  package static func document(
    of key: RecordKey, _ reader: any DirectoryReader, origin: String, settings: APISettings
  ) throws(DirectoryError) -> [UInt8]? {
    guard let route = Routes.item(key.type), case .loop(let handler) = route.handler,
      let arguments = try? Arguments(Query(), for: route.parameters)
    else { return nil }
    let call = Call(
      route: route, path: [key.slug], arguments: arguments, format: .jsonld, hasSuffix: true,
      settings: settings, origin: origin, reader: reader)
    do { return try handler(call).bytes } catch {
      if case .directory(let failure) = error { throw failure }
      return nil
    }
  }
}
