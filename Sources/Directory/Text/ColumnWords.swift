/// Words by which people name the columns of their tables in Nynorsk, Swedish, Danish, German and Finnish.
/// `ColumnNames` has those in Bokmål and English.
///
/// A word may mean different fields in tables of different types, but only one field within a type: a test
/// compares them all.
enum ColumnWords {
  /// Words for a field of any type that has it.
  static let common: [String: String] = folded([
    "name": "namn, fullt namn, fullständigt namn, navn, fulde navn, Bezeichnung, nimi, koko nimi",
    "shortName": "kortnamn, kort navn, Kurzname, Kurzbezeichnung, lyhyt nimi, lyhenne",
    "kind": "typ, sort, kategori, Art, Kategorie, tyyppi, laji, luokka",
    "summary":
      "samandrag, omtale, skildring, sammanfattning, beskrivning, resumé, beskrivelse, Zusammenfassung, "
      + "Beschreibung, Kurzbeschreibung, tiivistelmä, kuvaus",
    "topics": "emne, ämnen, ämne, teman, Themen, Thema, aiheet, aihe, teemat",
    "county": "fylkeskommunen, Landkreis, maakunta", "area": "område, Gebiet, alue",
    "population":
      "innbyggjarar, folketal, invånare, folkmängd, indbyggere, indbyggertal, Einwohner, Einwohnerzahl, "
      + "asukkaat, asukasluku, väkiluku",
    "joined":
      "innmeld, medlem sidan, inträdde, medlem sedan, indmeldt, Beitritt, Mitglied seit, liittynyt, "
      + "jäsen alkaen",
    "left": "utmeld, utträdde, medlem till, udmeldt, Austritt, Mitglied bis, eronnut",
    "email":
      "e-post, e-postadresse, e-postadress, mejl, mejladress, e-mail, E-Mail-Adresse, sähköposti, "
      + "sähköpostiosoite",
    "telephone": "telefon, telefonnummer, Tel, puhelin, puhelinnumero",
    "street":
      "besøksadresse, gateadresse, besöksadress, gatuadress, adress, gadeadresse, Straße, Anschrift, osoite, "
      + "katuosoite, käyntiosoite",
    "postcode": "postnummer, postnr, Postleitzahl, PLZ, postinumero",
    "city": "poststad, stad, postort, ort, postdistrikt, Stadt, postitoimipaikka, kaupunki, paikkakunta",
    "country": "land, maa",
    "role": "rolle, roll, befattning, titel, stilling, Funktion, rooli, tehtävä, titteli",
    "member": "medlem, Mitglied, jäsen", "office": "kontor, Büro, Geschäftsstelle, toimisto",
    "order": "rekkjefølgje, ordning, rækkefølge, Reihenfolge, järjestys",
    "parent": "overordna, överordnad, overordnet, übergeordnet, ylempi",
    "host": "vert, bygg, byggnad, bygning, Gebäude, rakennus",
  ])

  /// Words for a field of members, instead of those above.
  static let ofMembers: [String: String] = folded([
    "website":
      "nettstad, heimeside, webbplats, hemsida, webbsida, websted, Webseite, Internetseite, verkkosivu, "
      + "verkkosivut, verkkosivusto, kotisivu, kotisivut",
    "webLinks": "lenkjer, länkar, links, linkit",
    "visitingStreet":
      "besøksadresse, gateadresse, besöksadress, gatuadress, adress, besøgsadresse, gadeadresse, Adresse, "
      + "Straße, Anschrift, Besucheradresse, osoite, katuosoite, käyntiosoite",
    "visitingPostcode": "postnummer, postnr, Postleitzahl, PLZ, postinumero",
    "visitingCity":
      "poststad, stad, postort, ort, postdistrikt, Stadt, postitoimipaikka, kaupunki, paikkakunta",
    "visitingCountry": "land, maa", "postalStreet": "postadress, box, Postanschrift, Postfach, postiosoite",
    "latitude": "breiddegrad, latitud, Breitengrad, leveysaste",
    "longitude": "longitud, längdgrad, længdegrad, Längengrad, pituusaste",
    "alternativeNames":
      "andre namn, andra namn, alternativa namn, andre navne, alternative navne, andere Namen, muut nimet, "
      + "vaihtoehtoiset nimet",
    "formerNames":
      "tidlegare namn, tidigare namn, tidligere navne, frühere Namen, aiemmat nimet, entiset nimet",
    "numberOfMembers":
      "tal på medlemer, antal medlemmar, medlemsantal, antal medlemmer, medlemstal, Mitgliederzahl, "
      + "Anzahl Mitglieder, jäsenmäärä",
    "numberOfEmployees":
      "tilsette, tal på tilsette, antal anställda, anställda, antal ansatte, Mitarbeiterzahl, Mitarbeiter, "
      + "Beschäftigte, työntekijät, henkilöstömäärä",
    "about": "om oss, om os, über uns, tietoa meistä",
  ])

  /// Returns the words with a comma on both sides of each, as `ColumnNames.folded` writes them.
  private static func folded(_ words: [String: String]) -> [String: String] {
    words.mapValues { text in
      "," + text.split(separator: ",").map { ColumnNames.folded(String($0)) }.joined(separator: ",") + ","
    }
  }

  /// Reports whether a folded word is one of the field's.
  static func have(_ word: String, for field: String, of type: RecordType) -> Bool {
    let words = type == .member ? ofMembers[field] ?? common[field] : common[field]
    return words?.contains("," + word + ",") == true
  }
}
