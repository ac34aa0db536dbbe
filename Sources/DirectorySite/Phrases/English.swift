/// The phrases in English.
enum English: Phrases {
  static let languageName = "English"
  static let skipToContent = "Skip to the content"
  static let previewNotice = "Preview: this change is not published."
  static let mainMenu = "Main menu"
  static let languages = "Languages"
  static func titlePattern(page: String, organisation: String) -> String { "\(page) – \(organisation)" }
  static let navMembers = "Members"
  static let navTopics = "Topics"
  static let navAreas = "Areas"
  static let navContacts = "Contact"
  static let navAbout = "About"
  static let footMenu = "About this site"
  static let footChanges = "Changes"
  static let footFormats = "Formats and API"
  static let footEmbed = "Show on your own site"
  static let footAccessibility = "Accessibility"
  static let footPrivacy = "Privacy"
  static func footSource(organisation: String) -> String { "\(organisation) publishes this directory." }
  static func footCopyright(year: String, organisation: String) -> String { "© \(year) \(organisation)" }
  static let numberGroup = ","
  static let numberDecimal = "."
  static func dateFormat(day: String, month: String, year: String) -> String { "\(day) \(month) \(year)" }
  static let month1 = "January"
  static let month2 = "February"
  static let month3 = "March"
  static let month4 = "April"
  static let month5 = "May"
  static let month6 = "June"
  static let month7 = "July"
  static let month8 = "August"
  static let month9 = "September"
  static let month10 = "October"
  static let month11 = "November"
  static let month12 = "December"
  static func listAnd(first: String, last: String) -> String { "\(first) and \(last)" }
  static func andMore(count: String) -> String { "and \(count)\u{A0}more" }
  static let yes = "Yes"
  static let no = "No"
  static let search = "Search"
  static let searchLabel = "Search for members, topics and people"
  static let suggestions = "Suggestions"
  static let suggestionsNone = "No suggestions"
  static let suggestionsOne = "1 suggestion"
  static func suggestionsMany(count: String) -> String { "\(count) suggestions" }
  static let typeMember = "Member"
  static let typeTopic = "Topic"
  static let typeContact = "Person"
  static let typeOffice = "Office"
  static let worksWith = "Works with"
  static let interestedIn = "Looks for partners in"
  static let local = "Has in the area"
  static func membersAll(count: String) -> String { "All \(count) members" }
  static func membersSomeOne(total: String) -> String { "1 of \(total) members" }
  static func membersSomeMany(count: String, total: String) -> String { "\(count) of \(total) members" }
  static let membersNone = "No members match"
  static let membersNoneHelp = "Remove a filter, or search with fewer words."
  static let membersCountOne = "1 member"
  static func membersCountMany(count: String) -> String { "\(count) members" }
  static let membersCountNone = "No members"
  static let searchMembersLabel = "Words in the entry"
  static let filters = "Filters"
  static let filterWords = "Words"
  static let filterKind = "Kind"
  static let filterArea = "Area"
  static let filterTopic = "Topic"
  static let filterDate = "Members on"
  static let showMore = "Show more"
  static let showMembers = "Show members"
  static let showOne = "Show 1 member"
  static func showMany(count: String) -> String { "Show \(count) members" }
  static let showNone = "Show 0 members"
  static let chosenFilters = "Chosen filters"
  static let remove = "Remove"
  static let removeAll = "Remove all filters"
  static func filterOr(name: String) -> String { "or \(name)" }
  static let sortBy = "Sort by"
  static let sortName = "name"
  static let sortPopulation = "population"
  static let sortJoined = "newest member"
  static let letters = "Go to a letter"
  static func showNext(count: String) -> String { "Show the next \(count)" }
  static let nextShownOne = "1 more member is shown"
  static func nextShownMany(count: String) -> String { "\(count) more members are shown" }
  static let listAs = "This list as"
  static let feed = "Atom feed"
  static let factsHeading = "Facts"
  static let factContact = "Contact"
  static let factInhabitants = "Inhabitants"
  static let factEmployees = "Employees"
  static let factMembers = "Members"
  static let factMemberSince = "Member since"
  static let factMemberUntil = "Member until"
  static let factFocus = "Focus areas"
  static let factWebsite = "Website"
  static let factLinks = "Further pages"
  static let factEmail = "E-mail"
  static let factTelephone = "Telephone"
  static let factVisitingAddress = "Visiting address"
  static let factPostalAddress = "Postal address"
  static let factAlternativeNames = "Also called"
  static let factFormerNames = "Former names"
  static let factIdentifiers = "Numbers in registers"
  static func about(count: String) -> String { "About \(count)" }
  static func inYear(value: String, year: String) -> String { "\(value) (\(year))" }
  static let topicsHeading = "Topics"
  static let sameHeading = "Others who work on the same"
  static func seeksHeading(name: String) -> String { "Looks for partners in what \(name) works with" }
  static func offersHeading(name: String) -> String { "Possible partners for \(name)" }
  static func reasonSame(topics: String, name: String) -> String { "\(topics), like \(name)" }
  static func reasonNarrower(topics: String, topic: String) -> String { "\(topics), part of \(topic)" }
  static func reasonBroader(topics: String, topic: String) -> String { "\(topics), which includes \(topic)" }
  static let contactHeading = "Contact"
  static func contactThrough(organisation: String, name: String) -> String {
    "\(organisation) puts you in touch with \(name)."
  }
  static func atOrganisation(role: String, organisation: String) -> String { "\(role) at \(organisation)" }
  static func writeTo(name: String) -> String { "Write to \(name)" }
  static let historyHeading = "History"
  static func historyJoined(date: String) -> String { "\(date): became a member" }
  static func historyLeft(date: String) -> String { "\(date): left" }
  static func historyReplaced(names: String) -> String { "Took the place of \(names)" }
  static func pictureCredit(credit: String) -> String { "Photo: \(credit)" }
  static let entryAs = "This entry as"
  static func lastChanged(date: String) -> String { "Last changed on \(date)" }
  static func textsInLanguage(language: String) -> String { "The texts of this entry are in \(language)." }
  static let languageEn = "English"
  static let languageNb = "Norwegian (bokmål)"
  static let languageNn = "Norwegian (nynorsk)"
  static func noSummary(name: String) -> String { "\(name) has not described its work yet." }
  static let countsHeading = "Members"
  static func countsSentence(list: String) -> String { "The members are \(list)." }
  static let topicsMost = "Most common topics"
  static let allTopicsOne = "The topic"
  static func allTopicsMany(count: String) -> String { "All \(count) topics" }
  static let areasHeading = "Areas"
  static let latestChanges = "Latest changes"
  static let allChanges = "All changes"
  static let officesHeading = "Offices"
  static let peopleHeading = "People"
  static let newsletterHeading = "Newsletter"
  static func newsletterText(name: String) -> String { "Write to \(name) to receive the newsletter." }
  static func topicsIntro(count: String) -> String {
    "\(count) topics that the members work with, look for partners in, or have in their area."
  }
  static func topicCountOne(total: String) -> String { "1 of \(total) members names this topic." }
  static func topicCountMany(count: String, total: String) -> String {
    "\(count) of \(total) members name this topic."
  }
  static let topicCountNone = "No member names this topic yet."
  static func topicBroader(topic: String) -> String { "Part of \(topic)" }
  static let topicNarrower = "Topics within"
  static let topicFilterLink = "Combine with other filters"
  static let areasIntro = "Choose an area on the map or in the list."
  static let mapTitle = "Map of the areas with their numbers of members"
  static let mapNote =
    "Each square is a county. The map shows which counties lie next to each other, not their size."
  static func areaIn(area: String) -> String { "In \(area)" }
  static func areaIsMember(name: String) -> String { "\(name) is itself a member." }
}
