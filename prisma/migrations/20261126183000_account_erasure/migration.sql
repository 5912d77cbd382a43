-- An account that its owner asked to delete: the worker brings it to its end.
CREATE TABLE "account_erasure" (
    "user_id" TEXT NOT NULL,
    "team_ids" TEXT[] NOT NULL,
    "state" TEXT NOT NULL,
    "asked_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "account_erasure_pkey" PRIMARY KEY ("user_id")
);
ALTER TABLE "account_erasure" ADD CHECK ("state" IN ('open', 'done', 'given-up'));

GRANT SELECT, INSERT, UPDATE ON "account_erasure" TO ch_accounts;
GRANT SELECT ON "account_erasure" TO ch_worker;

-- What goes with an account.
GRANT DELETE ON "delivery", "event", "health_state", "status_interval", "usage_segment", "launch_candidate", "provider_call", "operation", "stray_machine", "volume", "deployment", "provider_key", "price_alert", "team_invite", "checkout_intent", "cancel_answer" TO ch_worker;
GRANT SELECT, DELETE ON "verb_request" TO ch_worker;
GRANT UPDATE ("name") ON "team" TO ch_worker;
GRANT UPDATE ("name") ON "project" TO ch_worker;
GRANT DELETE ON "app_user", "waiting_entry", "team_invite", "verb_request" TO ch_accounts;
-- Who did what and when stays; what it says of a person who is gone does not.
GRANT UPDATE ("details", "address") ON "audit_entry" TO ch_worker;
