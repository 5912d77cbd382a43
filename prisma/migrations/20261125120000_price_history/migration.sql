-- Lowest prices by area, appended where one moved.
CREATE TABLE "area_price_point" (
    "provider_id" TEXT NOT NULL,
    "gpu_model" TEXT NOT NULL,
    "pricing_model" TEXT NOT NULL,
    "area" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "price_per_gpu_hour_micros" BIGINT,

    CONSTRAINT "area_price_point_pkey" PRIMARY KEY ("gpu_model","provider_id","pricing_model","area","at")
);

-- One row a day for ever, so that the points may be thinned.
CREATE TABLE "price_rollup" (
    "gpu_model" TEXT NOT NULL,
    "pricing_model" TEXT NOT NULL,
    "area" TEXT NOT NULL,
    "day" DATE NOT NULL,
    "low_micros" BIGINT NOT NULL,
    "high_micros" BIGINT NOT NULL,
    "typical_micros" BIGINT NOT NULL,
    "first_micros" BIGINT NOT NULL,
    "last_micros" BIGINT NOT NULL,
    "provider_count" INTEGER NOT NULL,

    CONSTRAINT "price_rollup_pkey" PRIMARY KEY ("gpu_model","pricing_model","area","day")
);
CREATE INDEX "price_rollup_day_idx" ON "price_rollup"("day");

-- How often visitors went on to a provider; nothing about who they were.
CREATE TABLE "offer_visit" (
    "day" DATE NOT NULL,
    "provider_id" TEXT NOT NULL,
    "gpu_model" TEXT NOT NULL,
    "count" INTEGER NOT NULL,

    CONSTRAINT "offer_visit_pkey" PRIMARY KEY ("day","provider_id","gpu_model")
);

GRANT SELECT ON "area_price_point", "price_rollup", "offer_visit" TO ch_app, ch_worker, ch_accounts;
GRANT INSERT, UPDATE, DELETE ON "area_price_point", "price_rollup" TO ch_worker;
GRANT INSERT, UPDATE ON "offer_visit" TO ch_app;
