internal import HTTPCore

extension Query {
  /// Returns a request target with these parameters, percent-encoded as all our links are.
  static func target(_ path: String, _ parameters: [Parameter]) -> String {
    let text = parameters.map { pair in
      let name = PercentEncoding.encode(pair.name)
      return pair.value.isEmpty ? name : "\(name)=\(PercentEncoding.encode(pair.value, keeping: ",:"))"
    }
    return text.isEmpty ? path : path + "?" + text.joined(separator: "&")
  }
}
