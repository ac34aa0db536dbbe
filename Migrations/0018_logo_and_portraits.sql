-- The organisation's logo and the portraits of contacts (docs/decisions/0033-pictures.md). Each is a JSON object as in
-- members.image, which here has the credit too, or NULL without a picture.

ALTER TABLE organisation ADD COLUMN logo TEXT CHECK (logo GLOB '{*}');
ALTER TABLE contacts ADD COLUMN portrait TEXT CHECK (portrait GLOB '{*}');
