-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateTable
CREATE TABLE "installation" (
    "id" TEXT NOT NULL,
    "world" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "installation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "app_user" (
    "id" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "password_hash" TEXT,
    "name" TEXT,
    "locale" TEXT NOT NULL DEFAULT 'en',
    "entry_page" TEXT,
    "email_verified_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "disabled_at" TIMESTAMPTZ(3),

    CONSTRAINT "app_user_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "login" (
    "id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "provider" TEXT NOT NULL,
    "provider_account_id" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "login_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "session" (
    "id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "last_seen_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "address" TEXT,
    "user_agent" TEXT,

    CONSTRAINT "session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "mail_token" (
    "id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "purpose" TEXT NOT NULL,
    "return_to" TEXT,
    "password_hash" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "used_at" TIMESTAMPTZ(3),

    CONSTRAINT "mail_token_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "team" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "tier" TEXT NOT NULL DEFAULT 'basic',
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "team_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "membership" (
    "id" TEXT NOT NULL,
    "team_id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "membership_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "project" (
    "id" TEXT NOT NULL,
    "team_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "is_default" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "project_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "audit_entry" (
    "id" TEXT NOT NULL,
    "team_id" TEXT,
    "actor_kind" TEXT NOT NULL,
    "actor_id" TEXT,
    "verb" TEXT NOT NULL,
    "target" TEXT,
    "details" JSONB,
    "address" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "audit_entry_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "verb_request" (
    "id" TEXT NOT NULL,
    "team_id" TEXT,
    "owner" TEXT NOT NULL,
    "request_id" TEXT NOT NULL,
    "verb" TEXT NOT NULL,
    "input_hash" TEXT NOT NULL,
    "answer" JSONB NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "verb_request_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "rate_limit" (
    "key" TEXT NOT NULL,
    "points" INTEGER NOT NULL DEFAULT 0,
    "expire" BIGINT,

    CONSTRAINT "rate_limit_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "price_source" (
    "provider_id" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "last_attempt_at" TIMESTAMPTZ(3),
    "last_success_at" TIMESTAMPTZ(3),
    "failure" TEXT,
    "row_count" INTEGER NOT NULL DEFAULT 0,
    "skipped_count" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "price_source_pkey" PRIMARY KEY ("provider_id")
);

-- CreateTable
CREATE TABLE "offer" (
    "id" TEXT NOT NULL,
    "provider_id" TEXT NOT NULL,
    "offer_key" TEXT NOT NULL,
    "instance_type" TEXT NOT NULL,
    "gpu_spelling" TEXT NOT NULL,
    "gpu_model" TEXT,
    "gpu_count" INTEGER NOT NULL,
    "max_gpu_count" INTEGER NOT NULL,
    "is_partition" BOOLEAN NOT NULL,
    "gpu_memory_gb" DOUBLE PRECISION,
    "vcpu" DOUBLE PRECISION,
    "ram_gb" DOUBLE PRECISION,
    "disk_gb" DOUBLE PRECISION,
    "region" TEXT,
    "pricing_model" TEXT NOT NULL,
    "tier" TEXT,
    "price_per_hour_micros" BIGINT NOT NULL,
    "price_per_gpu_hour_micros" BIGINT NOT NULL,
    "native_price" TEXT NOT NULL,
    "availability" TEXT NOT NULL,
    "observed_at" TIMESTAMPTZ(3) NOT NULL,
    "vanished_at" TIMESTAMPTZ(3),

    CONSTRAINT "offer_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "price_point" (
    "provider_id" TEXT NOT NULL,
    "gpu_model" TEXT NOT NULL,
    "pricing_model" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "price_per_gpu_hour_micros" BIGINT,

    CONSTRAINT "price_point_pkey" PRIMARY KEY ("gpu_model","provider_id","pricing_model","at")
);

-- CreateTable
CREATE TABLE "unknown_spelling" (
    "provider_id" TEXT NOT NULL,
    "spelling" TEXT NOT NULL,
    "memory_gb" DOUBLE PRECISION NOT NULL DEFAULT 0,
    "first_seen_at" TIMESTAMPTZ(3) NOT NULL,
    "last_seen_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "unknown_spelling_pkey" PRIMARY KEY ("provider_id","spelling","memory_gb")
);

-- CreateTable
CREATE TABLE "reference_offer" (
    "id" INTEGER NOT NULL,
    "provider_id" TEXT NOT NULL,
    "provider_name" TEXT NOT NULL,
    "instance_type" TEXT,
    "gpu_model" TEXT,
    "gpu_spelling" TEXT NOT NULL,
    "gpu_count" INTEGER NOT NULL,
    "is_partition" BOOLEAN NOT NULL,
    "gpu_memory_gb" DOUBLE PRECISION,
    "vcpu" DOUBLE PRECISION,
    "ram_gb" DOUBLE PRECISION,
    "disk_gb" DOUBLE PRECISION,
    "region" TEXT,
    "pricing_model" TEXT NOT NULL,
    "price_per_hour_micros" BIGINT NOT NULL,
    "price_per_gpu_hour_micros" BIGINT NOT NULL,
    "observed_on" DATE NOT NULL,
    "source" TEXT NOT NULL,

    CONSTRAINT "reference_offer_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "reference_low" (
    "gpu_model" TEXT NOT NULL,
    "provider_id" TEXT NOT NULL,
    "week_of" DATE NOT NULL,
    "on_demand_micros" BIGINT,
    "spot_micros" BIGINT,
    "source" TEXT NOT NULL,

    CONSTRAINT "reference_low_pkey" PRIMARY KEY ("gpu_model","provider_id","week_of")
);

-- CreateTable
CREATE TABLE "seed_mark" (
    "name" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "seed_mark_pkey" PRIMARY KEY ("name")
);

-- CreateTable
CREATE TABLE "provider_key" (
    "id" TEXT NOT NULL,
    "team_id" TEXT NOT NULL,
    "provider_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "last_four" TEXT NOT NULL,
    "fingerprint" TEXT NOT NULL,
    "kek_id" TEXT NOT NULL,
    "wrapped_key" TEXT NOT NULL,
    "ciphertext" TEXT NOT NULL,
    "account" TEXT,
    "state" TEXT NOT NULL,
    "state_reason" TEXT,
    "verified_at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "last_listed_at" TIMESTAMPTZ(3),
    "list_failure" TEXT,
    "next_sweep_at" TIMESTAMPTZ(3) NOT NULL,
    "next_reap_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "provider_key_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "deployment" (
    "id" TEXT NOT NULL,
    "team_id" TEXT NOT NULL,
    "project_id" TEXT NOT NULL,
    "provider_key_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "provider_id" TEXT NOT NULL,
    "desired" TEXT NOT NULL,
    "desired_generation" INTEGER NOT NULL DEFAULT 1,
    "settled_generation" INTEGER NOT NULL DEFAULT 0,
    "restart_requested" BOOLEAN NOT NULL DEFAULT false,
    "status" TEXT NOT NULL,
    "status_reason" TEXT,
    "status_since" TIMESTAMPTZ(3) NOT NULL,
    "provider_instance_id" TEXT,
    "offer_id" TEXT NOT NULL,
    "gpu_model" TEXT,
    "gpu_spelling" TEXT NOT NULL,
    "gpu_count" INTEGER NOT NULL,
    "instance_type" TEXT NOT NULL,
    "region" TEXT,
    "tier" TEXT,
    "image" TEXT,
    "disk_gb" INTEGER,
    "ports" INTEGER[],
    "ssh_public_key" TEXT,
    "quoted_per_hour_micros" BIGINT NOT NULL,
    "quoted_at" TIMESTAMPTZ(3) NOT NULL,
    "rate_per_hour_micros" BIGINT NOT NULL,
    "stopped_per_hour_micros" BIGINT NOT NULL DEFAULT 0,
    "billed_micros" BIGINT,
    "bill_check_at" TIMESTAMPTZ(3),
    "ssh_host" TEXT,
    "ssh_port" INTEGER,
    "ssh_user" TEXT,
    "public_ports" JSONB,
    "created_by" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "deployment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "operation" (
    "id" TEXT NOT NULL,
    "team_id" TEXT NOT NULL,
    "deployment_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "generation" INTEGER NOT NULL,
    "state" TEXT NOT NULL,
    "step" TEXT NOT NULL,
    "attempt" INTEGER NOT NULL DEFAULT 0,
    "fence" INTEGER NOT NULL DEFAULT 0,
    "lease_until" TIMESTAMPTZ(3),
    "run_after" TIMESTAMPTZ(3) NOT NULL,
    "deadline" TIMESTAMPTZ(3) NOT NULL,
    "cancel_requested" BOOLEAN NOT NULL DEFAULT false,
    "context" JSONB NOT NULL,
    "reason" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "operation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "provider_call" (
    "id" TEXT NOT NULL,
    "team_id" TEXT NOT NULL,
    "operation_id" TEXT NOT NULL,
    "provider_key_id" TEXT NOT NULL,
    "step" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "verb" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "instance_id" TEXT,
    "error_kind" TEXT,
    "error_detail" TEXT,
    "price_per_hour_micros" BIGINT,
    "absences" INTEGER NOT NULL DEFAULT 0,
    "looked_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "sent_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "provider_call_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "stray_machine" (
    "id" TEXT NOT NULL,
    "team_id" TEXT NOT NULL,
    "provider_key_id" TEXT NOT NULL,
    "provider_instance_id" TEXT NOT NULL,
    "name" TEXT,
    "first_seen_at" TIMESTAMPTZ(3) NOT NULL,
    "last_seen_at" TIMESTAMPTZ(3) NOT NULL,
    "sightings" INTEGER NOT NULL DEFAULT 1,
    "gone_at" TIMESTAMPTZ(3),
    "owned_by_call_id" TEXT,

    CONSTRAINT "stray_machine_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "health_state" (
    "deployment_id" TEXT NOT NULL,
    "team_id" TEXT NOT NULL,
    "verdict" TEXT NOT NULL,
    "missed_reads" INTEGER NOT NULL DEFAULT 0,
    "seen_at" TIMESTAMPTZ(3),
    "checked_at" TIMESTAMPTZ(3) NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "health_state_pkey" PRIMARY KEY ("deployment_id")
);

-- CreateTable
CREATE TABLE "status_interval" (
    "id" TEXT NOT NULL,
    "team_id" TEXT NOT NULL,
    "deployment_id" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "cause" TEXT NOT NULL,
    "from_at" TIMESTAMPTZ(3) NOT NULL,
    "to_at" TIMESTAMPTZ(3),

    CONSTRAINT "status_interval_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "usage_segment" (
    "id" TEXT NOT NULL,
    "team_id" TEXT NOT NULL,
    "project_id" TEXT NOT NULL,
    "deployment_id" TEXT NOT NULL,
    "rate_per_hour_micros" BIGINT NOT NULL,
    "cause" TEXT NOT NULL,
    "from_at" TIMESTAMPTZ(3) NOT NULL,
    "to_at" TIMESTAMPTZ(3),

    CONSTRAINT "usage_segment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "event" (
    "id" TEXT NOT NULL,
    "team_id" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "deployment_id" TEXT,
    "user_id" TEXT,
    "data" JSONB NOT NULL,
    "dedupe_key" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "fanned_out_at" TIMESTAMPTZ(3),

    CONSTRAINT "event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "delivery" (
    "id" TEXT NOT NULL,
    "team_id" TEXT NOT NULL,
    "event_id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "channel" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "attempt" INTEGER NOT NULL DEFAULT 0,
    "fence" INTEGER NOT NULL DEFAULT 0,
    "lease_until" TIMESTAMPTZ(3),
    "run_after" TIMESTAMPTZ(3) NOT NULL,
    "external_id" TEXT,
    "failure" TEXT,
    "repeated" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "delivery_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "app_user_email_key" ON "app_user"("email");

-- CreateIndex
CREATE INDEX "login_user_id_idx" ON "login"("user_id");

-- CreateIndex
CREATE UNIQUE INDEX "login_provider_provider_account_id_key" ON "login"("provider", "provider_account_id");

-- CreateIndex
CREATE INDEX "session_user_id_idx" ON "session"("user_id");

-- CreateIndex
CREATE INDEX "mail_token_user_id_idx" ON "mail_token"("user_id");

-- CreateIndex
CREATE INDEX "membership_user_id_idx" ON "membership"("user_id");

-- CreateIndex
CREATE UNIQUE INDEX "membership_team_id_user_id_key" ON "membership"("team_id", "user_id");

-- CreateIndex
CREATE INDEX "project_team_id_idx" ON "project"("team_id");

-- CreateIndex
CREATE INDEX "audit_entry_team_id_at_idx" ON "audit_entry"("team_id", "at");

-- CreateIndex
CREATE UNIQUE INDEX "verb_request_owner_request_id_key" ON "verb_request"("owner", "request_id");

-- CreateIndex
CREATE INDEX "offer_gpu_model_price_per_gpu_hour_micros_idx" ON "offer"("gpu_model", "price_per_gpu_hour_micros");

-- CreateIndex
CREATE UNIQUE INDEX "offer_provider_id_offer_key_key" ON "offer"("provider_id", "offer_key");

-- CreateIndex
CREATE INDEX "reference_offer_gpu_model_price_per_gpu_hour_micros_idx" ON "reference_offer"("gpu_model", "price_per_gpu_hour_micros");

-- CreateIndex
CREATE INDEX "provider_key_next_sweep_at_idx" ON "provider_key"("next_sweep_at");

-- CreateIndex
CREATE UNIQUE INDEX "provider_key_team_id_provider_id_fingerprint_key" ON "provider_key"("team_id", "provider_id", "fingerprint");

-- CreateIndex
CREATE INDEX "deployment_team_id_created_at_idx" ON "deployment"("team_id", "created_at");

-- CreateIndex
CREATE INDEX "deployment_provider_key_id_provider_instance_id_idx" ON "deployment"("provider_key_id", "provider_instance_id");

-- CreateIndex
CREATE INDEX "operation_deployment_id_idx" ON "operation"("deployment_id");

-- CreateIndex
CREATE UNIQUE INDEX "provider_call_key_key" ON "provider_call"("key");

-- CreateIndex
CREATE INDEX "provider_call_operation_id_idx" ON "provider_call"("operation_id");

-- CreateIndex
CREATE INDEX "stray_machine_team_id_idx" ON "stray_machine"("team_id");

-- CreateIndex
CREATE UNIQUE INDEX "stray_machine_provider_key_id_provider_instance_id_key" ON "stray_machine"("provider_key_id", "provider_instance_id");

-- CreateIndex
CREATE INDEX "status_interval_deployment_id_from_at_idx" ON "status_interval"("deployment_id", "from_at");

-- CreateIndex
CREATE INDEX "usage_segment_deployment_id_from_at_idx" ON "usage_segment"("deployment_id", "from_at");

-- CreateIndex
CREATE INDEX "usage_segment_team_id_from_at_idx" ON "usage_segment"("team_id", "from_at");

-- CreateIndex
CREATE UNIQUE INDEX "event_dedupe_key_key" ON "event"("dedupe_key");

-- CreateIndex
CREATE INDEX "event_team_id_at_idx" ON "event"("team_id", "at");

-- CreateIndex
CREATE INDEX "event_deployment_id_at_idx" ON "event"("deployment_id", "at");

-- CreateIndex
CREATE INDEX "delivery_state_run_after_idx" ON "delivery"("state", "run_after");

-- CreateIndex
CREATE UNIQUE INDEX "delivery_event_id_user_id_channel_key" ON "delivery"("event_id", "user_id", "channel");

-- AddForeignKey
ALTER TABLE "login" ADD CONSTRAINT "login_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "app_user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "session" ADD CONSTRAINT "session_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "app_user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "mail_token" ADD CONSTRAINT "mail_token_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "app_user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "membership" ADD CONSTRAINT "membership_team_id_fkey" FOREIGN KEY ("team_id") REFERENCES "team"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "membership" ADD CONSTRAINT "membership_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "app_user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "project" ADD CONSTRAINT "project_team_id_fkey" FOREIGN KEY ("team_id") REFERENCES "team"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "provider_key" ADD CONSTRAINT "provider_key_team_id_fkey" FOREIGN KEY ("team_id") REFERENCES "team"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "deployment" ADD CONSTRAINT "deployment_team_id_fkey" FOREIGN KEY ("team_id") REFERENCES "team"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "deployment" ADD CONSTRAINT "deployment_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "deployment" ADD CONSTRAINT "deployment_provider_key_id_fkey" FOREIGN KEY ("provider_key_id") REFERENCES "provider_key"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "operation" ADD CONSTRAINT "operation_deployment_id_fkey" FOREIGN KEY ("deployment_id") REFERENCES "deployment"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "provider_call" ADD CONSTRAINT "provider_call_operation_id_fkey" FOREIGN KEY ("operation_id") REFERENCES "operation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "health_state" ADD CONSTRAINT "health_state_deployment_id_fkey" FOREIGN KEY ("deployment_id") REFERENCES "deployment"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "status_interval" ADD CONSTRAINT "status_interval_deployment_id_fkey" FOREIGN KEY ("deployment_id") REFERENCES "deployment"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "usage_segment" ADD CONSTRAINT "usage_segment_deployment_id_fkey" FOREIGN KEY ("deployment_id") REFERENCES "deployment"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "delivery" ADD CONSTRAINT "delivery_event_id_fkey" FOREIGN KEY ("event_id") REFERENCES "event"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- One operation per deployment while it is not in an end state: the "one repairer" rule.
CREATE UNIQUE INDEX "operation_one_open" ON "operation" ("deployment_id") WHERE "state" = 'open';
CREATE INDEX "operation_due" ON "operation" ("run_after") WHERE "state" = 'open';
-- One open interval and one open segment per deployment.
CREATE UNIQUE INDEX "status_interval_one_open" ON "status_interval" ("deployment_id") WHERE "to_at" IS NULL;
CREATE UNIQUE INDEX "usage_segment_one_open" ON "usage_segment" ("deployment_id") WHERE "to_at" IS NULL;
CREATE UNIQUE INDEX "project_one_default" ON "project" ("team_id") WHERE "is_default";
CREATE INDEX "event_not_fanned_out" ON "event" ("at") WHERE "fanned_out_at" IS NULL;
CREATE INDEX "delivery_due" ON "delivery" ("run_after") WHERE "state" IN ('queued', 'retry', 'sending');
CREATE INDEX "deployment_bill_check" ON "deployment" ("bill_check_at") WHERE "bill_check_at" IS NOT NULL;
CREATE INDEX "deployment_unsettled" ON "deployment" ("id") WHERE "desired_generation" > "settled_generation";

-- Closed word lists, so that no process can write a state the code does not know.
ALTER TABLE "installation" ADD CHECK ("world" IN ('sandbox', 'live'));
CREATE UNIQUE INDEX "installation_only_one" ON "installation" ((true));
ALTER TABLE "membership" ADD CHECK ("role" IN ('owner', 'admin', 'member', 'viewer'));
ALTER TABLE "team" ADD CHECK ("tier" IN ('basic', 'pro', 'enterprise'));
ALTER TABLE "deployment" ADD CHECK ("desired" IN ('running', 'stopped', 'deleted'));
ALTER TABLE "deployment" ADD CHECK ("status" IN ('requested', 'provisioning', 'running', 'stopping', 'stopped', 'terminating', 'terminated', 'failed', 'lost'));
ALTER TABLE "operation" ADD CHECK ("state" IN ('open', 'succeeded', 'failed', 'superseded'));
ALTER TABLE "operation" ADD CHECK ("kind" IN ('create', 'start', 'stop', 'restart', 'delete'));
ALTER TABLE "provider_call" ADD CHECK ("status" IN ('INTENT', 'SENT', 'OK', 'FAILED', 'AMBIGUOUS', 'ABSENT'));
ALTER TABLE "delivery" ADD CHECK ("state" IN ('queued', 'sending', 'sent', 'retry', 'dead', 'uncertain'));

-- Roles. The application acts as ch_app (one team at a time), ch_worker (machines of all teams,
-- no passwords or sessions) or ch_accounts (people and memberships, no keys or machines).
-- Roles belong to the whole server, so another database of it may have made them already.
DO $$
DECLARE
  wanted text;
BEGIN
  FOREACH wanted IN ARRAY ARRAY['ch_app', 'ch_worker', 'ch_accounts'] LOOP
    BEGIN
      EXECUTE format('CREATE ROLE %I NOLOGIN NOSUPERUSER NOBYPASSRLS', wanted);
    EXCEPTION WHEN duplicate_object OR unique_violation THEN
      NULL;
    END;
    BEGIN
      EXECUTE format('GRANT %I TO CURRENT_USER', wanted);
    EXCEPTION WHEN OTHERS THEN
      IF NOT pg_has_role(current_user, wanted, 'MEMBER') THEN RAISE; END IF;
    END;
  END LOOP;
END
$$;

GRANT USAGE ON SCHEMA public TO ch_app, ch_worker, ch_accounts;

-- Public prices: all may read; only the worker writes.
GRANT SELECT ON "installation", "price_source", "offer", "price_point", "unknown_spelling", "reference_offer", "reference_low", "seed_mark" TO ch_app, ch_worker, ch_accounts;
GRANT INSERT, UPDATE, DELETE ON "price_source", "offer", "price_point", "unknown_spelling" TO ch_worker;

-- Accounts.
GRANT SELECT, INSERT, UPDATE ON "app_user", "login" TO ch_accounts;
GRANT SELECT, INSERT, UPDATE, DELETE ON "session", "mail_token", "membership" TO ch_accounts;
GRANT SELECT, INSERT ON "team", "project" TO ch_accounts;
GRANT INSERT ON "audit_entry", "event" TO ch_accounts;
GRANT SELECT ("id", "dedupe_key") ON "event" TO ch_accounts;
GRANT SELECT ("id") ON "audit_entry" TO ch_accounts;
GRANT SELECT, INSERT ON "verb_request" TO ch_accounts;
GRANT SELECT, INSERT, UPDATE, DELETE ON "rate_limit" TO ch_app, ch_accounts;

-- A team's own rows.
GRANT SELECT ON "team" TO ch_app;
GRANT SELECT ON "membership" TO ch_app;
GRANT SELECT ("id", "email", "name", "locale") ON "app_user" TO ch_app;
GRANT SELECT, INSERT, UPDATE ON "project", "deployment" TO ch_app;
-- A sealed key is written here and read by the worker alone.
GRANT INSERT, UPDATE ON "provider_key" TO ch_app;
GRANT SELECT ("id", "team_id", "provider_id", "name", "last_four", "fingerprint", "kek_id", "account", "state", "state_reason", "verified_at", "created_at", "last_listed_at", "list_failure", "next_sweep_at", "next_reap_at") ON "provider_key" TO ch_app;
GRANT SELECT ON "operation", "stray_machine", "provider_call", "health_state", "status_interval", "usage_segment", "delivery" TO ch_app;
GRANT INSERT, UPDATE ON "status_interval", "usage_segment" TO ch_app;
GRANT SELECT, INSERT ON "event", "audit_entry", "verb_request" TO ch_app;

-- The worker.
GRANT SELECT ON "team", "membership", "project" TO ch_worker;
GRANT SELECT ("id", "email", "name", "locale", "email_verified_at", "disabled_at") ON "app_user" TO ch_worker;
GRANT SELECT ("id", "user_id", "purpose", "return_to", "expires_at", "used_at") ON "mail_token" TO ch_worker;
GRANT SELECT, UPDATE ON "provider_key" TO ch_worker;
GRANT SELECT, INSERT, UPDATE ON "deployment", "operation", "provider_call", "stray_machine", "health_state", "status_interval", "usage_segment", "event", "delivery" TO ch_worker;
GRANT SELECT, INSERT ON "audit_entry" TO ch_worker;

-- Row security: forced on every table with a team, and on the team itself.
DO $$
DECLARE
  wanted text;
BEGIN
  FOR wanted IN
    SELECT table_name FROM information_schema.columns
    WHERE table_schema = 'public' AND column_name = 'team_id'
  LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', wanted);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', wanted);
    EXECUTE format('CREATE POLICY own_team ON %I TO ch_app USING (team_id = current_setting(''app.team_id'', true)) WITH CHECK (team_id = current_setting(''app.team_id'', true))', wanted);
    EXECUTE format('CREATE POLICY worker ON %I TO ch_worker USING (true) WITH CHECK (true)', wanted);
  END LOOP;
END
$$;
CREATE POLICY accounts ON "membership" TO ch_accounts USING (true) WITH CHECK (true);
CREATE POLICY accounts ON "project" TO ch_accounts USING (true) WITH CHECK (true);
CREATE POLICY accounts ON "audit_entry" TO ch_accounts USING (true) WITH CHECK (true);
CREATE POLICY accounts ON "event" TO ch_accounts USING (true) WITH CHECK (true);
CREATE POLICY accounts ON "verb_request" TO ch_accounts USING (team_id IS NULL) WITH CHECK (team_id IS NULL);

ALTER TABLE "team" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "team" FORCE ROW LEVEL SECURITY;
CREATE POLICY own_team ON "team" TO ch_app USING (id = current_setting('app.team_id', true)) WITH CHECK (id = current_setting('app.team_id', true));
CREATE POLICY worker ON "team" TO ch_worker USING (true);
CREATE POLICY accounts ON "team" TO ch_accounts USING (true) WITH CHECK (true);

-- A person's address is visible to a team only while the person is a member of it.
ALTER TABLE "app_user" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "app_user" FORCE ROW LEVEL SECURITY;
CREATE POLICY accounts ON "app_user" TO ch_accounts USING (true) WITH CHECK (true);
CREATE POLICY worker ON "app_user" TO ch_worker USING (true);
CREATE POLICY members ON "app_user" TO ch_app USING (EXISTS (SELECT 1 FROM "membership" m WHERE m.user_id = app_user.id));

-- A row hangs on rows of its own team alone, whoever writes it: the worker sees every team, so a
-- job that mixes two up is stopped here.
CREATE FUNCTION same_team() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  referred text := to_jsonb(NEW) ->> TG_ARGV[0];
  its_team text;
BEGIN
  IF referred IS NULL THEN
    RETURN NEW;
  END IF;
  EXECUTE format('SELECT team_id FROM %I WHERE id = $1', TG_ARGV[1]) INTO its_team USING referred;
  IF its_team IS DISTINCT FROM NEW.team_id THEN
    RAISE EXCEPTION '% of % belongs to another team', TG_ARGV[0], TG_TABLE_NAME
      USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END
$$;

DO $$
DECLARE
  pair text[];
BEGIN
  FOREACH pair SLICE 1 IN ARRAY ARRAY[
    ['deployment', 'project_id', 'project'],
    ['deployment', 'provider_key_id', 'provider_key'],
    ['operation', 'deployment_id', 'deployment'],
    ['provider_call', 'operation_id', 'operation'],
    ['provider_call', 'provider_key_id', 'provider_key'],
    ['stray_machine', 'provider_key_id', 'provider_key'],
    ['health_state', 'deployment_id', 'deployment'],
    ['status_interval', 'deployment_id', 'deployment'],
    ['usage_segment', 'deployment_id', 'deployment'],
    ['usage_segment', 'project_id', 'project'],
    ['event', 'deployment_id', 'deployment'],
    ['delivery', 'event_id', 'event']
  ] LOOP
    EXECUTE format(
      'CREATE TRIGGER %I BEFORE INSERT OR UPDATE OF team_id, %I ON %I FOR EACH ROW EXECUTE FUNCTION same_team(%L, %L)',
      'same_team_' || pair[2], pair[2], pair[1], pair[2], pair[3]
    );
  END LOOP;
END
$$;
