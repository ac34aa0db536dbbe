/// More of what the pages say in one language.
protocol PagePhrases {
  static var areaEmpty: String { get }
  static var areaWithin: String { get }
  static var areaTopics: String { get }
  static var searchTitle: String { get }
  static func searchTitleFor(words: String) -> String
  static func resultsOne(words: String) -> String
  static func resultsMany(count: String, words: String) -> String
  static func resultsAtLeast(count: String, words: String) -> String
  static func resultsNone(words: String) -> String
  static var resultsNoneHelp: String { get }
  static var searchStart: String { get }
  static func didYouMean(words: String) -> String
  static var showOnly: String { get }
  static var everything: String { get }
  static var onlyMembers: String { get }
  static var onlyTopics: String { get }
  static var onlyContacts: String { get }
  static var onlyOffices: String { get }
  static var fieldTopics: String { get }
  static var fieldSummary: String { get }
  static var fieldAbout: String { get }
  static var fieldFacts: String { get }
  static var fieldFocusAreas: String { get }
  static var fieldBroader: String { get }
  static var fieldName: String { get }
  static var fieldOther: String { get }
  static func contactsIntro(organisation: String) -> String
  static func hostedBy(host: String) -> String
  static var addressProtected: String { get }
  static var changesTitle: String { get }
  static var changesIntro: String { get }
  static var changesFollow: String { get }
  static var changesNone: String { get }
  static var changesOlder: String { get }
  static var changeCreated: String { get }
  static var changeUpdated: String { get }
  static var changeDeleted: String { get }
  static var recordMember: String { get }
  static var recordTopic: String { get }
  static var recordContact: String { get }
  static var recordOffice: String { get }
  static var recordArea: String { get }
  static var recordOrganisation: String { get }
  static var recordOther: String { get }
  static var aboutTitle: String { get }
  static var aboutSourceHeading: String { get }
  static func aboutSource(organisation: String, members: String, topics: String) -> String
  static var topicsCountOne: String { get }
  static func topicsCountMany(count: String) -> String
  static var aboutLanguage: String { get }
  static var aboutErrors: String { get }
  static var aboutUseHeading: String { get }
  static var aboutUse: String { get }
  static var accessibilityHeading: String { get }
  static var accessibilityText: String { get }
  static var accessibilityStatement: String { get }
  static var accessibilityReport: String { get }
  static var privacyHeading: String { get }
  static var privacyText: String { get }
  static var privacyPolicy: String { get }
  static var formatsTitle: String { get }
  static var formatsIntro: String { get }
  static var formatsHeading: String { get }
  static var formatsColumnFormat: String { get }
  static var formatsColumnAddress: String { get }
  static var formatsColumnUse: String { get }
  static var formatCSV: String { get }
  static var formatCSVExcel: String { get }
  static var formatJSON: String { get }
  static var formatNDJSON: String { get }
  static var formatJSONLD: String { get }
  static var formatVCard: String { get }
  static var formatGeoJSON: String { get }
  static var formatText: String { get }
  static var formatAtom: String { get }
  static var formatPrint: String { get }
  static var examplesHeading: String { get }
  static var exampleFilter: String { get }
  static var exampleSearch: String { get }
  static var exampleChanges: String { get }
  static var apiHeading: String { get }
  static var apiText: String { get }
  static var apiDocs: String { get }
  static var apiOpenAPI: String { get }
  static var embedTitle: String { get }
  static var embedIntro: String { get }
  static var embedChoose: String { get }
  static var embedAny: String { get }
  static var embedLanguage: String { get }
  static var embedLimit: String { get }
  static var embedHeadingLevel: String { get }
  static var embedUpdate: String { get }
  static var embedElement: String { get }
  static var embedElementText: String { get }
  static var embedFragment: String { get }
  static var embedFragmentText: String { get }
  static var embedPreview: String { get }
  static var embedStyle: String { get }
  static var notFoundTitle: String { get }
  static func notFoundText(path: String) -> String
  static var notFoundSuggestions: String { get }
  static func goneTitle(name: String) -> String
  static var goneText: String { get }
  static var goneNothing: String { get }
  static var badRequestTitle: String { get }
  static func badRequestText(value: String) -> String
  static var badRequestCorrected: String { get }
  static var failedTitle: String { get }
  static var failedText: String { get }
  static var bookletTitle: String { get }
  static var bookletLink: String { get }
  static var bookletContents: String { get }
  static var bookletIndex: String { get }
  static func bookletDate(date: String) -> String
  static var widgetHeading: String { get }
  static func widgetAllMany(count: String) -> String
  static var widgetNone: String { get }
  static var mapPlaces: String { get }
  static var areaItself: String { get }
}
