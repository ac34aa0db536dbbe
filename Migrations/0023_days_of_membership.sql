-- Which day it is decides whether somebody is a member: from the day of joining to the day before leaving. The days
-- themselves are in joined and leaves. The older column "left", by which members are counted, listed and found, is
-- NULL for those who are members now; otherwise it has the day that makes the difference. It is written with the
-- member and brought up to date at each start and at the beginning of each day.
ALTER TABLE members ADD COLUMN leaves TEXT CHECK (leaves IS date(leaves, '+0 days'));

UPDATE members SET leaves = "left" WHERE "left" IS NOT NULL;

CREATE INDEX members_that_leave ON members (leaves) WHERE leaves IS NOT NULL;
CREATE INDEX members_absent ON members ("left") WHERE "left" IS NOT NULL;
