/// The picture of a record, or the credit alone of a picture that is shown elsewhere.
package struct Image: Sendable, Equatable {
  /// The name to print beside the picture.
  package var credit: String?
  /// What the picture shows, for people who can't see it. Nil without sizes.
  package var alt: String?
  /// The same picture in several sizes, of which none has the width of another.
  package var sizes: [PictureSize]

  /// The most sizes of a picture: one for a list, one for a page, and one for a screen with small pixels.
  package static let mostSizes = 3

  package init(credit: String?, alt: String?, sizes: [PictureSize]) {
    self.credit = credit
    self.alt = alt
    self.sizes = sizes
  }

  /// Creates the credit of a picture that is shown elsewhere.
  package init(credit: String) {
    self.init(credit: credit, alt: nil, sizes: [])
  }

  /// The picture; nil if this is only the credit of one that is shown elsewhere.
  package var shownHere: Image? { sizes.isEmpty ? nil : self }

  /// The largest size; nil without a picture.
  package var largest: PictureSize? { sizes.max { $0.width < $1.width } }
}

/// One file of a picture, which is stored once, however many records show it.
package struct PictureSize: Sendable, Equatable {
  /// The SHA-256 of the file in hexadecimal, which identifies it.
  package var sha256: String
  /// The media type, `image/jpeg`.
  package var type: String
  /// In pixels, as the picture is shown.
  package var width: Int
  package var height: Int
  /// The length of the file.
  package var bytes: Int

  package static let types = ["image/jpeg", "image/png", "image/webp"]
  /// The length of the parts in which a file is stored and read. A part is read in some ten microseconds, so
  /// an event loop can send a file part by part and needs no memory for the whole of it.
  package static let partBytes = 32 << 10

  package init(sha256: String, type: String, width: Int, height: Int, bytes: Int) {
    self.sha256 = sha256
    self.type = type
    self.width = width
    self.height = height
    self.bytes = bytes
  }
}

extension DirectoryRecord {
  package var image: Image? {
    get {
      switch self {
      case .organisation(let organisation): organisation.logo
      case .contact(let contact): contact.portrait
      case .member(let member): member.image
      case .office, .memberKind, .topicKind, .area, .field, .county, .topic: nil
      }
    }
    set {
      switch self {
      case .organisation(var organisation):
        organisation.logo = newValue
        self = .organisation(organisation)
      case .contact(var contact):
        contact.portrait = newValue
        self = .contact(contact)
      case .member(var member):
        member.image = newValue
        self = .member(member)
      case .office, .memberKind, .topicKind, .area, .field, .county, .topic: return
      }
    }
  }
}

extension RecordType {
  /// The field with the picture of a record of this type; nil if such records have none.
  package var imageField: String? {
    switch self {
    case .organisation: "logo"
    case .contact: "portrait"
    case .member: "image"
    case .office, .memberKind, .topicKind, .area, .field, .county, .topic: nil
    }
  }
}
