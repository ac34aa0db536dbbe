-- What members are filtered by in their profiles, one row for each value, as field_values has those of the fields
-- that a directory defines. The members have the values in their profiles too.
--
-- part is the number of a ProfilePart: 1 website, 2 location, 3 identifier, 4 postcode, 5 city, 6 number of members,
-- 7 number of employees. The value of the first two is 1.
CREATE TABLE profile_values (
  part INTEGER NOT NULL,
  value ANY NOT NULL,
  member_id INTEGER NOT NULL REFERENCES members (id) ON DELETE CASCADE,
  PRIMARY KEY (part, value, member_id)
) STRICT, WITHOUT ROWID;

-- The degrees in millionths.
CREATE TABLE member_locations (
  member_id INTEGER PRIMARY KEY REFERENCES members (id) ON DELETE CASCADE,
  latitude INTEGER NOT NULL,
  longitude INTEGER NOT NULL
) STRICT;

INSERT INTO profile_values (part, value, member_id)
SELECT 1, 1, id FROM members WHERE profile ->> '$.website' IS NOT NULL
UNION
SELECT 2, 1, id FROM members WHERE is_located
UNION
SELECT 3, json_extract(i.value, '$.scheme') || ':' || json_extract(i.value, '$.value'), m.id
FROM members AS m CROSS JOIN json_each(m.profile, '$.identifiers') AS i WHERE m.profile IS NOT NULL
UNION
SELECT 4, json_extract(profile, '$.visitingAddress.postcode'), id FROM members
WHERE json_extract(profile, '$.visitingAddress.postcode') IS NOT NULL
UNION
SELECT 4, json_extract(profile, '$.postalAddress.postcode'), id FROM members
WHERE json_extract(profile, '$.postalAddress.postcode') IS NOT NULL
UNION
SELECT 5, json_extract(profile, '$.visitingAddress.city'), id FROM members
WHERE json_extract(profile, '$.visitingAddress.city') IS NOT NULL
UNION
SELECT 5, json_extract(profile, '$.postalAddress.city'), id FROM members
WHERE json_extract(profile, '$.postalAddress.city') IS NOT NULL
UNION
SELECT 6, json_extract(profile, '$.numberOfMembers.value'), id FROM members
WHERE json_extract(profile, '$.numberOfMembers.value') IS NOT NULL
UNION
SELECT 7, json_extract(profile, '$.numberOfEmployees.value'), id FROM members
WHERE json_extract(profile, '$.numberOfEmployees.value') IS NOT NULL;

INSERT INTO member_locations (member_id, latitude, longitude)
SELECT
  id, CAST(round(json_extract(profile, '$.location.latitude') * 1000000) AS INTEGER),
  CAST(round(json_extract(profile, '$.location.longitude') * 1000000) AS INTEGER)
FROM members WHERE is_located;

CREATE INDEX profile_values_by_member ON profile_values (member_id, part, value);
CREATE INDEX member_locations_by_latitude ON member_locations (latitude, longitude);
