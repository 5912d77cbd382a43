-- CreateTable
CREATE TABLE "price_alert" (
    "id" TEXT NOT NULL,
    "team_id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "gpu_model" TEXT NOT NULL,
    "pricing_model" TEXT NOT NULL,
    "area" TEXT,
    "max_micros" BIGINT NOT NULL,
    "state" TEXT NOT NULL,
    "below_since" TIMESTAMPTZ(3),
    "last_fired_at" TIMESTAMPTZ(3),
    "last_fired_micros" BIGINT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "price_alert_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "price_alert_team_id_user_id_idx" ON "price_alert"("team_id", "user_id");

-- CreateIndex
CREATE INDEX "price_alert_state_gpu_model_idx" ON "price_alert"("state", "gpu_model");

ALTER TABLE "price_alert" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "price_alert" FORCE ROW LEVEL SECURITY;
CREATE POLICY own_team ON "price_alert" TO ch_app USING (team_id = current_setting('app.team_id', true)) WITH CHECK (team_id = current_setting('app.team_id', true));
CREATE POLICY worker ON "price_alert" TO ch_worker USING (true) WITH CHECK (true);
-- Whoever holds the link of an alert's mail may turn that alert off, signed in or not.
CREATE POLICY accounts ON "price_alert" TO ch_accounts USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON "price_alert" TO ch_app;
GRANT SELECT, UPDATE ON "price_alert" TO ch_worker;
GRANT SELECT ON "price_alert" TO ch_accounts;
GRANT UPDATE ("state", "below_since", "last_fired_at") ON "price_alert" TO ch_accounts;
