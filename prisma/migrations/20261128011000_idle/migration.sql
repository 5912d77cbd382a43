-- Taken in the order in which launches and looks at machines take them.
LOCK TABLE "team" IN ACCESS EXCLUSIVE MODE;
LOCK TABLE "deployment" IN ACCESS EXCLUSIVE MODE;

-- What happens to machines whose GPUs do nothing for a while: off | tell | stop.
ALTER TABLE "team"
    ADD COLUMN "idle_act" TEXT NOT NULL DEFAULT 'off',
    ADD COLUMN "idle_minutes" INTEGER NOT NULL DEFAULT 240;
GRANT UPDATE ("idle_act", "idle_minutes") ON "team" TO ch_app;

-- The machine's own rule; null: the team's. For which idleness somebody was told last.
ALTER TABLE "deployment"
    ADD COLUMN "idle_act" TEXT,
    ADD COLUMN "idle_minutes" INTEGER,
    ADD COLUMN "idle_told_since" TIMESTAMPTZ(3);

-- The newest figures of each machine, and since when its GPUs do nothing without a gap.
ALTER TABLE "probe_state"
    ADD COLUMN "answer_ms" INTEGER,
    ADD COLUMN "gpu_seen_at" TIMESTAMPTZ(3),
    ADD COLUMN "gpu_use" DOUBLE PRECISION,
    ADD COLUMN "gpu_memory" DOUBLE PRECISION,
    ADD COLUMN "gpu_temperature" DOUBLE PRECISION,
    ADD COLUMN "gpu_watts" DOUBLE PRECISION,
    ADD COLUMN "idle_since" TIMESTAMPTZ(3);

-- CreateIndex
CREATE INDEX "probe_state_idle_since_idx" ON "probe_state"("idle_since") WHERE "idle_since" IS NOT NULL;

ALTER TABLE "team" ADD CHECK ("idle_act" IN ('off', 'tell', 'stop'));
ALTER TABLE "deployment" ADD CHECK ("idle_act" IN ('off', 'tell', 'stop'));
