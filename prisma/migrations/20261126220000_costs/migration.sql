-- Days and months of its costs are cut in the team's own time zone.
ALTER TABLE "team" ADD COLUMN "time_zone" TEXT NOT NULL DEFAULT 'UTC';
GRANT UPDATE ("time_zone") ON "team" TO ch_app;
