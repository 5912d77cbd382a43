-- AlterTable
ALTER TABLE "session" ADD COLUMN "active_team_id" TEXT;
ALTER TABLE "provider_key"
  ADD COLUMN "frozen_at" TIMESTAMPTZ(3),
  ADD COLUMN "chosen_at" TIMESTAMPTZ(3);
ALTER TABLE "audit_entry" ADD COLUMN "feature" TEXT;

-- CreateTable
CREATE TABLE "team_invite" (
    "id" TEXT NOT NULL,
    "team_id" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "locale" TEXT NOT NULL,
    "invited_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "accepted_at" TIMESTAMPTZ(3),
    "accepted_by" TEXT,
    "declined_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "team_invite_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "billing_customer" (
    "team_id" TEXT NOT NULL,
    "customer_id" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "currency" TEXT,
    "method_kind" TEXT,
    "method_brand" TEXT,
    "method_last_four" TEXT,
    "method_expires" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "read_at" TIMESTAMPTZ(3),
    "read_turn" BIGINT NOT NULL DEFAULT 0,
    "deleted_at" TIMESTAMPTZ(3),
    "held_until" TIMESTAMPTZ(3),

    CONSTRAINT "billing_customer_pkey" PRIMARY KEY ("team_id")
);

-- CreateTable
CREATE TABLE "subscription" (
    "id" TEXT NOT NULL,
    "team_id" TEXT NOT NULL,
    "customer_id" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "tier" TEXT NOT NULL,
    "interval" TEXT NOT NULL,
    "seats" INTEGER NOT NULL,
    "currency" TEXT NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "period_ends_at" TIMESTAMPTZ(3),
    "trial_ends_at" TIMESTAMPTZ(3),
    "cancel_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),
    "awaits_payment" BOOLEAN NOT NULL DEFAULT false,
    "past_due_since" TIMESTAMPTZ(3),
    "schedule_id" TEXT,
    "pending_tier" TEXT,
    "pending_interval" TEXT,
    "pending_seats" INTEGER,
    "pending_at" TIMESTAMPTZ(3),
    "next_charge_minor" BIGINT,
    "next_charge_at" TIMESTAMPTZ(3),
    "monthly_micros" BIGINT NOT NULL DEFAULT 0,
    "read_at" TIMESTAMPTZ(3) NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "subscription_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "checkout_intent" (
    "id" TEXT NOT NULL,
    "team_id" TEXT NOT NULL,
    "tier" TEXT NOT NULL,
    "interval" TEXT NOT NULL,
    "seats" INTEGER NOT NULL,
    "is_trial" BOOLEAN NOT NULL,
    "state" TEXT NOT NULL,
    "session_id" TEXT,
    "url" TEXT,
    "locale" TEXT NOT NULL DEFAULT 'en',
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "checkout_intent_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "stripe_event" (
    "id" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "api_version" TEXT,
    "livemode" BOOLEAN NOT NULL,
    "customer_id" TEXT,
    "object_id" TEXT,
    "state" TEXT NOT NULL,
    "attempt" INTEGER NOT NULL DEFAULT 0,
    "fence" INTEGER NOT NULL DEFAULT 0,
    "lease_until" TIMESTAMPTZ(3),
    "run_after" TIMESTAMPTZ(3) NOT NULL,
    "failure" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "stripe_event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "billing_invoice" (
    "id" TEXT NOT NULL,
    "team_id" TEXT NOT NULL,
    "customer_id" TEXT NOT NULL,
    "subscription_id" TEXT,
    "number" TEXT,
    "status" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "currency" TEXT NOT NULL,
    "due_minor" BIGINT NOT NULL,
    "paid_minor" BIGINT NOT NULL,
    "tax_minor" BIGINT NOT NULL,
    "refunded_minor" BIGINT NOT NULL DEFAULT 0,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "first_failed_at" TIMESTAMPTZ(3),
    "next_attempt_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "paid_at" TIMESTAMPTZ(3),
    "covers_from" TIMESTAMPTZ(3),
    "covers_to" TIMESTAMPTZ(3),
    "hosted_url" TEXT,
    "pdf_url" TEXT,
    "read_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "billing_invoice_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "billing_refund" (
    "id" TEXT NOT NULL,
    "team_id" TEXT NOT NULL,
    "invoice_id" TEXT,
    "charge_id" TEXT,
    "status" TEXT NOT NULL,
    "currency" TEXT NOT NULL,
    "amount_minor" BIGINT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "read_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "billing_refund_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "billing_dispute" (
    "id" TEXT NOT NULL,
    "team_id" TEXT NOT NULL,
    "invoice_id" TEXT,
    "charge_id" TEXT,
    "status" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "currency" TEXT NOT NULL,
    "amount_minor" BIGINT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "closed_at" TIMESTAMPTZ(3),
    "read_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "billing_dispute_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "trial_use" (
    "mark" TEXT NOT NULL,
    "taken_by" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "trial_use_pkey" PRIMARY KEY ("mark")
);

-- CreateTable
CREATE TABLE "cancel_answer" (
    "id" TEXT NOT NULL,
    "team_id" TEXT NOT NULL,
    "subscription_id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "words" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "cancel_answer_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "billing_alarm" (
    "id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "about_team" TEXT,
    "details" JSONB NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "resolved_at" TIMESTAMPTZ(3),

    CONSTRAINT "billing_alarm_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "billing_reconcile" (
    "id" TEXT NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),
    "customers" INTEGER NOT NULL DEFAULT 0,
    "events" INTEGER NOT NULL DEFAULT 0,
    "drift" INTEGER NOT NULL DEFAULT 0,
    "unreadable" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "billing_reconcile_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "waiting_entry" (
    "email" TEXT NOT NULL,
    "tier" TEXT NOT NULL,
    "locale" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "waiting_entry_pkey" PRIMARY KEY ("email", "tier")
);

-- CreateTable
CREATE TABLE "growth_figure" (
    "day" DATE NOT NULL,
    "name" TEXT NOT NULL,
    "numerator" BIGINT NOT NULL,
    "denominator" BIGINT NOT NULL,
    "window_from" TIMESTAMPTZ(3) NOT NULL,
    "window_to" TIMESTAMPTZ(3) NOT NULL,
    "computed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "growth_figure_pkey" PRIMARY KEY ("day", "name")
);

-- CreateTable
CREATE TABLE "growth_point" (
    "day" DATE NOT NULL,
    "name" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "value" BIGINT NOT NULL,

    CONSTRAINT "growth_point_pkey" PRIMARY KEY ("day", "name", "key")
);

-- CreateTable
CREATE TABLE "job_failure" (
    "job" TEXT NOT NULL,
    "payload" TEXT NOT NULL,
    "failures" INTEGER NOT NULL DEFAULT 1,
    "failure" TEXT NOT NULL,
    "first_failed_at" TIMESTAMPTZ(3) NOT NULL,
    "last_failed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "job_failure_pkey" PRIMARY KEY ("job", "payload")
);

-- CreateIndex
CREATE INDEX "team_invite_team_id_idx" ON "team_invite"("team_id");
CREATE INDEX "team_invite_email_idx" ON "team_invite"("email");
CREATE UNIQUE INDEX "billing_customer_customer_id_key" ON "billing_customer"("customer_id");
CREATE INDEX "subscription_team_id_idx" ON "subscription"("team_id");
CREATE INDEX "subscription_customer_id_idx" ON "subscription"("customer_id");
CREATE UNIQUE INDEX "checkout_intent_session_id_key" ON "checkout_intent"("session_id");
CREATE INDEX "checkout_intent_team_id_idx" ON "checkout_intent"("team_id");
CREATE INDEX "stripe_event_state_run_after_idx" ON "stripe_event"("state", "run_after");
CREATE INDEX "stripe_event_customer_id_idx" ON "stripe_event"("customer_id");
CREATE INDEX "billing_invoice_team_id_created_at_idx" ON "billing_invoice"("team_id", "created_at");
CREATE INDEX "billing_invoice_subscription_id_idx" ON "billing_invoice"("subscription_id");
CREATE INDEX "billing_refund_team_id_idx" ON "billing_refund"("team_id");
CREATE INDEX "billing_dispute_team_id_idx" ON "billing_dispute"("team_id");
CREATE INDEX "cancel_answer_team_id_idx" ON "cancel_answer"("team_id");
CREATE UNIQUE INDEX "billing_alarm_kind_subject_key" ON "billing_alarm"("kind", "subject");

-- A team has one open way to pay, and an address one open invitation.
CREATE UNIQUE INDEX "checkout_intent_one_open" ON "checkout_intent"("team_id") WHERE "state" = 'open';
CREATE UNIQUE INDEX "team_invite_one_open" ON "team_invite"("team_id", "email") WHERE "accepted_at" IS NULL AND "declined_at" IS NULL AND "revoked_at" IS NULL;

-- Closed word lists, so that no process can write a state the code does not know.
ALTER TABLE "team_invite" ADD CHECK ("role" IN ('admin', 'member', 'viewer'));
ALTER TABLE "subscription" ADD CHECK ("tier" IN ('basic', 'pro', 'enterprise'));
ALTER TABLE "subscription" ADD CHECK ("interval" IN ('month', 'year'));
ALTER TABLE "checkout_intent" ADD CHECK ("state" IN ('open', 'completed', 'expired', 'failed'));
ALTER TABLE "checkout_intent" ADD CHECK ("tier" IN ('pro', 'enterprise'));
ALTER TABLE "stripe_event" ADD CHECK ("state" IN ('waiting', 'applied', 'ignored', 'refused', 'parked'));
ALTER TABLE "waiting_entry" ADD CHECK ("tier" IN ('pro', 'enterprise'));

-- Row security: forced on every new table with a team.
DO $$
DECLARE
  wanted text;
BEGIN
  FOREACH wanted IN ARRAY ARRAY['team_invite', 'billing_customer', 'subscription', 'checkout_intent', 'billing_invoice', 'billing_refund', 'billing_dispute', 'cancel_answer'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', wanted);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', wanted);
    EXECUTE format('CREATE POLICY own_team ON %I TO ch_app USING (team_id = current_setting(''app.team_id'', true)) WITH CHECK (team_id = current_setting(''app.team_id'', true))', wanted);
    EXECUTE format('CREATE POLICY worker ON %I TO ch_worker USING (true) WITH CHECK (true)', wanted);
  END LOOP;
END
$$;

-- What Stripe told is written by the worker alone; the application reads its own team's.
GRANT SELECT ON "billing_customer", "subscription", "billing_invoice", "billing_refund", "billing_dispute" TO ch_app;
GRANT SELECT, INSERT, UPDATE ON "billing_customer", "subscription", "billing_invoice", "billing_refund", "billing_dispute", "checkout_intent", "stripe_event", "billing_alarm", "billing_reconcile", "growth_figure", "growth_point" TO ch_worker;
GRANT DELETE ON "growth_figure", "growth_point" TO ch_worker;
GRANT SELECT, INSERT ON "trial_use" TO ch_worker;
GRANT SELECT ON "cancel_answer", "waiting_entry", "team_invite" TO ch_worker;
GRANT UPDATE ("revoked_at") ON "team_invite" TO ch_worker;
GRANT INSERT ("team_id", "customer_id", "email", "created_at", "read_turn") ON "billing_customer" TO ch_app;
-- A customer who was deleted at Stripe is followed by a new one, of whom nothing is known yet.
GRANT UPDATE ("customer_id", "email", "currency", "method_kind", "method_brand", "method_last_four", "method_expires", "created_at", "read_at", "deleted_at", "held_until") ON "billing_customer" TO ch_app;
-- Marks are keyed hashes: whoever reads them learns nothing.
GRANT SELECT ON "trial_use" TO ch_app;
GRANT SELECT, INSERT, UPDATE ON "checkout_intent" TO ch_app;
GRANT SELECT, INSERT ON "cancel_answer" TO ch_app;
GRANT INSERT ON "waiting_entry" TO ch_app, ch_accounts;
GRANT SELECT ON "waiting_entry" TO ch_app, ch_accounts;
-- A webhook belongs to no team yet: whoever takes it in may write it and cannot read others.
GRANT INSERT ON "stripe_event" TO ch_app;
GRANT SELECT ("id") ON "stripe_event" TO ch_app;
GRANT UPDATE ("tier") ON "team" TO ch_worker;
CREATE POLICY settle ON "team" FOR UPDATE TO ch_worker USING (true) WITH CHECK (true);
GRANT UPDATE ("name") ON "team" TO ch_app;

-- Members and invitations: the team's own people write them; whoever accepts is not a member yet.
GRANT SELECT, INSERT, UPDATE ON "team_invite" TO ch_app, ch_accounts;
CREATE POLICY accounts ON "team_invite" TO ch_accounts USING (true) WITH CHECK (true);
GRANT INSERT, UPDATE, DELETE ON "membership" TO ch_app;
-- Whom a team can be handed to, and what ends with a membership.
GRANT SELECT ("disabled_at") ON "app_user" TO ch_app;
GRANT DELETE ON "price_alert" TO ch_accounts;
-- What a session shows of a team's subscription.
GRANT SELECT ON "subscription" TO ch_accounts;
CREATE POLICY accounts ON "subscription" FOR SELECT TO ch_accounts USING (true);

GRANT SELECT ("frozen_at", "chosen_at") ON "provider_key" TO ch_app;

-- What growth figures are computed from, and which jobs failed.
GRANT SELECT ("entry_page", "created_at") ON "app_user" TO ch_worker;
GRANT SELECT, INSERT, UPDATE, DELETE ON "job_failure" TO ch_worker;

-- Numbers the questions put to Stripe about a customer.
CREATE SEQUENCE "billing_read_turn";
GRANT USAGE ON SEQUENCE "billing_read_turn" TO ch_worker;
-- A team has one owner. Last, since it holds "membership" while "team" is held above: sign-ups of a
-- running release take the two in that order.
CREATE UNIQUE INDEX "membership_one_owner" ON "membership"("team_id") WHERE "role" = 'owner';
