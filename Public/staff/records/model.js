// The fields of each kind of record, in the parts of the form. A test compares them with /openapi.json.

const text = (name, more) => ({ name, kind: "text", ...more });
const order = { name: "order", kind: "integer" };
const slug = { name: "slug", kind: "slug" };
const id = { name: "id", kind: "slug" };
const names = [text("name", { required: true, translated: true }), text("pluralName", { translated: true })];
const nameAndShort = [text("name", { required: true, translated: true }), text("shortName", { translated: true })];
const protectable = [
  { name: "email", kind: "email" }, { name: "emailProtected", kind: "check" },
  { name: "telephone", kind: "telephone" }, { name: "telephoneProtected", kind: "check" },
];

export const SCHEMA_TYPES = ["Airline", "CollegeOrUniversity", "Consortium", "Cooperative", "Corporation", "DanceGroup",
  "EducationalOrganization",
  "ElementarySchool", "FundingScheme", "GovernmentOrganization", "HighSchool", "LibrarySystem", "LocalBusiness",
    "MedicalOrganization", "MiddleSchool",
  "MusicGroup", "NGO", "NewsMediaOrganization", "OnlineBusiness", "Organization", "PerformingGroup", "PoliticalParty", "Preschool",
    "Project",
  "ResearchOrganization", "ResearchProject", "School", "SportsOrganization", "SportsTeam", "TheaterGroup", "WorkersUnion"];

const area = [
  { title: "part.what", fields: [...nameAndShort, text("kind", { required: true }),
    { name: "parent", kind: "reference", records: "areas" }, text("code", { short: true }), order, slug] },
];

export const models = {
  members: [
    { title: "part.what", fields: [
      ...nameAndShort, { name: "kind", kind: "choice", records: "member-kinds", required: true },
        { name: "area", kind: "reference", records: "areas" },
      { name: "summary", kind: "long", translated: true }, { name: "about", kind: "long", translated: true, rows: 8 },
      { name: "focusAreas", kind: "lines", translated: true }, { name: "facts", kind: "items", parts: ["label", "text"], translated: true },
    ] },
    { title: "part.topics", fields: [{ name: "topics", kind: "topics" }] },
    { title: "part.picture", fields: [{ name: "image", kind: "picture" }] },
    { title: "part.contact", fields: [
      { name: "website", kind: "url" }, { name: "webLinks", kind: "items", parts: ["label", "url"] }, ...protectable,
      { name: "visitingAddress", kind: "address" }, { name: "postalAddress", kind: "address" }, { name: "location", kind: "location" },
    ] },
    { title: "part.numbers", fields: [
      { name: "joined", kind: "day" }, { name: "left", kind: "day" }, { name: "population", kind: "count" },
      { name: "numberOfMembers", kind: "count", year: true }, { name: "numberOfEmployees", kind: "count", year: true },
      { name: "identifiers", kind: "items", parts: ["scheme", "value"] },
    ] },
    { title: "part.names", fields: [{ name: "alternativeNames", kind: "lines" }, { name: "formerNames", kind: "lines" }, slug] },
    { title: "part.custom", fields: [{ name: "custom", kind: "custom" }] },
  ],
  contacts: [
    { title: "part.what", fields: [
      text("name", { required: true }), text("role", { required: true, translated: true }),
        { name: "member", kind: "reference", records: "members" },
      { name: "office", kind: "reference", records: "offices" }, order,
    ] },
    // The API wants to be told of each contact whether its address is protected.
    { title: "part.contact", fields: protectable.map((field) => (field.name === "emailProtected" ? { ...field, always: true } : field)) },
    { title: "part.picture", fields: [{ name: "portrait", kind: "picture" }] },
    { title: "part.names", fields: [id] },
  ],
  offices: [
    { title: "part.what", fields: [
      text("name", { required: true, translated: true }), text("street", { required: true }),
        text("postcode", { required: true, short: true }),
      text("city", { required: true }), text("country", { required: true, short: true, maxlength: 2 }),
        text("host", { required: true, translated: true }), { name: "member", kind: "reference", records: "members" }, id,
    ] },
  ],
  topics: [
    { title: "part.what", fields: [
      text("name", { required: true, translated: true }), { name: "kind", kind: "choice", records: "topic-kinds", required: true },
      { name: "broader", kind: "reference", records: "topics" }, { name: "summary", kind: "long", translated: true }, slug,
    ] },
  ],
  areas: area,
  counties: area,
  "member-kinds": [{ title: "part.what", fields: [...names, order, { name: "schemaType", kind: "choice", values: SCHEMA_TYPES }, slug] }],
  "topic-kinds": [{ title: "part.what", fields: [...names, order, slug] }],
  organisation: [
    { title: "part.what", fields: [
      text("name", { required: true, translated: true }), text("shortName", { translated: true }),
        text("region", { required: true, translated: true }),
      { name: "summary", kind: "long", required: true, translated: true }, { name: "copyrightYear", kind: "integer", required: true },
    ] },
    { title: "part.picture", fields: [{ name: "logo", kind: "picture" }] },
    { title: "part.languages", fields: [{ name: "languages", kind: "lines" }, text("collation", { short: true }),
      { name: "synonyms", kind: "synonyms" }] },
  ],
  fields: [
    { title: "part.what", fields: [
      { name: "label", kind: "localized", required: true }, { name: "help", kind: "localized" },
      { name: "valueType", kind: "choice", required: true,
        values: ["text", "long-text", "number", "day", "url", "choice", "choices", "yes-no"], words: "valueType" },
      { name: "choices", kind: "choices" },
      { name: "visibility", kind: "choice", required: true, values: ["public", "staff"], words: "visibility" },
      { name: "filterable", kind: "check" }, { name: "facetable", kind: "check" }, order, { name: "name", kind: "slug" },
    ] },
  ],
};

/** What a new record has before anybody writes. */
export function emptyContent(records) {
  if (records === "fields") return { valueType: "text", visibility: "public", status: "published" };
  return records === "contacts" ? { emailProtected: false, status: "published" } : { status: "published" };
}
