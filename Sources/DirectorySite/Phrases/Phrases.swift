/// What the pages say in one language, apart from what the directory says. A phrase that a language lacks
/// doesn't compile.
protocol Phrases: PagePhrases {
  static var languageName: String { get }
  static var skipToContent: String { get }
  static var previewNotice: String { get }
  static var mainMenu: String { get }
  static var languages: String { get }
  static func titlePattern(page: String, organisation: String) -> String
  static var navMembers: String { get }
  static var navTopics: String { get }
  static var navAreas: String { get }
  static var navContacts: String { get }
  static var navAbout: String { get }
  static var footMenu: String { get }
  static var footChanges: String { get }
  static var footFormats: String { get }
  static var footEmbed: String { get }
  static var footAccessibility: String { get }
  static var footPrivacy: String { get }
  static func footSource(organisation: String) -> String
  static func footCopyright(year: String, organisation: String) -> String
  static var numberGroup: String { get }
  static var numberDecimal: String { get }
  static func dateFormat(day: String, month: String, year: String) -> String
  static var month1: String { get }
  static var month2: String { get }
  static var month3: String { get }
  static var month4: String { get }
  static var month5: String { get }
  static var month6: String { get }
  static var month7: String { get }
  static var month8: String { get }
  static var month9: String { get }
  static var month10: String { get }
  static var month11: String { get }
  static var month12: String { get }
  static func listAnd(first: String, last: String) -> String
  static func andMore(count: String) -> String
  static var yes: String { get }
  static var no: String { get }
  static var search: String { get }
  static var searchLabel: String { get }
  static var suggestions: String { get }
  static var suggestionsNone: String { get }
  static var suggestionsOne: String { get }
  static func suggestionsMany(count: String) -> String
  static var typeMember: String { get }
  static var typeTopic: String { get }
  static var typeContact: String { get }
  static var typeOffice: String { get }
  static var worksWith: String { get }
  static var interestedIn: String { get }
  static var local: String { get }
  static func membersAll(count: String) -> String
  static func membersSomeOne(total: String) -> String
  static func membersSomeMany(count: String, total: String) -> String
  static var membersNone: String { get }
  static var membersNoneHelp: String { get }
  static var membersCountOne: String { get }
  static func membersCountMany(count: String) -> String
  static var membersCountNone: String { get }
  static var searchMembersLabel: String { get }
  static var filters: String { get }
  static var filterWords: String { get }
  static var filterKind: String { get }
  static var filterArea: String { get }
  static var filterTopic: String { get }
  static var filterDate: String { get }
  static var showMore: String { get }
  static var showMembers: String { get }
  static var showOne: String { get }
  static func showMany(count: String) -> String
  static var showNone: String { get }
  static var chosenFilters: String { get }
  static var remove: String { get }
  static var removeAll: String { get }
  static func filterOr(name: String) -> String
  static var sortBy: String { get }
  static var sortName: String { get }
  static var sortPopulation: String { get }
  static var sortJoined: String { get }
  static var letters: String { get }
  static func showNext(count: String) -> String
  static var nextShownOne: String { get }
  static func nextShownMany(count: String) -> String
  static var listAs: String { get }
  static var feed: String { get }
  static var factsHeading: String { get }
  static var factContact: String { get }
  static var factInhabitants: String { get }
  static var factEmployees: String { get }
  static var factMembers: String { get }
  static var factMemberSince: String { get }
  static var factMemberUntil: String { get }
  static var factFocus: String { get }
  static var factWebsite: String { get }
  static var factLinks: String { get }
  static var factEmail: String { get }
  static var factTelephone: String { get }
  static var factVisitingAddress: String { get }
  static var factPostalAddress: String { get }
  static var factAlternativeNames: String { get }
  static var factFormerNames: String { get }
  static var factIdentifiers: String { get }
  static func about(count: String) -> String
  static func inYear(value: String, year: String) -> String
  static var topicsHeading: String { get }
  static var sameHeading: String { get }
  static func seeksHeading(name: String) -> String
  static func offersHeading(name: String) -> String
  static func reasonSame(topics: String, name: String) -> String
  static func reasonNarrower(topics: String, topic: String) -> String
  static func reasonBroader(topics: String, topic: String) -> String
  static var contactHeading: String { get }
  static func contactThrough(organisation: String, name: String) -> String
  static func atOrganisation(role: String, organisation: String) -> String
  static func writeTo(name: String) -> String
  static var historyHeading: String { get }
  static func historyJoined(date: String) -> String
  static func historyLeft(date: String) -> String
  static func historyReplaced(names: String) -> String
  static func pictureCredit(credit: String) -> String
  static var entryAs: String { get }
  static func lastChanged(date: String) -> String
  static func textsInLanguage(language: String) -> String
  static var languageEn: String { get }
  static var languageNb: String { get }
  static var languageNn: String { get }
  static func noSummary(name: String) -> String
  static var countsHeading: String { get }
  static func countsSentence(list: String) -> String
  static var topicsMost: String { get }
  static var allTopicsOne: String { get }
  static func allTopicsMany(count: String) -> String
  static var areasHeading: String { get }
  static var latestChanges: String { get }
  static var allChanges: String { get }
  static var officesHeading: String { get }
  static var peopleHeading: String { get }
  static var newsletterHeading: String { get }
  static func newsletterText(name: String) -> String
  static func topicsIntro(count: String) -> String
  static func topicCountOne(total: String) -> String
  static func topicCountMany(count: String, total: String) -> String
  static var topicCountNone: String { get }
  static func topicBroader(topic: String) -> String
  static var topicNarrower: String { get }
  static var topicFilterLink: String { get }
  static var areasIntro: String { get }
  static var mapTitle: String { get }
  static var mapNote: String { get }
  static func areaIn(area: String) -> String
  static func areaIsMember(name: String) -> String
}
