import Directory

extension MemberDirectory {
  /// Takes out all that is stored of a contact.
  package static func eraseContact(_ settings: Settings, id: String) throws(StartupError) {
    let store = try openStore(settings)
    let wasThere: Bool
    do { wasThere = try store.eraseContact(id) } catch {
      throw StartupError(error, database: settings.database.path)
    }
    guard wasThere else { throw StartupError("there is no trace of a contact \(id)", .data) }
  }
}
