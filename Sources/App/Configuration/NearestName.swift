import Directory

/// Returns the name that a person who wrote `text` most likely meant, or nil if `names` is empty.
func nearestName(to text: String, among names: [String]) -> String? {
  names.min { distance(text, $0) < distance(text, $1) }
}

/// Returns how many letters must be added, removed, changed or swapped to make `name` of `text`. Case is
/// ignored. A missing beginning, as in `port` for `http.port`, or a missing end, as in `http`, counts as one.
private func distance(_ text: String, _ name: String) -> Int {
  if name.hasPrefix(text + ".") { return 1 }
  let ending = name.split { $0 == "." }.last.map(String.init) ?? name
  return min(editDistance(text, name), editDistance(text, ending) + 1)
}

private func editDistance(_ left: String, _ right: String) -> Int {
  NearestValues.distance(Array(left.lowercased().utf8), Array(right.lowercased().utf8))
}
