-- Taken in the order in which launches take them, so that neither waits for the other for ever.
LOCK TABLE "deployment" IN ACCESS EXCLUSIVE MODE;
LOCK TABLE "usage_segment" IN ACCESS EXCLUSIVE MODE;

-- CreateTable
CREATE TABLE "cost_rollup" (
    "team_id" TEXT NOT NULL,
    "from_at" TIMESTAMPTZ(3) NOT NULL,
    "project_id" TEXT NOT NULL,
    "provider_id" TEXT NOT NULL,
    "gpu_model" TEXT NOT NULL,
    "template_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "micros" BIGINT NOT NULL,

    CONSTRAINT "cost_rollup_pkey" PRIMARY KEY ("team_id","from_at","project_id","provider_id","gpu_model","template_id","kind")
);

-- CreateTable
CREATE TABLE "cost_rollup_mark" (
    "team_id" TEXT NOT NULL,
    "time_zone" TEXT NOT NULL,
    "up_to" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "cost_rollup_mark_pkey" PRIMARY KEY ("team_id")
);

-- Pages of the ledger are cut by time and id; the index they were cut by before leads there too.
CREATE INDEX "usage_segment_team_id_from_at_id_idx" ON "usage_segment"("team_id", "from_at", "id");
DROP INDEX "usage_segment_team_id_from_at_idx";

DO $$
DECLARE
  made text;
BEGIN
  FOREACH made IN ARRAY ARRAY['cost_rollup', 'cost_rollup_mark'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', made);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', made);
    EXECUTE format('CREATE POLICY own_team ON %I TO ch_app USING (team_id = current_setting(''app.team_id'', true)) WITH CHECK (team_id = current_setting(''app.team_id'', true))', made);
    EXECUTE format('CREATE POLICY worker ON %I TO ch_worker USING (true) WITH CHECK (true)', made);
  END LOOP;
END
$$;
GRANT SELECT ON "cost_rollup", "cost_rollup_mark" TO ch_app;
GRANT UPDATE ("up_to") ON "cost_rollup_mark" TO ch_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON "cost_rollup", "cost_rollup_mark" TO ch_worker;

-- Every write that changes what a team's time before its mark has cost puts the mark back, whoever
-- writes. The lock is shared by writers and taken alone by who rolls up, so that no write falls
-- between what was read for a roll-up and the mark that stands for it.
CREATE FUNCTION put_cost_mark_back(team text, since timestamptz) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_advisory_xact_lock_shared(hashtextextended('cost_rollup ' || team, 0));
  UPDATE cost_rollup_mark mark
  SET up_to = COALESCE(
    (SELECT max(r.from_at) FROM cost_rollup r WHERE r.team_id = team AND r.from_at <= since),
    'epoch')
  WHERE mark.team_id = team AND mark.up_to > since;
END
$$;

CREATE FUNCTION cost_mark_follows_use() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  one record;
BEGIN
  IF TG_OP = 'INSERT' THEN
    FOR one IN SELECT team_id AS team, min(from_at) AS since FROM written GROUP BY 1 ORDER BY 1 LOOP
      PERFORM put_cost_mark_back(one.team, one.since);
    END LOOP;
  ELSIF TG_OP = 'DELETE' THEN
    FOR one IN SELECT team_id AS team, min(from_at) AS since FROM gone GROUP BY 1 ORDER BY 1 LOOP
      PERFORM put_cost_mark_back(one.team, one.since);
    END LOOP;
  ELSE
    FOR one IN
      SELECT g.team_id AS team, min(CASE
        WHEN (g.from_at, g.rate_per_hour_micros, g.deployment_id, g.project_id, g.cause)
          = (w.from_at, w.rate_per_hour_micros, w.deployment_id, w.project_id, w.cause)
        THEN CASE WHEN g.to_at IS DISTINCT FROM w.to_at THEN LEAST(g.to_at, w.to_at) END
        ELSE LEAST(g.from_at, w.from_at) END) AS since
      FROM gone g JOIN written w ON w.id = g.id GROUP BY 1 ORDER BY 1
    LOOP
      PERFORM put_cost_mark_back(one.team, one.since);
    END LOOP;
  END IF;
  RETURN NULL;
END
$$;
CREATE TRIGGER cost_mark_follows_added AFTER INSERT ON "usage_segment"
  REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION cost_mark_follows_use();
CREATE TRIGGER cost_mark_follows_changed AFTER UPDATE ON "usage_segment"
  REFERENCING OLD TABLE AS gone NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION cost_mark_follows_use();
CREATE TRIGGER cost_mark_follows_removed AFTER DELETE ON "usage_segment"
  REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION cost_mark_follows_use();

-- A machine that the engine takes elsewhere takes the part that its costs belong to along.
CREATE FUNCTION cost_mark_follows_machine() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM put_cost_mark_back(NEW.team_id,
    (SELECT min(from_at) FROM usage_segment WHERE deployment_id = NEW.id));
  RETURN NULL;
END
$$;
CREATE TRIGGER cost_mark_follows_machine AFTER UPDATE OF "provider_id", "gpu_model", "gpu_spelling", "template_id" ON "deployment"
  FOR EACH ROW WHEN ((OLD.provider_id, OLD.gpu_model, OLD.gpu_spelling, OLD.template_id)
    IS DISTINCT FROM (NEW.provider_id, NEW.gpu_model, NEW.gpu_spelling, NEW.template_id))
  EXECUTE FUNCTION cost_mark_follows_machine();
