-- Whether a machine has its address to itself, by its provider's word: the next look at each tells it.
ALTER TABLE "deployment" ADD COLUMN "has_own_address" BOOLEAN NOT NULL DEFAULT false;
-- Where every machine has, a check of it goes on until that look.
UPDATE "deployment" SET "has_own_address" = true
WHERE "ended_at" IS NULL AND "ssh_host" IS NOT NULL AND "provider_id" IN (
  'crusoe', 'digitalocean', 'hyperstack', 'lambda', 'scaleway', 'verda', 'vultr'
);
-- Whether a machine of this offer is known to share its address with others.
ALTER TABLE "offer" ADD COLUMN "shares_address" BOOLEAN NOT NULL DEFAULT false;
