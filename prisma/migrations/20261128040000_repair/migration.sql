-- What may be done about a machine that is unwell, and when nothing is.
ALTER TABLE "deployment"
  ADD COLUMN "repair_policy" JSONB,
  ADD COLUMN "repair_paused_at" TIMESTAMPTZ(3),
  ADD COLUMN "repair_paused_until" TIMESTAMPTZ(3),
  ADD COLUMN "repair_looked_at" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "repair" (
    "id" TEXT NOT NULL,
    "team_id" TEXT NOT NULL,
    "deployment_id" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "reason" TEXT,
    "fault" TEXT NOT NULL,
    "bad_since" TIMESTAMPTZ(3),
    "opened_at" TIMESTAMPTZ(3) NOT NULL,
    "begun_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),
    "retry_at" TIMESTAMPTZ(3),
    "before_per_hour_micros" BIGINT NOT NULL,
    "after_per_hour_micros" BIGINT,

    CONSTRAINT "repair_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "repair_state_check" CHECK ("state" IN ('open', 'blocked', 'succeeded', 'exhausted', 'superseded', 'over'))
);

-- CreateTable
CREATE TABLE "repair_act" (
    "id" TEXT NOT NULL,
    "team_id" TEXT NOT NULL,
    "repair_id" TEXT NOT NULL,
    "operation_id" TEXT NOT NULL,
    "rung" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),
    "outcome" TEXT,

    CONSTRAINT "repair_act_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "repair_deployment_id_opened_at_idx" ON "repair"("deployment_id", "opened_at");
CREATE INDEX "repair_team_id_opened_at_idx" ON "repair"("team_id", "opened_at");
CREATE INDEX "repair_act_repair_id_at_idx" ON "repair_act"("repair_id", "at");
-- One repair of a machine at a time.
CREATE UNIQUE INDEX "repair_one_at_a_time" ON "repair"("deployment_id") WHERE "state" IN ('open', 'blocked');

-- AddForeignKey
ALTER TABLE "repair" ADD CONSTRAINT "repair_deployment_id_fkey" FOREIGN KEY ("deployment_id") REFERENCES "deployment"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "repair_act" ADD CONSTRAINT "repair_act_repair_id_fkey" FOREIGN KEY ("repair_id") REFERENCES "repair"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

DO $$
DECLARE
  made text;
BEGIN
  FOREACH made IN ARRAY ARRAY['repair', 'repair_act'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', made);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', made);
    EXECUTE format('CREATE POLICY own_team ON %I TO ch_app USING (team_id = current_setting(''app.team_id'', true)) WITH CHECK (team_id = current_setting(''app.team_id'', true))', made);
    EXECUTE format('CREATE POLICY worker ON %I TO ch_worker USING (true) WITH CHECK (true)', made);
  END LOOP;
END
$$;
CREATE TRIGGER same_team_deployment_id BEFORE INSERT OR UPDATE OF team_id, deployment_id ON "repair" FOR EACH ROW EXECUTE FUNCTION same_team('deployment_id', 'deployment');
CREATE TRIGGER same_team_repair_id BEFORE INSERT OR UPDATE OF team_id, repair_id ON "repair_act" FOR EACH ROW EXECUTE FUNCTION same_team('repair_id', 'repair');
GRANT SELECT ON "repair", "repair_act" TO ch_app;
GRANT UPDATE ("state", "reason", "ended_at") ON "repair" TO ch_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON "repair", "repair_act" TO ch_worker;

-- A repair holds budgets like a launch does; holding a row needs the right to change a column of it.
GRANT UPDATE ("id") ON "budget" TO ch_worker;
