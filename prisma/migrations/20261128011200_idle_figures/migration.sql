-- Apart from what else belongs to it, so that no migration holds two tables that are at work.
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
