extension English {
  static let areaEmpty = "No members are registered in this area."
  static let areaWithin = "Areas within"
  static let areaTopics = "Topics here"
  static let searchTitle = "Search"
  static func searchTitleFor(words: String) -> String { "Search: \(words)" }
  static func resultsOne(words: String) -> String { "1 result for “\(words)”" }
  static func resultsMany(count: String, words: String) -> String { "\(count) results for “\(words)”" }
  static func resultsAtLeast(count: String, words: String) -> String {
    "At least \(count) results for “\(words)”"
  }
  static func resultsNone(words: String) -> String { "Nothing found for “\(words)”" }
  static let resultsNoneHelp =
    "Try a shorter or more general word, or look through all topics or all members."
  static let searchStart =
    "Write a name, a topic or a place. Accents may be left out, and the last word may be incomplete."
  static func didYouMean(words: String) -> String { "Did you mean \(words)?" }
  static let showOnly = "Show"
  static let everything = "everything"
  static let onlyMembers = "members"
  static let onlyTopics = "topics"
  static let onlyContacts = "people"
  static let onlyOffices = "offices"
  static let fieldTopics = "Topic"
  static let fieldSummary = "Summary"
  static let fieldAbout = "Text"
  static let fieldFacts = "Fact"
  static let fieldFocusAreas = "Focus area"
  static let fieldBroader = "Part of"
  static let fieldName = "Name"
  static let fieldOther = "Other"
  static func contactsIntro(organisation: String) -> String { "People and offices of \(organisation)." }
  static func hostedBy(host: String) -> String { "c/o \(host)" }
  static let addressProtected = "The e-mail address is not published."
  static let changesTitle = "Changes"
  static let changesIntro = "What has been added, corrected and removed, newest first."
  static let changesFollow = "Follow the changes as"
  static let changesNone = "Nothing has changed since the directory was published."
  static let changesOlder = "Show older changes"
  static let changeCreated = "added"
  static let changeUpdated = "corrected"
  static let changeDeleted = "removed"
  static let recordMember = "Member"
  static let recordTopic = "Topic"
  static let recordContact = "Person"
  static let recordOffice = "Office"
  static let recordArea = "Area"
  static let recordOrganisation = "Organisation"
  static let recordOther = "Other"
  static let aboutTitle = "About the data"
  static let aboutSourceHeading = "Where the entries come from"
  static func aboutSource(organisation: String, members: String, topics: String) -> String {
    "\(organisation) collects the entries and corrects them. "
      + "The directory has \(members) and \(topics) today."
  }
  static let topicsCountOne = "1 topic"
  static func topicsCountMany(count: String) -> String { "\(count) topics" }
  static let aboutLanguage =
    "A text that has not been translated is shown in the language in which it was written."
  static let aboutErrors =
    "If something is wrong or missing, tell us. The page of changes shows what has been corrected."
  static let aboutUseHeading = "Using the data"
  static let aboutUse = "Every list and entry can be fetched in other formats, and shown on your own site."
  static let accessibilityHeading = "Accessibility"
  static let accessibilityText =
    "These pages are made to meet WCAG 2.2 at level AA. They work with a keyboard, with a screen "
    + "reader, with text at 400 % and without JavaScript. The map is also given as a list."
  static let accessibilityStatement = "Accessibility statement"
  static let accessibilityReport =
    "If something is hard to use, tell us what you were doing and what went wrong."
  static let privacyHeading = "Privacy"
  static let privacyText =
    "These pages set no cookies, store nothing in your browser, and load nothing from other sites. "
    + "What you read is neither counted nor followed."
  static let privacyPolicy = "Privacy policy"
  static let formatsTitle = "Formats and API"
  static let formatsIntro =
    "Everything on these pages can be fetched by programs, without a key. Filters work in every format."
  static let formatsHeading = "Formats"
  static let formatsColumnFormat = "Format"
  static let formatsColumnAddress = "Address"
  static let formatsColumnUse = "Used for"
  static let formatCSV = "Spreadsheets"
  static let formatCSVExcel = "Excel, where a comma is the decimal sign"
  static let formatJSON = "Programs and websites"
  static let formatNDJSON = "Large data sets, one record on each line"
  static let formatJSONLD = "Search engines and linked data"
  static let formatVCard = "Address books"
  static let formatGeoJSON = "Maps"
  static let formatText = "Reading in a terminal"
  static let formatAtom = "Feed readers"
  static let formatPrint = "Printing: choose Print on the page of members or of one member"
  static let examplesHeading = "Examples"
  static let exampleFilter = "The members in an area that work with a topic"
  static let exampleSearch = "A search"
  static let exampleChanges = "What has changed"
  static let apiHeading = "API"
  static let apiText = "The description of the API has forms in which every request can be tried."
  static let apiDocs = "Description of the API"
  static let apiOpenAPI = "OpenAPI 3.1 document"
  static let embedTitle = "Show on your own site"
  static let embedIntro =
    "Show members on another website. The list stays up to date by itself and sets no cookies."
  static let embedChoose = "Choose what to show"
  static let embedAny = "All"
  static let embedLanguage = "Language"
  static let embedLimit = "Number of members"
  static let embedHeadingLevel = "Heading level"
  static let embedUpdate = "Update the code"
  static let embedElement = "As an element"
  static let embedElementText = "Copy this into the page. The link is shown where JavaScript does not run."
  static let embedFragment = "As HTML from your server"
  static let embedFragmentText =
    "This address answers with the list alone, for server-side includes and static sites."
  static let embedPreview = "Preview"
  static let embedStyle = "Change the look with custom properties and with ::part."
  static let notFoundTitle = "This page does not exist"
  static func notFoundText(path: String) -> String {
    "There is nothing at \(path). Check the address, or search."
  }
  static let notFoundSuggestions = "Perhaps you meant"
  static func goneTitle(name: String) -> String { "\(name) is no longer in the directory" }
  static let goneText = "This was its address. What took its place:"
  static let goneNothing = "Nothing took its place."
  static let badRequestTitle = "This list cannot be shown"
  static func badRequestText(value: String) -> String {
    "The address has a filter that the directory does not know: \(value)."
  }
  static let badRequestCorrected = "Show the list without it"
  static let failedTitle = "The page cannot be shown right now"
  static let failedText = "The fault is ours. Try again in a minute."
  static let bookletTitle = "Directory of members"
  static let bookletLink = "The whole directory for printing"
  static let bookletContents = "Contents"
  static let bookletIndex = "Index of topics"
  static func bookletDate(date: String) -> String { "As of \(date)" }
  static let widgetHeading = "Members"
  static func widgetAllMany(count: String) -> String { "All \(count) members" }
  static let widgetNone = "No members match"
  static let mapPlaces = "Where the members are"
  static let areaItself = "itself a member"
}
