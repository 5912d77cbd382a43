-- AlterTable
ALTER TABLE "provider_call" ADD COLUMN "account_mark" TEXT;

-- Where a provider names machines itself, one create per account is under way at a time.
CREATE UNIQUE INDEX "provider_call_one_turn" ON "provider_call" ("account_mark")
  WHERE "account_mark" IS NOT NULL AND "status" IN ('INTENT', 'SENT', 'AMBIGUOUS');

-- When an account was last looked through for machines without an owner.
ALTER TABLE "provider_key" ADD COLUMN "reaped_at" TIMESTAMPTZ(3);
