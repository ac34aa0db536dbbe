"""Names and descriptions of the generated members."""

WEIGHTS = {chr(0x61 + number): bytes([0x40 + 2 * number]) for number in range(26)}
WEIGHTS |= {letter: bytes([0x40 + 2 * number]) for letter, number in (("æ", 26), ("ø", 27), ("å", 28))}
WEIGHTS |= {chr(0x30 + digit): bytes([0x20 + digit]) for digit in range(10)}
WEIGHTS |= {" ": b"\x02", "-": b"\x03", "'": b"\x04"}
WEIGHTS |= {chr(code): bytes([5, code]) for code in range(128) if chr(code) not in WEIGHTS}

SLUG = str.maketrans({"æ": "ae", "ø": "o", "å": "a", " ": "-"})

COUNTIES = [
    ("agder", "Agder"), ("akershus", "Akershus"), ("buskerud", "Buskerud"), ("finnmark", "Finnmark"),
    ("innlandet", "Innlandet"), ("more-og-romsdal", "Møre og Romsdal"), ("nordland", "Nordland"),
    ("ostfold", "Østfold"), ("rogaland", "Rogaland"), ("telemark", "Telemark"), ("troms", "Troms"),
    ("trondelag", "Trøndelag"), ("vestfold", "Vestfold"), ("vestland", "Vestland"),
]

NAMES = {1: "{} County Council", 2: "Municipality of {}", 3: "{} University College"}

QUALIFIERS = ["", "", "", "", "", "", "Nord-", "Sør-", "Øst-", "Vest-", "Øvre ", "Nedre ", "Indre ", "Ytre "]

FIRST = (
    "Al Ask As Aur Berg Birk Bjerk Bø Brek Dal Drag Eid Eik Elv Enge Fager Fjell Flå Foll Fos Fure Gjer "
    "Gran Grim Gul Hau Hegg Hel Holm Horn Hov Høy Jel Kjel Kleiv Klepp Kråk Lang Lauv Leik Lille Lin Lyng "
    "Lær Løn Mel Midt Mo Mos Myr Mæl Nes Nitte Nor Odd Orm Os Ramn Rand Rein Ring Ros Røy Sand Sel Sil Skar "
    "Skog Skå Snå Sol Stav Stein Stor Strøm Sun Svar Syl Sæl Søl Tor Tran Trøg Tun Tverr Ul Vang Var Veg Vik "
    "Vin Volle Ær Øks Ør Ål Åmot Årnes"
).split()

LAST = (
    "anger berg bo bru by dal eid elv fjord foss gard grend havn haug heim holt hus jord land li lund løkka "
    "mark mo myr nes oset rud rød sand set sjø skog stad strand sund svik tangen tun tveit vang vatn vik voll "
    "vær øy ås åsen"
).split()

FACTS = ["Status", "Cooperation", "Important industries", "Latest project"]

# How many times a topic is drawn for a member; a topic drawn twice counts once.
TOPIC_COUNTS = [1, 2, 2, 3, 3, 3, 4, 4, 4, 5, 5, 6, 7, 8, 9, 11]

VERBS = (
    "develops|shares|tests|leads|maps|funds|hosts|measures|renews|strengthens|studies|supports|coordinates|"
    "documents|expands|prepares|compares|organises"
).split("|")

WHAT = (
    "exchanges for apprentices|ferries without emissions|libraries that stay open at night|school gardens|"
    "wooden bridges|data about traffic|care at home|a cluster of small companies|cycle paths through the "
    "valley|training for teachers|open archives|housing for students|heat from waste|festivals of choirs|"
    "routes for pilgrims|early language learning|harbours with shore power|advice to founders|forests with "
    "many owners|food from nearby farms|museums of industry|mountain tourism in autumn|maps of old "
    "settlements|sports halls|digital permits|volunteer centres|summer jobs|public procurement|rescue "
    "services|drinking water"
).split("|")

WHOM = (
    "partners in Flanders|two Danish regions|a network of twelve cities|schools on both sides of the border|"
    "universities in Estonia and Poland|its neighbours along the fjord|companies of every size|a Scottish "
    "council|the ports of the North Sea|young people under thirty|an institute in Bavaria|farmers in the "
    "uplands|hospitals in the region|owners of historic buildings|researchers from Uppsala|the county's "
    "libraries"
).split("|")

SENTENCES = [
    ["{place} lies where the road meets the water, and {verb} {what} together with {whom}.",
     "In {place}, work on {topic} began early; today the administration {verb} {what} with {whom}.",
     "{place} is known for {what}, and {verb} what it has learned among {whom}.",
     "With more than one language in its schools, {place} {verb} {what} and invites {whom} to take part."],
    ["Its international work centres on {topic}, where it {verb} {what}.",
     "A plan for {topic} that runs for four years {verb} {what} alongside {whom}.",
     "On {topic} it cooperates with {whom}, who follow how it {verb} {what}.",
     "{topic} comes first in its strategy, which {verb} {what} every spring."],
    ["Industry there depends on {what}, and a programme for {topic} {verb} new skills with {whom}.",
     "Among the current projects, one {verb} {what} for {whom}; another is about {topic}.",
     "Visitors come for {what}; those who stay longer meet {whom}.",
     "The next application, on {topic}, {verb} {what} and names {whom} as partners."],
]
