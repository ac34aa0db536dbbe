internal import HTTPCore

extension Query {
  static func target(_ path: String, _ parameters: [(name: String, value: String)]) -> String {
    target(path, parameters.map { Parameter(name: $0.name, value: $0.value) })
  }

  /// Returns a request target with these parameters, in this API's spelling.
  static func target(_ path: String, _ parameters: [Parameter]) -> String {
    let text = parameters.map { pair in
      let name = PercentEncoding.encode(pair.name)
      return pair.value.isEmpty ? name : "\(name)=\(PercentEncoding.encode(pair.value, keeping: ",:"))"
    }
    return text.isEmpty ? path : path + "?" + text.joined(separator: "&")
  }
}
