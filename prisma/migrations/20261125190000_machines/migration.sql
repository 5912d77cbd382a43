-- AlterTable
ALTER TABLE "deployment"
  ADD COLUMN "pricing_model" TEXT NOT NULL DEFAULT 'on-demand',
  ADD COLUMN "max_per_hour_micros" BIGINT,
  ADD COLUMN "volume_id" TEXT,
  ADD COLUMN "stop_mode" TEXT NOT NULL DEFAULT 'stop',
  ADD COLUMN "origin" TEXT NOT NULL DEFAULT 'launch',
  ADD COLUMN "lease_ends_at" TIMESTAMPTZ(3),
  ADD COLUMN "lease_spend_micros" BIGINT,
  ADD COLUMN "lease_act" TEXT,
  ADD COLUMN "lease_warned_at" TIMESTAMPTZ(3),
  ADD COLUMN "first_running_at" TIMESTAMPTZ(3),
  ADD COLUMN "receipt_per_hour_micros" BIGINT,
  ADD COLUMN "receipt_at" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "provider_call" ADD COLUMN "seen_before" TEXT[] DEFAULT ARRAY[]::TEXT[];

-- AlterTable
ALTER TABLE "stray_machine"
  ADD COLUMN "status" TEXT,
  ADD COLUMN "region" TEXT,
  ADD COLUMN "rate_per_hour_micros" BIGINT,
  ADD COLUMN "created_at" TIMESTAMPTZ(3),
  ADD COLUMN "decision" TEXT,
  ADD COLUMN "decided_by" TEXT,
  ADD COLUMN "decided_at" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "provider_key"
  ADD COLUMN "balance_micros" BIGINT,
  ADD COLUMN "balance_currency" TEXT,
  ADD COLUMN "balance_at" TIMESTAMPTZ(3),
  ADD COLUMN "next_facts_at" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "launch_candidate" (
    "id" TEXT NOT NULL,
    "team_id" TEXT NOT NULL,
    "deployment_id" TEXT NOT NULL,
    "rank" INTEGER NOT NULL,
    "offer_id" TEXT NOT NULL,
    "provider_key_id" TEXT NOT NULL,
    "provider_id" TEXT NOT NULL,
    "gpu_model" TEXT,
    "gpu_spelling" TEXT NOT NULL,
    "gpu_count" INTEGER NOT NULL,
    "instance_type" TEXT NOT NULL,
    "region" TEXT,
    "tier" TEXT,
    "pricing_model" TEXT NOT NULL,
    "quoted_per_hour_micros" BIGINT NOT NULL,
    "quoted_at" TIMESTAMPTZ(3) NOT NULL,
    "state" TEXT NOT NULL,
    "reason" TEXT,
    "detail" TEXT,
    "started_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),
    "cost_micros" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "launch_candidate_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "volume" (
    "id" TEXT NOT NULL,
    "team_id" TEXT NOT NULL,
    "provider_key_id" TEXT NOT NULL,
    "provider_id" TEXT NOT NULL,
    "provider_volume_id" TEXT NOT NULL,
    "name" TEXT,
    "size_gb" DOUBLE PRECISION NOT NULL,
    "region" TEXT,
    "attached_to" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "rate_per_hour_micros" BIGINT,
    "native_status" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3),
    "first_seen_at" TIMESTAMPTZ(3) NOT NULL,
    "last_seen_at" TIMESTAMPTZ(3) NOT NULL,
    "gone_at" TIMESTAMPTZ(3),
    "wish" TEXT,
    "wish_instance_id" TEXT,
    "wished_at" TIMESTAMPTZ(3),
    "attempt" INTEGER NOT NULL DEFAULT 0,
    "fence" INTEGER NOT NULL DEFAULT 0,
    "lease_until" TIMESTAMPTZ(3),
    "run_after" TIMESTAMPTZ(3),
    "failure" TEXT,

    CONSTRAINT "volume_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "rate_bucket" (
    "id" TEXT NOT NULL,
    "tokens" DOUBLE PRECISION NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "rate_bucket_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "breaker" (
    "id" TEXT NOT NULL,
    "calls" INTEGER NOT NULL DEFAULT 0,
    "failures" INTEGER NOT NULL DEFAULT 0,
    "window_from" TIMESTAMPTZ(3) NOT NULL,
    "open_until" TIMESTAMPTZ(3),
    "trial_at" TIMESTAMPTZ(3),

    CONSTRAINT "breaker_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "launch_candidate_deployment_id_rank_key" ON "launch_candidate"("deployment_id", "rank");
CREATE INDEX "launch_candidate_provider_id_gpu_model_idx" ON "launch_candidate"("provider_id", "gpu_model");
CREATE UNIQUE INDEX "volume_provider_key_id_provider_volume_id_key" ON "volume"("provider_key_id", "provider_volume_id");
CREATE INDEX "volume_team_id_idx" ON "volume"("team_id");
CREATE INDEX "volume_run_after_idx" ON "volume"("run_after");
CREATE INDEX "deployment_lease_ends_at_idx" ON "deployment"("lease_ends_at");

-- AddForeignKey
ALTER TABLE "launch_candidate" ADD CONSTRAINT "launch_candidate_deployment_id_fkey" FOREIGN KEY ("deployment_id") REFERENCES "deployment"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "launch_candidate" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "launch_candidate" FORCE ROW LEVEL SECURITY;
CREATE POLICY own_team ON "launch_candidate" TO ch_app USING (team_id = current_setting('app.team_id', true)) WITH CHECK (team_id = current_setting('app.team_id', true));
CREATE POLICY worker ON "launch_candidate" TO ch_worker USING (true) WITH CHECK (true);
GRANT SELECT, INSERT ON "launch_candidate" TO ch_app;
GRANT SELECT, INSERT, UPDATE ON "launch_candidate" TO ch_worker;

ALTER TABLE "volume" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "volume" FORCE ROW LEVEL SECURITY;
CREATE POLICY own_team ON "volume" TO ch_app USING (team_id = current_setting('app.team_id', true)) WITH CHECK (team_id = current_setting('app.team_id', true));
CREATE POLICY worker ON "volume" TO ch_worker USING (true) WITH CHECK (true);
GRANT SELECT ON "volume" TO ch_app;
GRANT UPDATE ("wish", "wish_instance_id", "wished_at", "attempt", "run_after", "failure") ON "volume" TO ch_app;
GRANT SELECT, INSERT, UPDATE ON "volume" TO ch_worker;

GRANT UPDATE ("decision", "decided_by", "decided_at") ON "stray_machine" TO ch_app;
GRANT SELECT ("balance_micros", "balance_currency", "balance_at", "next_facts_at") ON "provider_key" TO ch_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON "rate_bucket", "breaker" TO ch_app, ch_worker;

-- A row hangs on rows of its own team alone.
DO $$
DECLARE
  pair text[];
BEGIN
  FOREACH pair SLICE 1 IN ARRAY ARRAY[
    ['launch_candidate', 'deployment_id', 'deployment'],
    ['launch_candidate', 'provider_key_id', 'provider_key'],
    ['volume', 'provider_key_id', 'provider_key']
  ] LOOP
    EXECUTE format(
      'CREATE TRIGGER %I BEFORE INSERT OR UPDATE OF team_id, %I ON %I FOR EACH ROW EXECUTE FUNCTION same_team(%L, %L)',
      'same_team_' || pair[2], pair[2], pair[1], pair[2], pair[3]
    );
  END LOOP;
END
$$;
