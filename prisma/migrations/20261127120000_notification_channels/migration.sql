-- CreateTable
CREATE TABLE "notification_channel" (
    "id" TEXT NOT NULL,
    "team_id" TEXT NOT NULL,
    "user_id" TEXT,
    "kind" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "shown" TEXT NOT NULL,
    "locale" TEXT NOT NULL,
    "fingerprint" TEXT NOT NULL,
    "kek_id" TEXT NOT NULL,
    "wrapped_key" TEXT NOT NULL,
    "ciphertext" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "state_reason" TEXT,
    "verified_at" TIMESTAMPTZ(3),
    "muted_until" TIMESTAMPTZ(3),
    "held_until" TIMESTAMPTZ(3),
    "failures" INTEGER NOT NULL DEFAULT 0,
    "failing_since" TIMESTAMPTZ(3),
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "notification_channel_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "channel_secret" (
    "id" TEXT NOT NULL,
    "team_id" TEXT NOT NULL,
    "channel_id" TEXT NOT NULL,
    "kek_id" TEXT NOT NULL,
    "wrapped_key" TEXT NOT NULL,
    "ciphertext" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "ends_at" TIMESTAMPTZ(3),

    CONSTRAINT "channel_secret_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "notification_rule" (
    "team_id" TEXT NOT NULL,
    "recipient" TEXT NOT NULL,
    "event_group" TEXT NOT NULL,
    "channel" TEXT NOT NULL,
    "mode" TEXT NOT NULL,

    CONSTRAINT "notification_rule_pkey" PRIMARY KEY ("team_id","recipient","event_group","channel")
);

-- CreateTable
CREATE TABLE "notification_preference" (
    "team_id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "time_zone" TEXT NOT NULL,
    "quiet_from" INTEGER,
    "quiet_to" INTEGER,
    "quiet_critical" TEXT NOT NULL,
    "digest_at" INTEGER NOT NULL,

    CONSTRAINT "notification_preference_pkey" PRIMARY KEY ("team_id","user_id")
);

-- CreateTable
CREATE TABLE "escalation_policy" (
    "team_id" TEXT NOT NULL,
    "after_minutes" INTEGER NOT NULL,
    "steps" JSONB NOT NULL,

    CONSTRAINT "escalation_policy_pkey" PRIMARY KEY ("team_id")
);

-- CreateTable
CREATE TABLE "escalation" (
    "event_id" TEXT NOT NULL,
    "team_id" TEXT NOT NULL,
    "step" INTEGER NOT NULL DEFAULT 0,
    "due_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "acknowledged_at" TIMESTAMPTZ(3),
    "acknowledged_by" TEXT,

    CONSTRAINT "escalation_pkey" PRIMARY KEY ("event_id")
);

-- CreateTable
CREATE TABLE "telegram_link" (
    "id" TEXT NOT NULL,
    "team_id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "token_hash" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "used_at" TIMESTAMPTZ(3),

    CONSTRAINT "telegram_link_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "telegram_update" (
    "update_id" BIGINT NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL,
    "handled_at" TIMESTAMPTZ(3),

    CONSTRAINT "telegram_update_pkey" PRIMARY KEY ("update_id")
);

-- CreateTable
CREATE TABLE "telegram_bot" (
    "id" INTEGER NOT NULL,
    "username" TEXT,
    "poller" TEXT,
    "poller_until" TIMESTAMPTZ(3),

    CONSTRAINT "telegram_bot_pkey" PRIMARY KEY ("id")
);

-- AlterTable
ALTER TABLE "delivery" ADD COLUMN     "held" TEXT,
ADD COLUMN     "digest_id" TEXT;

-- CreateIndex
CREATE INDEX "notification_channel_team_id_user_id_idx" ON "notification_channel"("team_id", "user_id");

-- CreateIndex
CREATE INDEX "notification_channel_kind_fingerprint_idx" ON "notification_channel"("kind", "fingerprint");

-- CreateIndex
CREATE INDEX "channel_secret_channel_id_idx" ON "channel_secret"("channel_id");

-- CreateIndex
CREATE UNIQUE INDEX "telegram_link_token_hash_key" ON "telegram_link"("token_hash");

-- CreateIndex
CREATE INDEX "telegram_link_team_id_user_id_idx" ON "telegram_link"("team_id", "user_id");

-- CreateIndex
CREATE INDEX "delivery_team_id_created_at_idx" ON "delivery"("team_id", "created_at");

-- CreateIndex
CREATE INDEX "delivery_digest_id_idx" ON "delivery"("digest_id");

-- AddForeignKey
ALTER TABLE "channel_secret" ADD CONSTRAINT "channel_secret_channel_id_fkey" FOREIGN KEY ("channel_id") REFERENCES "notification_channel"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "escalation" ADD CONSTRAINT "escalation_event_id_fkey" FOREIGN KEY ("event_id") REFERENCES "event"("id") ON DELETE CASCADE ON UPDATE CASCADE;

CREATE INDEX "delivery_held" ON "delivery" ("run_after") WHERE "held" IS NOT NULL;
CREATE INDEX "escalation_due" ON "escalation" ("due_at") WHERE "due_at" IS NOT NULL;
-- The same place is kept once for one person, and once for the team.
CREATE UNIQUE INDEX "notification_channel_once" ON "notification_channel" ("team_id", COALESCE("user_id", ''), "kind", "fingerprint");

ALTER TABLE "notification_channel" ADD CHECK ("state" IN ('pending', 'active', 'disabled'));
ALTER TABLE "notification_rule" ADD CHECK ("mode" IN ('now', 'digest', 'off'));
ALTER TABLE "notification_preference" ADD CHECK ("quiet_critical" IN ('pass', 'hold'));
ALTER TABLE "telegram_bot" ADD CHECK ("id" = 1);

DO $$
DECLARE
  wanted TEXT;
BEGIN
  FOREACH wanted IN ARRAY ARRAY['notification_channel', 'channel_secret', 'notification_rule', 'notification_preference', 'escalation_policy', 'escalation', 'telegram_link'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', wanted);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', wanted);
    EXECUTE format('CREATE POLICY own_team ON %I TO ch_app USING (team_id = current_setting(''app.team_id'', true)) WITH CHECK (team_id = current_setting(''app.team_id'', true))', wanted);
    EXECUTE format('CREATE POLICY worker ON %I TO ch_worker USING (true) WITH CHECK (true)', wanted);
    EXECUTE format('GRANT SELECT, DELETE ON %I TO ch_worker', wanted);
  END LOOP;
END
$$;

-- Where a channel leads and what signs it are written here and read by the worker alone.
GRANT INSERT, DELETE ON "notification_channel", "channel_secret" TO ch_app;
GRANT SELECT ("id", "team_id", "user_id", "kind", "name", "shown", "locale", "fingerprint", "state", "state_reason", "verified_at", "muted_until", "held_until", "failures", "failing_since", "created_by", "created_at") ON "notification_channel" TO ch_app;
GRANT UPDATE ("name", "state", "state_reason", "verified_at", "muted_until", "failures", "failing_since") ON "notification_channel" TO ch_app;
GRANT SELECT ("id", "team_id", "channel_id", "created_at", "ends_at") ON "channel_secret" TO ch_app;
GRANT UPDATE ("ends_at") ON "channel_secret" TO ch_app;
GRANT INSERT, UPDATE ON "notification_channel" TO ch_worker;

GRANT SELECT, INSERT, UPDATE, DELETE ON "notification_rule", "notification_preference", "escalation_policy" TO ch_app;
GRANT SELECT, INSERT, DELETE ON "telegram_link" TO ch_app;
GRANT UPDATE ON "telegram_link", "escalation" TO ch_worker;
GRANT INSERT ON "escalation" TO ch_worker;
GRANT SELECT ON "escalation" TO ch_app;
GRANT UPDATE ("acknowledged_at", "acknowledged_by", "due_at") ON "escalation" TO ch_app;
GRANT UPDATE ("state", "run_after", "ended_at", "held", "repeated") ON "delivery" TO ch_app;

-- Whoever holds the link of a mail may end mails of its kind, signed in or not.
CREATE POLICY accounts ON "notification_rule" TO ch_accounts USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE ON "notification_rule" TO ch_accounts;

GRANT SELECT, INSERT, UPDATE, DELETE ON "telegram_update" TO ch_worker;
GRANT SELECT, INSERT, UPDATE ON "telegram_bot" TO ch_worker;
GRANT SELECT ("id", "username") ON "telegram_bot" TO ch_app;

DO $$
DECLARE
  pair TEXT[];
BEGIN
  FOREACH pair SLICE 1 IN ARRAY ARRAY[
    ['channel_secret', 'channel_id', 'notification_channel'],
    ['escalation', 'event_id', 'event']
  ] LOOP
    EXECUTE format(
      'CREATE TRIGGER %I BEFORE INSERT OR UPDATE OF %I, team_id ON %I FOR EACH ROW EXECUTE FUNCTION same_team(%L, %L)',
      'same_team_' || pair[2], pair[2], pair[1], pair[2], pair[3]
    );
  END LOOP;
END
$$;
