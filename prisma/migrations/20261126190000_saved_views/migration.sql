-- CreateTable
CREATE TABLE "saved_view" (
    "id" TEXT NOT NULL,
    "team_id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "list" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "query" TEXT NOT NULL,
    "is_default" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "saved_view_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "deployment_batch" (
    "id" TEXT NOT NULL,
    "team_id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "act" TEXT NOT NULL,
    "retry_of" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "read_at" TIMESTAMPTZ(3),

    CONSTRAINT "deployment_batch_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "deployment_batch_item" (
    "batch_id" TEXT NOT NULL,
    "deployment_id" TEXT NOT NULL,
    "team_id" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "generation" INTEGER,
    "refusal" TEXT,

    CONSTRAINT "deployment_batch_item_pkey" PRIMARY KEY ("batch_id","deployment_id")
);

-- CreateIndex
CREATE UNIQUE INDEX "saved_view_team_id_user_id_list_name_key" ON "saved_view"("team_id", "user_id", "list", "name");

-- CreateIndex
CREATE INDEX "deployment_batch_team_id_user_id_created_at_idx" ON "deployment_batch"("team_id", "user_id", "created_at");

-- AddForeignKey
ALTER TABLE "deployment_batch_item" ADD CONSTRAINT "deployment_batch_item_batch_id_fkey" FOREIGN KEY ("batch_id") REFERENCES "deployment_batch"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "deployment_batch_item" ADD CONSTRAINT "deployment_batch_item_deployment_id_fkey" FOREIGN KEY ("deployment_id") REFERENCES "deployment"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

CREATE UNIQUE INDEX "saved_view_one_default" ON "saved_view"("team_id", "user_id", "list") WHERE "is_default";

ALTER TABLE "saved_view" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "saved_view" FORCE ROW LEVEL SECURITY;
CREATE POLICY own_team ON "saved_view" TO ch_app USING (team_id = current_setting('app.team_id', true)) WITH CHECK (team_id = current_setting('app.team_id', true));
GRANT SELECT, INSERT, DELETE ON "saved_view" TO ch_app;
GRANT UPDATE ("name", "query", "is_default") ON "saved_view" TO ch_app;
-- Whoever leaves a team leaves no view behind.
CREATE POLICY accounts ON "saved_view" TO ch_accounts USING (true) WITH CHECK (true);
GRANT SELECT, DELETE ON "saved_view" TO ch_accounts;

ALTER TABLE "deployment_batch" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "deployment_batch" FORCE ROW LEVEL SECURITY;
CREATE POLICY own_team ON "deployment_batch" TO ch_app USING (team_id = current_setting('app.team_id', true)) WITH CHECK (team_id = current_setting('app.team_id', true));
GRANT SELECT, INSERT ON "deployment_batch" TO ch_app;
GRANT UPDATE ("read_at") ON "deployment_batch" TO ch_app;

ALTER TABLE "deployment_batch_item" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "deployment_batch_item" FORCE ROW LEVEL SECURITY;
CREATE POLICY own_team ON "deployment_batch_item" TO ch_app USING (team_id = current_setting('app.team_id', true)) WITH CHECK (team_id = current_setting('app.team_id', true));
GRANT SELECT, INSERT ON "deployment_batch_item" TO ch_app;

DO $$
DECLARE
  pair TEXT[];
BEGIN
  FOREACH pair SLICE 1 IN ARRAY ARRAY[
    ['deployment_batch_item', 'batch_id', 'deployment_batch'],
    ['deployment_batch_item', 'deployment_id', 'deployment']
  ] LOOP
    EXECUTE format(
      'CREATE TRIGGER %I BEFORE INSERT OR UPDATE OF %I, team_id ON %I FOR EACH ROW EXECUTE FUNCTION same_team(%L, %L)',
      'same_team_' || pair[2], pair[2], pair[1], pair[2], pair[3]
    );
  END LOOP;
END
$$;
