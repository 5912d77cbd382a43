-- Dated observations of prices, as imported; kept for ever.
CREATE TABLE "price_observation" (
    "id" UUID NOT NULL,
    "series" UUID NOT NULL,
    "provider_id" TEXT NOT NULL,
    "offer_name" TEXT,
    "gpu_spelling" TEXT NOT NULL,
    "gpu_model" TEXT,
    "is_partition" BOOLEAN NOT NULL,
    "gpu_count" DOUBLE PRECISION,
    "gpu_memory_gb" DOUBLE PRECISION,
    "vcpu" DOUBLE PRECISION,
    "ram_gb" DOUBLE PRECISION,
    "disk_gb" DOUBLE PRECISION,
    "region" TEXT,
    "tier" TEXT,
    "on_demand_micros" BIGINT,
    "spot_micros" BIGINT,
    "on_demand_gpu_micros" BIGINT,
    "spot_gpu_micros" BIGINT,
    "is_standing" BOOLEAN NOT NULL,
    "observed_at" TIMESTAMPTZ(3) NOT NULL,
    "source" TEXT NOT NULL,
    "held_reason" TEXT,

    CONSTRAINT "price_observation_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "price_observation_series_observed_at_idx" ON "price_observation"("series", "observed_at");

-- CreateIndex
CREATE INDEX "price_observation_gpu_model_observed_at_idx" ON "price_observation"("gpu_model", "observed_at");

GRANT SELECT ON "price_observation" TO ch_app, ch_worker, ch_accounts;
GRANT INSERT, UPDATE, DELETE ON "price_observation" TO ch_worker;
