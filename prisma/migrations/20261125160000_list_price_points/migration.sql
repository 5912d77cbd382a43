-- Whether the price is a list price, of which nobody says that it can be had.
ALTER TABLE "price_point" ADD COLUMN "is_list_price" BOOLEAN NOT NULL DEFAULT false;
ALTER TABLE "area_price_point" ADD COLUMN "is_list_price" BOOLEAN NOT NULL DEFAULT false;

-- Null: rolled up before this was known, or by an older release that does not tell it.
ALTER TABLE "price_rollup" ADD COLUMN "is_list_price" BOOLEAN;

-- Providers that never tell their stock did not tell it before either.
UPDATE "price_point" SET "is_list_price" = true
WHERE "price_per_gpu_hour_micros" IS NOT NULL AND "provider_id" IN (
    SELECT "provider_id" FROM "offer" GROUP BY "provider_id" HAVING bool_and("availability" = 'unknown')
);
UPDATE "area_price_point" SET "is_list_price" = true
WHERE "price_per_gpu_hour_micros" IS NOT NULL AND "provider_id" IN (
    SELECT "provider_id" FROM "offer" GROUP BY "provider_id" HAVING bool_and("availability" = 'unknown')
);
