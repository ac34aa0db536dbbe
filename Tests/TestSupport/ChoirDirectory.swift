/// The directory of an organisation that has nothing in common with the shipped one: no slug, no name, no
/// city and no country.
package enum ChoirDirectory {
  package static let document = """
    {"format":"member-directory","version":1,
    "organisation":{"name":"Suomen Kuoroliitto","shortName":"Kuorot","region":"Finland",
      "summary":"A federation of choirs.","copyrightYear":2026},
    "offices":[
      {"id":"tampere","name":"Tampere secretariat","host":"Laulutalo","street":"Kuorokatu 7","postcode":"33100",
        "city":"Tampere","country":"FI"},
      {"id":"vaasa","name":"Vaasa secretariat","host":"Musikhuset","street":"Sångvägen 2","postcode":"65100",
        "city":"Vaasa","country":"FI"}],
    "contacts":[
      {"id":"aino-virtanen","name":"Aino Virtanen","role":"Conductor","email":"aino@choirs.example",
        "emailProtected":false,"telephone":{"e164":"+358401234567","printed":"040 123 4567"},"office":"tampere"},
      {"id":"eero-laine","name":"Eero Laine","role":"Treasurer","emailProtected":false}],
    "counties":[
      {"slug":"pirkanmaa","name":"Pirkanmaa Region","shortName":"Pirkanmaa"},
      {"slug":"ostrobothnia","name":"Ostrobothnia Region","shortName":"Ostrobothnia"}],
    "topics":[
      {"slug":"gospel","kind":"theme","name":"Gospel","summary":"Songs of joy.","broader":"sacred-music"},
      {"slug":"sacred-music","kind":"theme","name":"Sacred music","summary":"Masses and hymns."},
      {"slug":"jazz","kind":"theme","name":"Jazz","summary":"Swing in parts."},
      {"slug":"nordic-song-days","kind":"programme","name":"Nordic Song Days","summary":"A festival."}],
    "members":[
      {"slug":"kaiku","kind":"municipality","name":"Choir Kaiku","shortName":"Kaiku","county":"pirkanmaa",
        "summary":"A mixed choir of forty.","population":{"value":43,"approximate":false},
        "joined":"1998-08-15","focusAreas":["Concerts"],"facts":[{"label":"Voices","text":"SATB"}],
        "topics":["gospel","jazz","nordic-song-days"]},
      {"slug":"revontulet","kind":"university","name":"Student Choir Revontulet","shortName":"Revontulet",
        "county":"ostrobothnia","summary":"Students who sing.","topics":["jazz","sacred-music"]},
      {"slug":"satakieli","kind":"municipality","name":"Choir Satakieli","shortName":"Satakieli",
        "summary":"A chamber choir.","topics":["gospel"]},
      {"slug":"tuulahdus","kind":"municipality","name":"Choir Tuulahdus","shortName":"Tuulahdus",
        "county":"pirkanmaa","summary":"A women's choir.","population":{"value":28,"approximate":true},
        "topics":[]}],
    "formerSlugs":[
      {"type":"member","slug":"vanha-kaiku","name":"Old Kaiku","until":"1998-08-14","successors":["kaiku"]}]}
    """
}
