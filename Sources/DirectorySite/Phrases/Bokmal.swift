/// The phrases in Norwegian bokmål.
enum Bokmal: Phrases {
  static let languageName = "Bokmål"
  static let skipToContent = "Hopp til innholdet"
  static let previewNotice = "Forhåndsvisning: Denne endringen er ikke publisert."
  static let mainMenu = "Hovedmeny"
  static let languages = "Språk"
  static func titlePattern(page: String, organisation: String) -> String { "\(page) – \(organisation)" }
  static let navMembers = "Medlemmer"
  static let navTopics = "Temaer"
  static let navAreas = "Områder"
  static let navContacts = "Kontakt"
  static let navAbout = "Om"
  static let footMenu = "Om nettstedet"
  static let footChanges = "Endringer"
  static let footFormats = "Formater og API"
  static let footEmbed = "Vis på egne nettsider"
  static let footAccessibility = "Tilgjengelighet"
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
  static let searchLabel = "Søk etter medlemmer, temaer og personer"
  static let suggestions = "Forslag"
  static let suggestionsNone = "Ingen forslag"
  static let suggestionsOne = "1 forslag"
  static func suggestionsMany(count: String) -> String { "\(count) forslag" }
  static let typeMember = "Medlem"
  static let typeTopic = "Tema"
  static let typeContact = "Person"
  static let typeOffice = "Kontor"
  static let worksWith = "Arbeider med"
  static let interestedIn = "Ser etter partnere innen"
  static let local = "Har i området"
  static func membersAll(count: String) -> String { "Alle \(count) medlemmer" }
  static func membersSomeOne(total: String) -> String { "1 av \(total) medlemmer" }
  static func membersSomeMany(count: String, total: String) -> String { "\(count) av \(total) medlemmer" }
  static let membersNone = "Ingen treff blant medlemmene"
  static let membersNoneHelp = "Fjern et filter, eller søk med færre ord."
  static let membersCountOne = "1 medlem"
  static func membersCountMany(count: String) -> String { "\(count) medlemmer" }
  static let membersCountNone = "Ingen medlemmer"
  static let searchMembersLabel = "Ord i oppføringen"
  static let filters = "Filtre"
  static let filterWords = "Ord"
  static let filterKind = "Type"
  static let filterArea = "Område"
  static let filterTopic = "Tema"
  static let filterDate = "Medlemmer den"
  static let showMore = "Vis flere"
  static let showMembers = "Vis medlemmer"
  static let showOne = "Vis 1 medlem"
  static func showMany(count: String) -> String { "Vis \(count) medlemmer" }
  static let showNone = "Vis 0 medlemmer"
  static let chosenFilters = "Valgte filtre"
  static let remove = "Fjern"
  static let removeAll = "Fjern alle filtre"
  static func filterOr(name: String) -> String { "eller \(name)" }
  static let sortBy = "Sorter etter"
  static let sortName = "navn"
  static let sortPopulation = "folketall"
  static let sortJoined = "nyeste medlem"
  static let letters = "Gå til en bokstav"
  static func showNext(count: String) -> String { "Vis de neste \(count)" }
  static let nextShownOne = "1 medlem til er vist"
  static func nextShownMany(count: String) -> String { "\(count) medlemmer til er vist" }
  static let listAs = "Denne listen som"
  static let feed = "Atom-strøm"
  static let factsHeading = "Fakta"
  static let factContact = "Kontakt"
  static let factInhabitants = "Innbyggere"
  static let factEmployees = "Ansatte"
  static let factMembers = "Medlemmer"
  static let factMemberSince = "Medlem siden"
  static let factMemberUntil = "Medlem til"
  static let factFocus = "Satsingsområder"
  static let factWebsite = "Nettsted"
  static let factLinks = "Flere sider"
  static let factEmail = "E-post"
  static let factTelephone = "Telefon"
  static let factVisitingAddress = "Besøksadresse"
  static let factPostalAddress = "Postadresse"
  static let factAlternativeNames = "Også kalt"
  static let factFormerNames = "Tidligere navn"
  static let factIdentifiers = "Numre i registre"
  static func about(count: String) -> String { "Om lag \(count)" }
  static func inYear(value: String, year: String) -> String { "\(value) (\(year))" }
  static let topicsHeading = "Temaer"
  static let sameHeading = "Andre som arbeider med det samme"
  static func seeksHeading(name: String) -> String { "Ser etter partnere innen det \(name) arbeider med" }
  static func offersHeading(name: String) -> String { "Mulige partnere for \(name)" }
  static func reasonSame(topics: String, name: String) -> String { "\(topics), som \(name)" }
  static func reasonNarrower(topics: String, topic: String) -> String { "\(topics), som er del av \(topic)" }
  static func reasonBroader(topics: String, topic: String) -> String {
    "\(topics), som også omfatter \(topic)"
  }
  static let contactHeading = "Kontakt"
  static func contactThrough(organisation: String, name: String) -> String {
    "\(organisation) formidler kontakt med \(name)."
  }
  static func atOrganisation(role: String, organisation: String) -> String { "\(role) ved \(organisation)" }
  static func writeTo(name: String) -> String { "Skriv til \(name)" }
  static let historyHeading = "Historie"
  static func historyJoined(date: String) -> String { "\(date): ble medlem" }
  static func historyLeft(date: String) -> String { "\(date): gikk ut" }
  static func historyReplaced(names: String) -> String { "Kom i stedet for \(names)" }
  static func pictureCredit(credit: String) -> String { "Foto: \(credit)" }
  static let entryAs = "Denne oppføringen som"
  static func lastChanged(date: String) -> String { "Sist endret \(date)" }
  static func textsInLanguage(language: String) -> String {
    "Tekstene i denne oppføringen er på \(language)."
  }
  static let languageEn = "engelsk"
  static let languageNb = "bokmål"
  static let languageNn = "nynorsk"
  static func noSummary(name: String) -> String { "\(name) har ikke beskrevet arbeidet sitt ennå." }
  static let countsHeading = "Medlemmer"
  static func countsSentence(list: String) -> String { "Medlemmene er \(list)." }
  static let topicsMost = "De vanligste temaene"
  static let allTopicsOne = "Temaet"
  static func allTopicsMany(count: String) -> String { "Alle \(count) temaer" }
  static let areasHeading = "Områder"
  static let latestChanges = "Siste endringer"
  static let allChanges = "Alle endringer"
  static let officesHeading = "Kontorer"
  static let peopleHeading = "Personer"
  static let newsletterHeading = "Nyhetsbrev"
  static func newsletterText(name: String) -> String { "Skriv til \(name) for å få nyhetsbrevet." }
  static func topicsIntro(count: String) -> String {
    "\(count) temaer som medlemmene arbeider med, ser etter partnere innen eller har i området sitt."
  }
  static func topicCountOne(total: String) -> String { "1 av \(total) medlemmer har dette temaet." }
  static func topicCountMany(count: String, total: String) -> String {
    "\(count) av \(total) medlemmer har dette temaet."
  }
  static let topicCountNone = "Ingen medlemmer har dette temaet ennå."
  static func topicBroader(topic: String) -> String { "Del av \(topic)" }
  static let topicNarrower = "Temaer under"
  static let topicFilterLink = "Kombiner med andre filtre"
  static let areasIntro = "Velg et område på kartet eller i listen."
  static let mapTitle = "Kart over områdene med antall medlemmer"
  static let mapNote =
    "Hver rute er et fylke. Kartet viser hvilke fylker som ligger ved siden av hverandre, ikke hvor "
    + "store de er."
  static func areaIn(area: String) -> String { "I \(area)" }
  static func areaIsMember(name: String) -> String { "\(name) er selv medlem." }
}
