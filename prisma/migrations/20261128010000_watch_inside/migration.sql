LOCK TABLE "deployment" IN ACCESS EXCLUSIVE MODE;

-- Looked into over SSH with the team's watch key; the host key it is known by, and another one that
-- it showed since.
ALTER TABLE "deployment"
    ADD COLUMN "watch_inside" BOOLEAN NOT NULL DEFAULT false,
    ADD COLUMN "host_key" TEXT,
    ADD COLUMN "host_key_shown" TEXT;

-- The pair with which a team's machines are looked into; the private half is sealed.
CREATE TABLE "watch_key" (
    "team_id" TEXT NOT NULL,
    "public_key" TEXT NOT NULL,
    "kek_id" TEXT NOT NULL,
    "wrapped_key" TEXT NOT NULL,
    "ciphertext" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "watch_key_pkey" PRIMARY KEY ("team_id")
);

ALTER TABLE "watch_key" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "watch_key" FORCE ROW LEVEL SECURITY;
CREATE POLICY own_team ON "watch_key" TO ch_app USING (team_id = current_setting('app.team_id', true)) WITH CHECK (team_id = current_setting('app.team_id', true));
CREATE POLICY worker ON "watch_key" TO ch_worker USING (true);
GRANT INSERT ON "watch_key" TO ch_app;
GRANT SELECT ("team_id", "public_key", "created_at") ON "watch_key" TO ch_app;
GRANT SELECT, DELETE ON "watch_key" TO ch_worker;

-- A changed check, or a host key that a person trusts, is tried at once.
GRANT UPDATE ("due_at", "gpu_due_at") ON "probe_state" TO ch_app;
