-- Whose row it is, the seed's or an import's: each replaces only its own. Of a price both tell, one is shown.
ALTER TABLE "reference_offer" ADD COLUMN "origin" TEXT NOT NULL DEFAULT 'seed';
ALTER TABLE "reference_offer" ADD COLUMN "is_shown" BOOLEAN NOT NULL DEFAULT true;
ALTER TABLE "reference_low" ADD COLUMN "origin" TEXT NOT NULL DEFAULT 'seed';

UPDATE "reference_offer" SET "origin" = 'import'
WHERE EXISTS (
  SELECT 1 FROM "price_observation" seen
  WHERE seen."provider_id" = "reference_offer"."provider_id"
    AND seen."source" = "reference_offer"."source"
    AND seen."offer_name" IS NOT DISTINCT FROM "reference_offer"."instance_type"
    AND seen."gpu_spelling" = "reference_offer"."gpu_spelling"
    AND (seen."observed_at" AT TIME ZONE 'UTC')::date = "reference_offer"."observed_on"
);
UPDATE "reference_low" SET "origin" = 'import'
WHERE EXISTS (
  SELECT 1 FROM "price_observation" seen
  WHERE seen."provider_id" = "reference_low"."provider_id"
    AND seen."gpu_model" = "reference_low"."gpu_model"
);
-- The next start loads again what an import took away.
UPDATE "seed_mark" SET "hash" = '' WHERE "name" = 'reference-prices';
