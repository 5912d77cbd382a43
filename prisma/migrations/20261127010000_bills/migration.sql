-- The last comparison of what a machine cost by our count with what its provider billed for it.
ALTER TABLE "deployment"
  ADD COLUMN "compared_at" TIMESTAMPTZ(3),
  ADD COLUMN "compared_counted_micros" BIGINT,
  ADD COLUMN "compared_billed_micros" BIGINT,
  ADD COLUMN "compared_unit_micros" BIGINT;
