-- What a team, a project or a machine may cost in a month of the team's time zone.
CREATE TABLE "budget" (
    "id" TEXT NOT NULL,
    "team_id" TEXT NOT NULL,
    "covers" TEXT NOT NULL,
    "covered_id" TEXT NOT NULL,
    "month_micros" BIGINT NOT NULL,
    "warn_at" INTEGER[] NOT NULL,
    "holds" BOOLEAN NOT NULL,
    "created_by" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "budget_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "budget_month_micros_check" CHECK (month_micros > 0)
);

-- CreateIndex
CREATE UNIQUE INDEX "budget_team_id_covers_covered_id_key" ON "budget"("team_id", "covers", "covered_id");

ALTER TABLE "budget" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "budget" FORCE ROW LEVEL SECURITY;
CREATE POLICY own_team ON "budget" TO ch_app USING (team_id = current_setting('app.team_id', true)) WITH CHECK (team_id = current_setting('app.team_id', true));
CREATE POLICY worker ON "budget" TO ch_worker USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON "budget" TO ch_app;
GRANT SELECT, DELETE ON "budget" TO ch_worker;
