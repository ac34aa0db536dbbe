extension Bokmal {
  static let areaEmpty = "Ingen medlemmer er registrert i dette området."
  static let areaWithin = "Områder innenfor"
  static let areaTopics = "Temaer her"
  static let searchTitle = "Søk"
  static func searchTitleFor(words: String) -> String { "Søk: \(words)" }
  static func resultsOne(words: String) -> String { "1 treff på «\(words)»" }
  static func resultsMany(count: String, words: String) -> String { "\(count) treff på «\(words)»" }
  static func resultsAtLeast(count: String, words: String) -> String { "Minst \(count) treff på «\(words)»" }
  static func resultsNone(words: String) -> String { "Ingen treff på «\(words)»" }
  static let resultsNoneHelp =
    "Prøv et kortere eller mer generelt ord, eller se gjennom alle temaer eller alle medlemmer."
  static let searchStart =
    "Skriv et navn, et tema eller et sted. Aksenter kan utelates, og det siste ordet trenger ikke være "
    + "fullstendig."
  static func didYouMean(words: String) -> String { "Mente du \(words)?" }
  static let showOnly = "Vis"
  static let everything = "alt"
  static let onlyMembers = "medlemmer"
  static let onlyTopics = "temaer"
  static let onlyContacts = "personer"
  static let onlyOffices = "kontorer"
  static let fieldTopics = "Tema"
  static let fieldSummary = "Omtale"
  static let fieldAbout = "Tekst"
  static let fieldFacts = "Fakta"
  static let fieldFocusAreas = "Satsingsområde"
  static let fieldBroader = "Del av"
  static let fieldName = "Navn"
  static let fieldOther = "Annet"
  static func contactsIntro(organisation: String) -> String { "Personer og kontorer i \(organisation)." }
  static func hostedBy(host: String) -> String { "c/o \(host)" }
  static let addressProtected = "E-postadressen er ikke publisert."
  static let changesTitle = "Endringer"
  static let changesIntro = "Hva som er lagt til, rettet og fjernet, med det nyeste først."
  static let changesFollow = "Følg endringene som"
  static let changesNone = "Ingenting er endret siden katalogen ble publisert."
  static let changesOlder = "Vis eldre endringer"
  static let changeCreated = "lagt til"
  static let changeUpdated = "rettet"
  static let changeDeleted = "fjernet"
  static let recordMember = "Medlem"
  static let recordTopic = "Tema"
  static let recordContact = "Person"
  static let recordOffice = "Kontor"
  static let recordArea = "Område"
  static let recordOrganisation = "Organisasjon"
  static let recordOther = "Annet"
  static let aboutTitle = "Om dataene"
  static let aboutSourceHeading = "Hvor opplysningene kommer fra"
  static func aboutSource(organisation: String, members: String, topics: String) -> String {
    "\(organisation) samler inn opplysningene og retter dem. Katalogen har i dag \(members) og \(topics)."
  }
  static let topicsCountOne = "1 tema"
  static func topicsCountMany(count: String) -> String { "\(count) temaer" }
  static let aboutLanguage = "En tekst som ikke er oversatt, vises på språket den ble skrevet på."
  static let aboutErrors =
    "Si fra til oss hvis noe er feil eller mangler. Siden med endringer viser hva som er rettet."
  static let aboutUseHeading = "Bruk av dataene"
  static let aboutUse = "Alle lister og oppføringer kan hentes i andre formater og vises på egne nettsider."
  static let accessibilityHeading = "Tilgjengelighet"
  static let accessibilityText =
    "Sidene er laget for å oppfylle WCAG 2.2 på nivå AA. De kan brukes med tastatur, med skjermleser, "
    + "med 400 % tekststørrelse og uten JavaScript. Innholdet i kartet finnes også som liste."
  static let accessibilityStatement = "Tilgjengelighetserklæring"
  static let accessibilityReport =
    "Hvis noe er vanskelig å bruke, fortell oss hva du holdt på med, og hva som gikk galt."
  static let privacyHeading = "Personvern"
  static let privacyText =
    "Sidene setter ingen informasjonskapsler, lagrer ingenting i nettleseren din og henter ingenting "
    + "fra andre nettsteder. Det du leser, blir verken målt eller fulgt."
  static let privacyPolicy = "Personvernerklæring"
  static let formatsTitle = "Formater og API"
  static let formatsIntro =
    "Programmer kan hente alt som står på disse sidene, uten nøkkel. Filtrene virker i alle formater."
  static let formatsHeading = "Formater"
  static let formatsColumnFormat = "Format"
  static let formatsColumnAddress = "Adresse"
  static let formatsColumnUse = "Brukes til"
  static let formatCSV = "Regneark"
  static let formatCSVExcel = "Excel med komma som desimaltegn"
  static let formatJSON = "Programmer og nettsider"
  static let formatNDJSON = "Store datamengder, én oppføring per linje"
  static let formatJSONLD = "Søkemotorer og lenkede data"
  static let formatVCard = "Adressebøker"
  static let formatGeoJSON = "Kart"
  static let formatText = "Lesing i terminal"
  static let formatAtom = "Nyhetslesere"
  static let formatPrint = "Utskrift: velg Skriv ut på siden med medlemmer eller på siden til ett medlem"
  static let examplesHeading = "Eksempler"
  static let exampleFilter = "Medlemmene i et område som arbeider med et tema"
  static let exampleSearch = "Et søk"
  static let exampleChanges = "Hva som er endret"
  static let apiHeading = "API"
  static let apiText = "Beskrivelsen av API-et har skjemaer der alle spørringer kan prøves."
  static let apiDocs = "Beskrivelse av API-et"
  static let apiOpenAPI = "OpenAPI 3.1-dokument"
  static let embedTitle = "Vis på egne nettsider"
  static let embedIntro =
    "Vis medlemmer på et annet nettsted. Listen holder seg oppdatert av seg selv og setter ingen "
    + "informasjonskapsler."
  static let embedChoose = "Velg hva som skal vises"
  static let embedAny = "Alle"
  static let embedLanguage = "Språk"
  static let embedLimit = "Antall medlemmer"
  static let embedHeadingLevel = "Overskriftsnivå"
  static let embedUpdate = "Oppdater koden"
  static let embedElement = "Som element"
  static let embedElementText = "Kopier dette inn på siden. Lenken vises der JavaScript ikke kjører."
  static let embedFragment = "Som HTML fra serveren deres"
  static let embedFragmentText =
    "Denne adressen svarer med bare listen, til bruk i innhold som settes sammen på serveren, og på "
    + "statiske nettsteder."
  static let embedPreview = "Forhåndsvisning"
  static let embedStyle = "Endre utseendet med egendefinerte egenskaper og med ::part."
  static let notFoundTitle = "Denne siden finnes ikke"
  static func notFoundText(path: String) -> String {
    "Det finnes ingenting på \(path). Sjekk adressen, eller søk."
  }
  static let notFoundSuggestions = "Mente du kanskje"
  static func goneTitle(name: String) -> String { "\(name) er ikke lenger i katalogen" }
  static let goneText = "Dette var adressen. Dette kom i stedet:"
  static let goneNothing = "Ingenting kom i stedet."
  static let badRequestTitle = "Denne listen kan ikke vises"
  static func badRequestText(value: String) -> String {
    "Adressen har et filter som katalogen ikke kjenner: \(value)."
  }
  static let badRequestCorrected = "Vis listen uten det"
  static let failedTitle = "Siden kan ikke vises akkurat nå"
  static let failedText = "Feilen ligger hos oss. Prøv igjen om et minutt."
  static let bookletTitle = "Medlemskatalog"
  static let bookletLink = "Hele katalogen for utskrift"
  static let bookletContents = "Innhold"
  static let bookletIndex = "Temaregister"
  static func bookletDate(date: String) -> String { "Per \(date)" }
  static let widgetHeading = "Medlemmer"
  static func widgetAllMany(count: String) -> String { "Alle \(count) medlemmer" }
  static let widgetNone = "Ingen treff blant medlemmene"
  static let mapPlaces = "Hvor medlemmene holder til"
  static let areaItself = "selv medlem"
}
