-- Since when a team is being taken away: nothing begins in it from then on.
ALTER TABLE "team" ADD COLUMN "erasing_since" TIMESTAMPTZ(3);
GRANT UPDATE ("erasing_since") ON "team" TO ch_accounts;

-- From here on it is not given up any more.
ALTER TABLE "account_erasure" ADD COLUMN "begun_at" TIMESTAMPTZ(3);
