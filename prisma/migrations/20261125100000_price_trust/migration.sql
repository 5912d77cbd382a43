-- What every price row says of itself: currency, place, broker, whether it is believed.
ALTER TABLE "offer" ADD COLUMN "currency" TEXT NOT NULL DEFAULT 'USD';
ALTER TABLE "offer" ADD COLUMN "rate_day" DATE;
ALTER TABLE "offer" ADD COLUMN "area" TEXT;
ALTER TABLE "offer" ADD COLUMN "brokered_from" TEXT;
ALTER TABLE "offer" ADD COLUMN "held_reason" TEXT;
ALTER TABLE "offer" ADD COLUMN "released_micros" BIGINT;
ALTER TABLE "offer" ADD COLUMN "fetched_at" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "price_version" (
    "id" INTEGER NOT NULL,
    "version" BIGINT NOT NULL,

    CONSTRAINT "price_version_pkey" PRIMARY KEY ("id")
);
INSERT INTO "price_version" ("id", "version") VALUES (1, 1);

-- CreateTable
CREATE TABLE "currency_rate" (
    "day" DATE NOT NULL,
    "currency" TEXT NOT NULL,
    "per_euro" DECIMAL(65,30) NOT NULL,

    CONSTRAINT "currency_rate_pkey" PRIMARY KEY ("day","currency")
);
-- Published by the European Central Bank for this day; what a fresh installation knows at first.
INSERT INTO "currency_rate" ("day", "currency", "per_euro") VALUES
    ('2026-10-06', 'USD', 1.1269),
    ('2026-10-06', 'CNY', 7.5554),
    ('2026-10-06', 'GBP', 0.84880),
    ('2026-10-06', 'INR', 108.6615);

GRANT SELECT ON "price_version", "currency_rate" TO ch_app, ch_worker, ch_accounts;
GRANT INSERT, UPDATE ON "price_version", "currency_rate" TO ch_worker;
