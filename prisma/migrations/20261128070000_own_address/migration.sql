-- Whether a machine has its address to itself, by its provider's word: the next look at each tells it.
ALTER TABLE "deployment" ADD COLUMN "has_own_address" BOOLEAN NOT NULL DEFAULT false;
-- Whether a machine of this offer is known to share its address with others.
ALTER TABLE "offer" ADD COLUMN "shares_address" BOOLEAN NOT NULL DEFAULT false;
