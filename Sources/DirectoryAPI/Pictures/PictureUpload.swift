internal import Directory
internal import HTTPCore
internal import Pictures
internal import Synchronization

/// What a request says about the picture that it uploads.
struct PictureUpload: Sendable {
  /// The type that Content-Type states; nil if it states none.
  let type: PictureType?
  let alt: String?
  let credit: String?
  /// Held as long as the upload is in memory.
  let place: UploadPlace

  init(_ write: PreparedWrite, _ place: UploadPlace) {
    type = PictureType.allCases.first { write.contentType?.subtype.description == $0.rawValue }
    (alt, credit) = (write.alt, write.credit)
    self.place = place
  }
}

/// The uploads that may be in memory at once, on all event loops.
final class UploadPlaces: Sendable {
  /// They take 64 MB if each is 2 MB long, since each is in memory twice while it is cleaned.
  private static let most = 16
  private let taken = Atomic(0)

  /// Returns nil if all are taken.
  func take() -> UploadPlace? {
    guard taken.add(1, ordering: .relaxed).newValue <= Self.most else {
      leave()
      return nil
    }
    return UploadPlace(self)
  }

  fileprivate func leave() { taken.subtract(1, ordering: .relaxed) }
}

/// A place that is free again when this is released.
final class UploadPlace: Sendable {
  private let places: UploadPlaces

  fileprivate init(_ places: UploadPlaces) { self.places = places }

  deinit { places.leave() }
}

/// A reason why a picture is refused.
enum PictureRefusal: Error {
  case file(PictureError)
  /// Content-Type states another type than the file has.
  case otherType(stated: PictureType, PictureType)
  case noAlternativeText
  /// The picture has as many sizes as it may have, none of which has the width of the upload.
  case tooManySizes
  /// There is no picture to which a size could be added, or that could be deleted.
  case noPicture(RecordKey)
  case tooManyUploads
}
