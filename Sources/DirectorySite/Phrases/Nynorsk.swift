/// The phrases in Norwegian nynorsk.
enum Nynorsk: Phrases {
  static let languageName = "Nynorsk"
  static let skipToContent = "Hopp til innhaldet"
  static let previewNotice = "Førehandsvising: Denne endringa er ikkje publisert."
  static let mainMenu = "Hovudmeny"
  static let languages = "Språk"
  static func titlePattern(page: String, organisation: String) -> String { "\(page) – \(organisation)" }
  static let navMembers = "Medlemer"
  static let navTopics = "Tema"
  static let navAreas = "Område"
  static let navContacts = "Kontakt"
  static let navAbout = "Om"
  static let footMenu = "Om nettstaden"
  static let footChanges = "Endringar"
  static let footFormats = "Format og API"
  static let footEmbed = "Vis på eigne nettsider"
  static let footAccessibility = "Tilgjenge"
  static let footPrivacy = "Personvern"
  static func footSource(organisation: String) -> String { "\(organisation) gir ut denne katalogen." }
  static func footCopyright(year: String, organisation: String) -> String { "© \(year) \(organisation)" }
  static let numberGroup = "\u{A0}"
  static let numberDecimal = ","
  static func dateFormat(day: String, month: String, year: String) -> String { "\(day). \(month) \(year)" }
  static let month1 = "januar"
  static let month2 = "februar"
  static let month3 = "mars"
  static let month4 = "april"
  static let month5 = "mai"
  static let month6 = "juni"
  static let month7 = "juli"
  static let month8 = "august"
  static let month9 = "september"
  static let month10 = "oktober"
  static let month11 = "november"
  static let month12 = "desember"
  static func listAnd(first: String, last: String) -> String { "\(first) og \(last)" }
  static func andMore(count: String) -> String { "og \(count)\u{A0}til" }
  static let yes = "Ja"
  static let no = "Nei"
  static let search = "Søk"
  static let searchLabel = "Søk etter medlemer, tema og personar"
  static let suggestions = "Forslag"
  static let suggestionsNone = "Ingen forslag"
  static let suggestionsOne = "1 forslag"
  static func suggestionsMany(count: String) -> String { "\(count) forslag" }
  static let typeMember = "Medlem"
  static let typeTopic = "Tema"
  static let typeContact = "Person"
  static let typeOffice = "Kontor"
  static let worksWith = "Arbeider med"
  static let interestedIn = "Ser etter partnarar innan"
  static let local = "Har i området"
  static func membersAll(count: String) -> String { "Alle \(count) medlemer" }
  static func membersSomeOne(total: String) -> String { "1 av \(total) medlemer" }
  static func membersSomeMany(count: String, total: String) -> String { "\(count) av \(total) medlemer" }
  static let membersNone = "Ingen treff blant medlemene"
  static let membersNoneHelp = "Fjern eit filter, eller søk med færre ord."
  static let membersCountOne = "1 medlem"
  static func membersCountMany(count: String) -> String { "\(count) medlemer" }
  static let membersCountNone = "Ingen medlemer"
  static let searchMembersLabel = "Ord i oppføringa"
  static let filters = "Filter"
  static let filterWords = "Ord"
  static let filterKind = "Type"
  static let filterArea = "Område"
  static let filterTopic = "Tema"
  static let filterDate = "Medlemer den"
  static let showMore = "Vis fleire"
  static let showMembers = "Vis medlemer"
  static let showOne = "Vis 1 medlem"
  static func showMany(count: String) -> String { "Vis \(count) medlemer" }
  static let showNone = "Vis 0 medlemer"
  static let chosenFilters = "Valde filter"
  static let remove = "Fjern"
  static let removeAll = "Fjern alle filter"
  static func filterOr(name: String) -> String { "eller \(name)" }
  static let sortBy = "Sorter etter"
  static let sortName = "namn"
  static let sortPopulation = "folketal"
  static let sortJoined = "nyaste medlem"
  static let letters = "Gå til ein bokstav"
  static func showNext(count: String) -> String { "Vis dei neste \(count)" }
  static let nextShownOne = "1 medlem til er vist"
  static func nextShownMany(count: String) -> String { "\(count) medlemer til er viste" }
  static let listAs = "Denne lista som"
  static let feed = "Atom-straum"
  static let factsHeading = "Fakta"
  static let factContact = "Kontakt"
  static let factInhabitants = "Innbyggjarar"
  static let factEmployees = "Tilsette"
  static let factMembers = "Medlemer"
  static let factMemberSince = "Medlem sidan"
  static let factMemberUntil = "Medlem til"
  static let factFocus = "Satsingsområde"
  static let factWebsite = "Nettstad"
  static let factLinks = "Fleire sider"
  static let factEmail = "E-post"
  static let factTelephone = "Telefon"
  static let factVisitingAddress = "Besøksadresse"
  static let factPostalAddress = "Postadresse"
  static let factAlternativeNames = "Òg kalla"
  static let factFormerNames = "Tidlegare namn"
  static let factIdentifiers = "Nummer i register"
  static func about(count: String) -> String { "Om lag \(count)" }
  static func inYear(value: String, year: String) -> String { "\(value) (\(year))" }
  static let topicsHeading = "Tema"
  static let sameHeading = "Andre som arbeider med det same"
  static func seeksHeading(name: String) -> String { "Ser etter partnarar innan det \(name) arbeider med" }
  static func offersHeading(name: String) -> String { "Moglege partnarar for \(name)" }
  static func reasonSame(topics: String, name: String) -> String { "\(topics), som \(name)" }
  static func reasonNarrower(topics: String, topic: String) -> String { "\(topics), som er del av \(topic)" }
  static func reasonBroader(topics: String, topic: String) -> String { "\(topics), som òg omfattar \(topic)" }
  static let contactHeading = "Kontakt"
  static func contactThrough(organisation: String, name: String) -> String {
    "\(organisation) formidlar kontakt med \(name)."
  }
  static func atOrganisation(role: String, organisation: String) -> String { "\(role) ved \(organisation)" }
  static func writeTo(name: String) -> String { "Skriv til \(name)" }
  static let historyHeading = "Historie"
  static func historyJoined(date: String) -> String { "\(date): vart medlem" }
  static func historyLeft(date: String) -> String { "\(date): gjekk ut" }
  static func historyReplaced(names: String) -> String { "Kom i staden for \(names)" }
  static func pictureCredit(credit: String) -> String { "Foto: \(credit)" }
  static let entryAs = "Denne oppføringa som"
  static func lastChanged(date: String) -> String { "Sist endra \(date)" }
  static func textsInLanguage(language: String) -> String { "Tekstane i denne oppføringa er på \(language)." }
  static let languageEn = "engelsk"
  static let languageNb = "bokmål"
  static let languageNn = "nynorsk"
  static func noSummary(name: String) -> String { "\(name) har ikkje skildra arbeidet sitt enno." }
  static let countsHeading = "Medlemer"
  static func countsSentence(list: String) -> String { "Medlemene er \(list)." }
  static let topicsMost = "Dei vanlegaste temaa"
  static let allTopicsOne = "Temaet"
  static func allTopicsMany(count: String) -> String { "Alle \(count) tema" }
  static let areasHeading = "Område"
  static let latestChanges = "Siste endringar"
  static let allChanges = "Alle endringar"
  static let officesHeading = "Kontor"
  static let peopleHeading = "Personar"
  static let newsletterHeading = "Nyhendebrev"
  static func newsletterText(name: String) -> String { "Skriv til \(name) for å få nyhendebrevet." }
  static func topicsIntro(count: String) -> String {
    "\(count) tema som medlemene arbeider med, ser etter partnarar innan eller har i området sitt."
  }
  static func topicCountOne(total: String) -> String { "1 av \(total) medlemer har dette temaet." }
  static func topicCountMany(count: String, total: String) -> String {
    "\(count) av \(total) medlemer har dette temaet."
  }
  static let topicCountNone = "Ingen medlemer har dette temaet enno."
  static func topicBroader(topic: String) -> String { "Del av \(topic)" }
  static let topicNarrower = "Tema under"
  static let topicFilterLink = "Kombiner med andre filter"
  static let areasIntro = "Vel eit område på kartet eller i lista."
  static let mapTitle = "Kart over områda med talet på medlemer"
  static let mapNote =
    "Kvar rute er eit fylke. Kartet viser kva fylke som ligg ved sida av kvarandre, ikkje kor store "
    + "dei er."
  static func areaIn(area: String) -> String { "I \(area)" }
  static func areaIsMember(name: String) -> String { "\(name) er sjølv medlem." }
}
