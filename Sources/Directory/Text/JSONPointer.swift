/// JSON Pointers (RFC 6901), which name a place in a JSON value.
enum JSONPointer {
  /// Returns the pointer to a member of the object at `pointer`. RFC 6901 escapes `~` and `/` in a name.
  static func child(_ name: String, of pointer: String = "") -> String {
    pointer + "/" + name.replacing("~", with: "~0").replacing("/", with: "~1")
  }
}
