-- Whether the row's own data say slice, whatever a decision about its spelling adds; null: written before.
ALTER TABLE "offer" ADD COLUMN "is_told_slice" BOOLEAN;
ALTER TABLE "reference_offer" ADD COLUMN "is_told_slice" BOOLEAN;
