/// JSON Pointers (RFC 6901), which name a place in a JSON value.
package enum JSONPointer {
  /// Returns the pointer to a member of the object at `pointer`. RFC 6901 escapes `~` and `/` in a name.
  package static func child(_ name: String, of pointer: String = "") -> String {
    guard name.utf8.contains(where: { $0 == UInt8(ascii: "~") || $0 == UInt8(ascii: "/") }) else {
      return "\(pointer)/\(name)"
    }
    return pointer + "/" + name.replacing("~", with: "~0").replacing("/", with: "~1")
  }
}
