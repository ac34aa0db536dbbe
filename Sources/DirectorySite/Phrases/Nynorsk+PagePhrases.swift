extension Nynorsk {
  static let areaEmpty = "Ingen medlemer er registrerte i dette området."
  static let areaWithin = "Område innanfor"
  static let areaTopics = "Tema her"
  static let searchTitle = "Søk"
  static func searchTitleFor(words: String) -> String { "Søk: \(words)" }
  static func resultsOne(words: String) -> String { "1 treff på «\(words)»" }
  static func resultsMany(count: String, words: String) -> String { "\(count) treff på «\(words)»" }
  static func resultsAtLeast(count: String, words: String) -> String { "Minst \(count) treff på «\(words)»" }
  static func resultsNone(words: String) -> String { "Ingen treff på «\(words)»" }
  static let resultsNoneHelp =
    "Prøv eit kortare eller meir generelt ord, eller sjå gjennom alle tema eller alle medlemer."
  static let searchStart =
    "Skriv eit namn, eit tema eller ein stad. Aksentar kan utelatast, og det siste ordet treng ikkje "
    + "vere fullstendig."
  static func didYouMean(words: String) -> String { "Meinte du \(words)?" }
  static let showOnly = "Vis"
  static let everything = "alt"
  static let onlyMembers = "medlemer"
  static let onlyTopics = "tema"
  static let onlyContacts = "personar"
  static let onlyOffices = "kontor"
  static let fieldTopics = "Tema"
  static let fieldSummary = "Omtale"
  static let fieldAbout = "Tekst"
  static let fieldFacts = "Fakta"
  static let fieldFocusAreas = "Satsingsområde"
  static let fieldBroader = "Del av"
  static let fieldName = "Namn"
  static let fieldOther = "Anna"
  static func contactsIntro(organisation: String) -> String { "Personar og kontor i \(organisation)." }
  static func hostedBy(host: String) -> String { "c/o \(host)" }
  static let addressProtected = "E-postadressa er ikkje publisert."
  static let changesTitle = "Endringar"
  static let changesIntro = "Kva som er lagt til, retta og fjerna, med det nyaste først."
  static let changesFollow = "Følg endringane som"
  static let changesNone = "Ingenting er endra sidan katalogen vart publisert."
  static let changesOlder = "Vis eldre endringar"
  static let changeCreated = "lagt til"
  static let changeUpdated = "retta"
  static let changeDeleted = "fjerna"
  static let recordMember = "Medlem"
  static let recordTopic = "Tema"
  static let recordContact = "Person"
  static let recordOffice = "Kontor"
  static let recordArea = "Område"
  static let recordOrganisation = "Organisasjon"
  static let recordOther = "Anna"
  static let aboutTitle = "Om dataa"
  static let aboutSourceHeading = "Kvar opplysningane kjem frå"
  static func aboutSource(organisation: String, members: String, topics: String) -> String {
    "\(organisation) samlar inn opplysningane og rettar dei. Katalogen har i dag \(members) og \(topics)."
  }
  static let topicsCountOne = "1 tema"
  static func topicsCountMany(count: String) -> String { "\(count) tema" }
  static let aboutLanguage = "Ein tekst som ikkje er omsett, blir vist på språket han vart skriven på."
  static let aboutErrors =
    "Sei frå til oss dersom noko er feil eller manglar. Sida med endringar viser kva som er retta."
  static let aboutUseHeading = "Bruk av dataa"
  static let aboutUse =
    "Alle lister og oppføringar kan hentast i andre format og visast på eigne nettsider."
  static let accessibilityHeading = "Tilgjenge"
  static let accessibilityText =
    "Sidene er laga for å oppfylle WCAG 2.2 på nivå AA. Dei kan brukast med tastatur, med skjermlesar, "
    + "med 400 % tekststorleik og utan JavaScript. Innhaldet i kartet finst òg som liste."
  static let accessibilityStatement = "Tilgjengeerklæring"
  static let accessibilityReport =
    "Dersom noko er vanskeleg å bruke, fortel oss kva du heldt på med, og kva som gjekk gale."
  static let privacyHeading = "Personvern"
  static let privacyText =
    "Sidene set ingen informasjonskapslar, lagrar ingenting i nettlesaren din og hentar ingenting frå "
    + "andre nettstader. Det du les, blir verken målt eller følgt."
  static let privacyPolicy = "Personvernerklæring"
  static let formatsTitle = "Format og API"
  static let formatsIntro =
    "Program kan hente alt som står på desse sidene, utan nøkkel. Filtra verkar i alle format."
  static let formatsHeading = "Format"
  static let formatsColumnFormat = "Format"
  static let formatsColumnAddress = "Adresse"
  static let formatsColumnUse = "Blir brukt til"
  static let formatCSV = "Rekneark"
  static let formatCSVExcel = "Excel med komma som desimalteikn"
  static let formatJSON = "Program og nettsider"
  static let formatNDJSON = "Store datamengder, éi oppføring per linje"
  static let formatJSONLD = "Søkjemotorar og lenkja data"
  static let formatVCard = "Adressebøker"
  static let formatGeoJSON = "Kart"
  static let formatText = "Lesing i terminal"
  static let formatAtom = "Nyhendelesarar"
  static let formatPrint = "Utskrift: vel Skriv ut på sida med medlemer eller på sida til éin medlem"
  static let examplesHeading = "Døme"
  static let exampleFilter = "Medlemene i eit område som arbeider med eit tema"
  static let exampleSearch = "Eit søk"
  static let exampleChanges = "Kva som er endra"
  static let apiHeading = "API"
  static let apiText = "Skildringa av API-et har skjema der alle spørjingar kan prøvast."
  static let apiDocs = "Skildring av API-et"
  static let apiOpenAPI = "OpenAPI 3.1-dokument"
  static let embedTitle = "Vis på eigne nettsider"
  static let embedIntro =
    "Vis medlemer på ein annan nettstad. Lista held seg oppdatert av seg sjølv og set ingen "
    + "informasjonskapslar."
  static let embedChoose = "Vel kva som skal visast"
  static let embedAny = "Alle"
  static let embedLanguage = "Språk"
  static let embedLimit = "Talet på medlemer"
  static let embedHeadingLevel = "Overskriftsnivå"
  static let embedUpdate = "Oppdater koden"
  static let embedElement = "Som element"
  static let embedElementText = "Kopier dette inn på sida. Lenkja blir vist der JavaScript ikkje køyrer."
  static let embedFragment = "Som HTML frå tenaren dykkar"
  static let embedFragmentText =
    "Denne adressa svarer med berre lista, til bruk i innhald som blir sett saman på tenaren, og på "
    + "statiske nettstader."
  static let embedPreview = "Førehandsvising"
  static let embedStyle = "Endre utsjånaden med eigendefinerte eigenskapar og med ::part."
  static let notFoundTitle = "Denne sida finst ikkje"
  static func notFoundText(path: String) -> String {
    "Det finst ingenting på \(path). Sjekk adressa, eller søk."
  }
  static let notFoundSuggestions = "Meinte du kanskje"
  static func goneTitle(name: String) -> String { "\(name) er ikkje lenger i katalogen" }
  static let goneText = "Dette var adressa. Dette kom i staden:"
  static let goneNothing = "Ingenting kom i staden."
  static let badRequestTitle = "Denne lista kan ikkje visast"
  static func badRequestText(value: String) -> String {
    "Adressa har eit filter som katalogen ikkje kjenner: \(value)."
  }
  static let badRequestCorrected = "Vis lista utan det"
  static let failedTitle = "Sida kan ikkje visast akkurat no"
  static let failedText = "Feilen ligg hos oss. Prøv igjen om eit minutt."
  static let bookletTitle = "Medlemskatalog"
  static let bookletLink = "Heile katalogen for utskrift"
  static let bookletContents = "Innhald"
  static let bookletIndex = "Temaregister"
  static func bookletDate(date: String) -> String { "Per \(date)" }
  static let widgetHeading = "Medlemer"
  static func widgetAllMany(count: String) -> String { "Alle \(count) medlemer" }
  static let widgetNone = "Ingen treff blant medlemene"
  static let mapPlaces = "Kvar medlemene held til"
  static let areaItself = "sjølv medlem"
}
