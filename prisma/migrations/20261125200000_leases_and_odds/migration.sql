-- AlterTable
ALTER TABLE "deployment"
  ADD COLUMN "lease_ended_at" TIMESTAMPTZ(3),
  ADD COLUMN "provider_status" TEXT,
  ADD COLUMN "provider_word" TEXT,
  ADD COLUMN "provider_told_at" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "launch_odds" (
    "provider_id" TEXT NOT NULL,
    "gpu_model" TEXT NOT NULL,
    "region" TEXT NOT NULL,
    "launches" INTEGER NOT NULL,
    "teams" INTEGER NOT NULL,
    "succeeded" INTEGER NOT NULL,
    "median_ready_seconds" INTEGER,
    "p90_ready_seconds" INTEGER,
    "counted_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "launch_odds_pkey" PRIMARY KEY ("provider_id", "gpu_model", "region")
);

-- CreateTable
CREATE TABLE "price_honesty" (
    "provider_id" TEXT NOT NULL,
    "receipts" INTEGER NOT NULL,
    "teams" INTEGER NOT NULL,
    "as_quoted" INTEGER NOT NULL,
    "counted_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "price_honesty_pkey" PRIMARY KEY ("provider_id")
);

-- Only the worker sees the launches of all teams; what it leaves here names nobody.
GRANT SELECT ON "launch_odds", "price_honesty" TO ch_app, ch_worker, ch_accounts;
GRANT INSERT, UPDATE, DELETE ON "launch_odds", "price_honesty" TO ch_worker;
