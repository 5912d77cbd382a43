-- CreateTable
CREATE TABLE "storage_segment" (
    "id" TEXT NOT NULL,
    "team_id" TEXT NOT NULL,
    "volume_id" TEXT NOT NULL,
    "provider_id" TEXT NOT NULL,
    "rate_per_hour_micros" BIGINT NOT NULL,
    "from_at" TIMESTAMPTZ(3) NOT NULL,
    "to_at" TIMESTAMPTZ(3),

    CONSTRAINT "storage_segment_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "storage_segment_team_id_from_at_id_idx" ON "storage_segment"("team_id", "from_at", "id");

-- CreateIndex
CREATE INDEX "storage_segment_team_id_to_at_idx" ON "storage_segment"("team_id", "to_at");

-- CreateIndex
CREATE INDEX "storage_segment_volume_id_idx" ON "storage_segment"("volume_id");

-- AddForeignKey
ALTER TABLE "storage_segment" ADD CONSTRAINT "storage_segment_volume_id_fkey" FOREIGN KEY ("volume_id") REFERENCES "volume"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- One open segment per volume.
CREATE UNIQUE INDEX "storage_segment_one_open" ON "storage_segment" ("volume_id") WHERE "to_at" IS NULL;

ALTER TABLE "storage_segment" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "storage_segment" FORCE ROW LEVEL SECURITY;
CREATE POLICY own_team ON "storage_segment" TO ch_app USING (team_id = current_setting('app.team_id', true)) WITH CHECK (team_id = current_setting('app.team_id', true));
CREATE POLICY worker ON "storage_segment" TO ch_worker USING (true) WITH CHECK (true);
GRANT SELECT ON "storage_segment" TO ch_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON "storage_segment" TO ch_worker;

CREATE TRIGGER same_team_volume_id BEFORE INSERT OR UPDATE OF volume_id, team_id ON "storage_segment"
  FOR EACH ROW EXECUTE FUNCTION same_team('volume_id', 'volume');

CREATE FUNCTION cost_mark_follows_storage() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' THEN
    PERFORM put_cost_mark_back(NEW.team_id, CASE
      WHEN (OLD.from_at, OLD.rate_per_hour_micros, OLD.provider_id)
        = (NEW.from_at, NEW.rate_per_hour_micros, NEW.provider_id) THEN LEAST(OLD.to_at, NEW.to_at)
      ELSE LEAST(OLD.from_at, NEW.from_at) END);
  ELSE
    PERFORM put_cost_mark_back(COALESCE(NEW.team_id, OLD.team_id), COALESCE(NEW.from_at, OLD.from_at));
  END IF;
  RETURN NULL;
END
$$;
CREATE TRIGGER cost_mark_follows AFTER INSERT OR UPDATE OR DELETE ON "storage_segment"
  FOR EACH ROW EXECUTE FUNCTION cost_mark_follows_storage();
