/// The one of `names` that a person who wrote `text` most likely meant; nil only when there are none.
func nearestName(to text: String, among names: [String]) -> String? {
  names.min { distance(text, $0) < distance(text, $1) }
}

/// How many letters must be added, removed or changed, whatever their case. A missing beginning, as in
/// `port` for `http.port`, or end, as in `http`, counts as one.
private func distance(_ text: String, _ name: String) -> Int {
  if name.hasPrefix(text + ".") { return 1 }
  let ending = name.split { $0 == "." }.last.map(String.init) ?? name
  return min(editDistance(text, name), editDistance(text, ending) + 1)
}

private func editDistance(_ left: String, _ right: String) -> Int {
  let left = Array(left.lowercased().utf8)
  let right = Array(right.lowercased().utf8)
  // One row of the usual table at a time.
  var row = Array(0...right.count)
  for i in left.indices {
    var diagonal = row[0]
    row[0] = i + 1
    for j in right.indices {
      let changed = diagonal + (left[i] == right[j] ? 0 : 1)
      diagonal = row[j + 1]
      row[j + 1] = min(changed, row[j] + 1, diagonal + 1)
    }
  }
  return row[right.count]
}
