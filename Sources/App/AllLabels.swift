import DirectoryAPI
import DirectorySite
import HTTPCore

/// The labels of all requests: those of the API, and then those of the website.
enum AllLabels {
  static let count = RequestLabels.count + SiteLabels.count
  static let ofSite = SiteLabels(first: RequestLabels.count)

  static func names(of label: RequestLabel) -> (route: String, cache: String) {
    ofSite.names(of: label) ?? RequestLabels.names(of: label)
  }
}
