-- AlterTable
ALTER TABLE "provider_key"
  ADD COLUMN "scopes" TEXT[] NOT NULL DEFAULT ARRAY[]::TEXT[],
  ADD COLUMN "rotated_at" TIMESTAMPTZ(3),
  ADD COLUMN "next_check_at" TIMESTAMPTZ(3);

GRANT SELECT ("scopes", "rotated_at", "next_check_at") ON "provider_key" TO ch_app;
-- What waited for a key that was refused goes on as soon as the key has new credentials.
GRANT UPDATE ("run_after") ON "operation" TO ch_app;

-- What a team spent of late is read without its older stretches.
CREATE INDEX IF NOT EXISTS "usage_segment_team_id_to_at_idx" ON "usage_segment"("team_id", "to_at");
