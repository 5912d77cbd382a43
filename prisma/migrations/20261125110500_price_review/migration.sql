-- What a person decided about a spelling that no rule resolves; no model: not a GPU.
CREATE TABLE "spelling_rule" (
    "spelling" TEXT NOT NULL,
    "memory_gb" DOUBLE PRECISION NOT NULL DEFAULT 0,
    "gpu_model" TEXT,
    "decided_by" TEXT NOT NULL,
    "decided_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "spelling_rule_pkey" PRIMARY KEY ("spelling","memory_gb")
);

-- The last price of an offer that was believed, while the one now listed is held.
ALTER TABLE "offer" ADD COLUMN "believed_micros" BIGINT;
ALTER TABLE "offer" ADD COLUMN "believed_at" TIMESTAMPTZ(3);

-- CreateIndex
CREATE INDEX "offer_held_reason_idx" ON "offer"("held_reason");

GRANT SELECT ON "spelling_rule" TO ch_app, ch_worker, ch_accounts;
GRANT INSERT, UPDATE, DELETE ON "spelling_rule" TO ch_worker;
-- A decision about a spelling changes the dated prices too, and verbs of operators act as ch_worker.
GRANT UPDATE ON "reference_offer" TO ch_worker;
GRANT SELECT, INSERT ON "verb_request" TO ch_worker;
