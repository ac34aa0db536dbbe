package import Directory

extension DirectoryAdministration {
  /// Erases a contact whose portrait no other record shows.
  package func eraseContact(_ id: String) throws(DirectoryError) -> ContactErasure? {
    try eraseContact(id, keepingSharedPictures: false)
  }
}
