import Directory
import Testing

@Suite("A facet")
struct FacetTests {
  private static func value(_ name: String, _ count: Int, isSelected: Bool = false) -> Facet.Value {
    Facet.Value(value: name.lowercased(), name: name, count: count, isSelected: isSelected)
  }

  @Test("has the most frequent values, by name if they are equally frequent, and the selected ones")
  func order() {
    let counted =
      (100..<400).reversed().map { Self.value("Name \($0)", 7) }
      + [
        Self.value("Ål", 8), Self.value("Zzz", 9), Self.value("Rare", 1),
        Self.value("Chosen", 0, isSelected: true), Self.value("Aas", 7), Self.value("Bø", 8),
      ]
    let names = Facet(field: "topic", counted: counted).values.map(\.name)
    #expect(names.prefix(4) == ["Zzz", "Bø", "Ål", "Name 100"])
    #expect(names.count == Facet.limit + 1 && names.last == "Chosen" && names[99] == "Name 196")
    // aa sorts as å, so it is the last of the equally frequent ones.
    #expect(!names.contains("Aas"))
    let few = Facet(field: "topic", counted: counted.suffix(3)).values.map(\.name)
    #expect(few == ["Bø", "Aas", "Chosen"])
  }

  @Test("that takes too long to sort is given up")
  func stops() {
    struct Stop: Error {}
    var checks = 0
    let counted = (0..<10_000).map { Self.value("Name \($0)", 1) }
    #expect(throws: Stop.self) {
      _ = try Facet(field: "topic", counted: counted) { () throws(Stop) in
        checks += 1
        if checks == 3 { throw Stop() }
      }
    }
    #expect(checks == 3)
  }
}
