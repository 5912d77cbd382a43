-- Taken in the order in which looks at accounts and machines take them, so that neither waits for the other for ever.
LOCK TABLE "provider_key" IN SHARE ROW EXCLUSIVE MODE;
LOCK TABLE "deployment" IN SHARE ROW EXCLUSIVE MODE;
LOCK TABLE "health_state" IN SHARE MODE;
LOCK TABLE "event" IN ACCESS EXCLUSIVE MODE;

-- One trouble of a team with one cause, from its first sign until it is over.
CREATE TABLE "incident" (
    "id" TEXT NOT NULL,
    "team_id" TEXT NOT NULL,
    "cause" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "deployment_id" TEXT,
    "provider_key_id" TEXT,
    "provider_id" TEXT,
    "region" TEXT,
    "fault" TEXT NOT NULL,
    "bad_since" TIMESTAMPTZ(3) NOT NULL,
    "opened_at" TIMESTAMPTZ(3) NOT NULL,
    "told_at" TIMESTAMPTZ(3),
    "acknowledged_at" TIMESTAMPTZ(3),
    "acknowledged_by" TEXT,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "incident_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "incident_cause_check" CHECK ("cause" IN ('machine', 'account', 'region', 'us'))
);

-- A machine that an incident touches or touched.
CREATE TABLE "incident_part" (
    "incident_id" TEXT NOT NULL,
    "deployment_id" TEXT NOT NULL,
    "team_id" TEXT NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,
    "until" TIMESTAMPTZ(3),

    CONSTRAINT "incident_part_pkey" PRIMARY KEY ("incident_id", "deployment_id")
);

-- What happened in an incident, one line of its story each.
CREATE TABLE "incident_entry" (
    "id" BIGINT GENERATED ALWAYS AS IDENTITY,
    "team_id" TEXT NOT NULL,
    "incident_id" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "kind" TEXT NOT NULL,
    "deployment_id" TEXT,
    "actor_id" TEXT,
    "data" JSONB NOT NULL,

    CONSTRAINT "incident_entry_pkey" PRIMARY KEY ("id")
);

-- One open incident per cause.
CREATE UNIQUE INDEX "incident_once" ON "incident" ("team_id", "cause", "subject") WHERE "ended_at" IS NULL;
CREATE INDEX "incident_team_id_opened_at_idx" ON "incident"("team_id", "opened_at");
CREATE INDEX "incident_part_deployment_id_idx" ON "incident_part"("deployment_id");
CREATE INDEX "incident_entry_incident_id_at_idx" ON "incident_entry"("incident_id", "at");

ALTER TABLE "incident" ADD CONSTRAINT "incident_deployment_id_fkey" FOREIGN KEY ("deployment_id") REFERENCES "deployment"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "incident" ADD CONSTRAINT "incident_provider_key_id_fkey" FOREIGN KEY ("provider_key_id") REFERENCES "provider_key"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "incident_part" ADD CONSTRAINT "incident_part_incident_id_fkey" FOREIGN KEY ("incident_id") REFERENCES "incident"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "incident_part" ADD CONSTRAINT "incident_part_deployment_id_fkey" FOREIGN KEY ("deployment_id") REFERENCES "deployment"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "incident_entry" ADD CONSTRAINT "incident_entry_incident_id_fkey" FOREIGN KEY ("incident_id") REFERENCES "incident"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What is told belongs to the incident it tells of.
ALTER TABLE "event" ADD COLUMN "incident_id" TEXT;
CREATE INDEX "event_incident_id_idx" ON "event"("incident_id") WHERE "incident_id" IS NOT NULL;

-- Machines that are well and unwell in turns are looked at until they have calmed down.
CREATE INDEX "health_state_flapping" ON "health_state"("flap_at") WHERE "is_flapping";

DO $$
DECLARE
  made TEXT;
  pair TEXT[];
BEGIN
  FOREACH made IN ARRAY ARRAY['incident', 'incident_part', 'incident_entry'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', made);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', made);
    EXECUTE format('CREATE POLICY own_team ON %I TO ch_app USING (team_id = current_setting(''app.team_id'', true)) WITH CHECK (team_id = current_setting(''app.team_id'', true))', made);
    EXECUTE format('CREATE POLICY worker ON %I TO ch_worker USING (true) WITH CHECK (true)', made);
  END LOOP;
  FOREACH pair SLICE 1 IN ARRAY ARRAY[
    ['incident', 'deployment_id', 'deployment'],
    ['incident', 'provider_key_id', 'provider_key'],
    ['incident_part', 'incident_id', 'incident'],
    ['incident_part', 'deployment_id', 'deployment'],
    ['incident_entry', 'incident_id', 'incident'],
    ['incident_entry', 'deployment_id', 'deployment'],
    ['event', 'incident_id', 'incident']
  ] LOOP
    EXECUTE format(
      'CREATE TRIGGER %I BEFORE INSERT OR UPDATE OF team_id, %I ON %I FOR EACH ROW EXECUTE FUNCTION same_team(%L, %L)',
      'same_team_' || pair[2], pair[2], pair[1], pair[2], pair[3]
    );
  END LOOP;
END
$$;
GRANT SELECT, INSERT, UPDATE, DELETE ON "incident", "incident_part", "incident_entry" TO ch_worker;
GRANT SELECT ON "incident", "incident_part", "incident_entry" TO ch_app;
GRANT INSERT ON "incident_entry" TO ch_app;
GRANT UPDATE ("acknowledged_at", "acknowledged_by") ON "incident" TO ch_app;
