internal import Directory
internal import HTTPCore

/// Records as features of a map (RFC 7946).
extension Call {
  /// Returns the records of a page as a collection. It has only records with a location, because its query
  /// selects no others (`MemberRoutes`).
  func features<Item>(_ page: Page<Item>, _ presentation: RecordPresentation<Item>) -> [UInt8] {
    let fields = arguments.fields
    return document(capacity: 256 + page.items.count * presentation.typicalBytes) { json in
      json.field("type", "FeatureCollection")
      json.array("features", page.items) { json, item in
        json.object { Self.writeFeature(item, presentation, showing: fields, to: &$0) }
      }
    }
  }

  /// Returns the record as a feature. Without a location it is an unlocated feature, whose geometry is null
  /// (§3.2).
  func feature<Item>(_ item: Item, _ presentation: RecordPresentation<Item>) -> [UInt8] {
    document(capacity: presentation.typicalBytes) {
      Self.writeFeature(item, presentation, showing: arguments.fields, to: &$0)
    }
  }

  /// Returns the beginning of a collection, after which its features follow.
  static func openFeatures() -> [UInt8] {
    var json = JSONWriter(capacity: 64)
    json.beginDocument()
    json.field("type", "FeatureCollection")
    json.beginArray("features")
    return json.bytes
  }

  static func writeFeature<Item>(
    _ item: Item, _ presentation: RecordPresentation<Item>, showing fields: [String]?,
    to json: inout JSONWriter
  ) {
    json.field("type", "Feature")
    json.field("id", presentation.feature?.id(item))
    if let location = presentation.feature?.location(item) {
      json.object("geometry") { json in
        json.field("type", "Point")
        // The longitude comes first (§3.1.1).
        json.field(
          "coordinates",
          .array([DocumentJSON.degrees(location.longitude), DocumentJSON.degrees(location.latitude)]))
      }
    } else {
      json.fieldOrNull("geometry", nil)
    }
    json.object("properties", showing: fields) { presentation.writeJSON(item, &$0) }
  }
}
