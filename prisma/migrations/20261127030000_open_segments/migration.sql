-- What each machine of a team costs at this moment, without its past.
CREATE INDEX "usage_segment_team_open" ON "usage_segment" ("team_id", "deployment_id")
  INCLUDE ("rate_per_hour_micros") WHERE "to_at" IS NULL;
