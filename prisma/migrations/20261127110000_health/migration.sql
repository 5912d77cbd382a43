-- Taken in the order in which looks at machines take them, so that neither waits for the other for ever.
LOCK TABLE "deployment" IN ACCESS EXCLUSIVE MODE;
LOCK TABLE "health_state" IN ACCESS EXCLUSIVE MODE;

-- One verdict from two kinds of evidence: what the provider says, and what probes say.
ALTER TABLE "health_state"
  ADD COLUMN "provider_says" TEXT NOT NULL DEFAULT 'unknown',
  ADD COLUMN "fault" TEXT,
  ADD COLUMN "first_act" TEXT,
  ADD COLUMN "scope" TEXT,
  ADD COLUMN "bad_since" TIMESTAMPTZ(3),
  ADD COLUMN "flap_score" DOUBLE PRECISION NOT NULL DEFAULT 0,
  ADD COLUMN "flap_at" TIMESTAMPTZ(3),
  ADD COLUMN "is_flapping" BOOLEAN NOT NULL DEFAULT false,
  ADD COLUMN "told_unhealthy" BOOLEAN NOT NULL DEFAULT false;
UPDATE "health_state" SET "provider_says" = "verdict";

-- What a machine's service is asked over HTTP: a port and a path.
ALTER TABLE "deployment" ADD COLUMN "http_check" TEXT;
ALTER TABLE "template" ADD COLUMN "http_check" TEXT;

-- CreateTable
CREATE TABLE "probe_state" (
    "deployment_id" TEXT NOT NULL,
    "team_id" TEXT NOT NULL,
    "running_since" TIMESTAMPTZ(3) NOT NULL,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "fence" INTEGER NOT NULL DEFAULT 0,
    "lease_until" TIMESTAMPTZ(3),
    "grace_until" TIMESTAMPTZ(3),
    "gpu_due_at" TIMESTAMPTZ(3),
    "says" TEXT,
    "recent" TEXT NOT NULL DEFAULT '',
    "fault" TEXT,
    "first_act" TEXT,
    "bad_since" TIMESTAMPTZ(3),
    "errors_base" JSONB NOT NULL DEFAULT '{}',
    "noticed" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "probe_state_pkey" PRIMARY KEY ("deployment_id")
);

-- CreateTable
CREATE TABLE "health_sample" (
    "deployment_id" TEXT NOT NULL,
    "team_id" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "outcome" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "fault" TEXT,
    "findings" JSONB NOT NULL,
    "answer_ms" INTEGER,
    "gpu_use" DOUBLE PRECISION,
    "gpu_memory" DOUBLE PRECISION,
    "gpu_temperature" DOUBLE PRECISION,
    "gpu_watts" DOUBLE PRECISION,

    CONSTRAINT "health_sample_pkey" PRIMARY KEY ("deployment_id","at")
) PARTITION BY RANGE ("at");

-- CreateTable
CREATE TABLE "health_hour" (
    "deployment_id" TEXT NOT NULL,
    "team_id" TEXT NOT NULL,
    "from_at" TIMESTAMPTZ(3) NOT NULL,
    "rounds" INTEGER NOT NULL,
    "bad_rounds" INTEGER NOT NULL,
    "answer_ms" DOUBLE PRECISION,
    "gpu_use" DOUBLE PRECISION,
    "gpu_use_most" DOUBLE PRECISION,
    "gpu_memory" DOUBLE PRECISION,
    "gpu_temperature_most" DOUBLE PRECISION,
    "gpu_watts" DOUBLE PRECISION,

    CONSTRAINT "health_hour_pkey" PRIMARY KEY ("deployment_id","from_at")
);

-- CreateTable
CREATE TABLE "health_conclusion" (
    "id" TEXT NOT NULL,
    "team_id" TEXT NOT NULL,
    "deployment_id" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "kind" TEXT NOT NULL,
    "fault" TEXT,
    "first_act" TEXT,
    "scope" TEXT,
    "reason" TEXT NOT NULL,
    "seen" JSONB NOT NULL,
    "bad_since" TIMESTAMPTZ(3),
    "is_told" BOOLEAN NOT NULL,
    "untold_reason" TEXT,

    CONSTRAINT "health_conclusion_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "probe_state_due_at_idx" ON "probe_state"("due_at");
CREATE INDEX "health_hour_team_id_from_at_idx" ON "health_hour"("team_id", "from_at");
CREATE INDEX "health_conclusion_deployment_id_at_idx" ON "health_conclusion"("deployment_id", "at");

-- AddForeignKey
ALTER TABLE "probe_state" ADD CONSTRAINT "probe_state_deployment_id_fkey" FOREIGN KEY ("deployment_id") REFERENCES "deployment"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "health_hour" ADD CONSTRAINT "health_hour_deployment_id_fkey" FOREIGN KEY ("deployment_id") REFERENCES "deployment"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "health_conclusion" ADD CONSTRAINT "health_conclusion_deployment_id_fkey" FOREIGN KEY ("deployment_id") REFERENCES "deployment"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Closed word lists.
ALTER TABLE "health_state" ADD CHECK ("provider_says" IN ('healthy', 'unhealthy', 'unknown'));
ALTER TABLE "health_state" ADD CHECK ("scope" IN ('machine', 'region', 'us'));
ALTER TABLE "probe_state" ADD CHECK ("says" IN ('healthy', 'suspect', 'unhealthy'));
ALTER TABLE "health_sample" ADD CHECK ("outcome" IN ('good', 'bad', 'none'));
ALTER TABLE "health_conclusion" ADD CHECK ("kind" IN ('unhealthy', 'other-fault', 'recovered', 'unknown', 'flapping', 'calm', 'notice'));

DO $$
DECLARE
  made text;
BEGIN
  FOREACH made IN ARRAY ARRAY['probe_state', 'health_sample', 'health_hour', 'health_conclusion'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', made);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', made);
    EXECUTE format('CREATE POLICY own_team ON %I TO ch_app USING (team_id = current_setting(''app.team_id'', true)) WITH CHECK (team_id = current_setting(''app.team_id'', true))', made);
    EXECUTE format('CREATE POLICY worker ON %I TO ch_worker USING (true) WITH CHECK (true)', made);
  END LOOP;
  FOREACH made IN ARRAY ARRAY['probe_state', 'health_hour', 'health_conclusion'] LOOP
    EXECUTE format('CREATE TRIGGER same_team_deployment_id BEFORE INSERT OR UPDATE OF team_id, deployment_id ON %I FOR EACH ROW EXECUTE FUNCTION same_team(''deployment_id'', ''deployment'')', made);
  END LOOP;
END
$$;
GRANT SELECT ON "probe_state", "health_sample", "health_hour", "health_conclusion" TO ch_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON "probe_state", "health_sample", "health_hour", "health_conclusion" TO ch_worker;

-- Days of samples: made from the day before `day` to two after it, and dropped once they are older
-- than `keep` days. Called by the worker, which owns no tables.
CREATE FUNCTION keep_health_days(day date, keep integer) RETURNS void
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE
  wanted date;
  part text;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('health_sample', 0));
  FOR wanted IN SELECT generate_series(day - 1, day + 2, interval '1 day')::date LOOP
    part := 'health_sample_' || to_char(wanted, 'YYYYMMDD');
    CONTINUE WHEN to_regclass(part) IS NOT NULL;
    EXECUTE format('CREATE TABLE %I PARTITION OF health_sample FOR VALUES FROM (%L) TO (%L)',
      part, wanted::text || ' 00:00:00Z', (wanted + 1)::text || ' 00:00:00Z');
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', part);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', part);
    EXECUTE format('CREATE POLICY own_team ON %I TO ch_app USING (team_id = current_setting(''app.team_id'', true)) WITH CHECK (team_id = current_setting(''app.team_id'', true))', part);
    EXECUTE format('CREATE POLICY worker ON %I TO ch_worker USING (true) WITH CHECK (true)', part);
    EXECUTE format('GRANT SELECT ON %I TO ch_app', part);
  END LOOP;
  FOR part IN
    SELECT c.relname FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
    WHERE i.inhparent = 'health_sample'::regclass
      AND c.relname < 'health_sample_' || to_char(day - keep, 'YYYYMMDD')
  LOOP
    EXECUTE format('DROP TABLE %I', part);
  END LOOP;
END
$$;
REVOKE ALL ON FUNCTION keep_health_days(date, integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION keep_health_days(date, integer) TO ch_worker;
