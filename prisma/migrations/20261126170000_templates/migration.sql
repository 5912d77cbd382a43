-- AlterTable
ALTER TABLE "deployment" ADD COLUMN     "environment" JSONB NOT NULL DEFAULT '{}',
ADD COLUMN     "secrets" JSONB NOT NULL DEFAULT '{}',
ADD COLUMN     "startup_script" TEXT,
ADD COLUMN     "template_id" TEXT;

-- CreateTable
CREATE TABLE "template" (
    "id" TEXT NOT NULL,
    "team_id" TEXT NOT NULL,
    "created_by" TEXT NOT NULL,
    "visibility" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "note" TEXT,
    "image" TEXT,
    "disk_gb" INTEGER,
    "ports" INTEGER[],
    "environment" JSONB NOT NULL DEFAULT '{}',
    "secrets" JSONB NOT NULL DEFAULT '{}',
    "startup_script" TEXT,
    "ssh_public_key" TEXT,
    "gpu_models" TEXT[],
    "gpu_count" INTEGER NOT NULL,
    "max_per_hour_micros" BIGINT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "template_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sealed_value" (
    "id" TEXT NOT NULL,
    "team_id" TEXT NOT NULL,
    "kek_id" TEXT NOT NULL,
    "wrapped_key" TEXT NOT NULL,
    "ciphertext" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "sealed_value_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ssh_key" (
    "id" TEXT NOT NULL,
    "team_id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "public_key" TEXT NOT NULL,
    "fingerprint" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "last_used_at" TIMESTAMPTZ(3),

    CONSTRAINT "ssh_key_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "template_team_id_visibility_idx" ON "template"("team_id", "visibility");

-- CreateIndex
CREATE INDEX "sealed_value_team_id_idx" ON "sealed_value"("team_id");

-- CreateIndex
CREATE UNIQUE INDEX "ssh_key_team_id_user_id_fingerprint_key" ON "ssh_key"("team_id", "user_id", "fingerprint");

ALTER TABLE "template" ADD CONSTRAINT template_visibility CHECK ("visibility" IN ('private', 'team'));

ALTER TABLE "template" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "template" FORCE ROW LEVEL SECURITY;
CREATE POLICY own_team ON "template" TO ch_app USING (team_id = current_setting('app.team_id', true)) WITH CHECK (team_id = current_setting('app.team_id', true));
GRANT SELECT, INSERT, UPDATE, DELETE ON "template" TO ch_app;

-- A sealed value is written and named in a team's name; only the worker reads what is sealed.
ALTER TABLE "sealed_value" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "sealed_value" FORCE ROW LEVEL SECURITY;
CREATE POLICY own_team ON "sealed_value" TO ch_app USING (team_id = current_setting('app.team_id', true)) WITH CHECK (team_id = current_setting('app.team_id', true));
CREATE POLICY worker ON "sealed_value" TO ch_worker USING (true);
GRANT INSERT, DELETE ON "sealed_value" TO ch_app;
GRANT SELECT ("id", "team_id") ON "sealed_value" TO ch_app;
GRANT SELECT ON "sealed_value" TO ch_worker;

ALTER TABLE "ssh_key" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "ssh_key" FORCE ROW LEVEL SECURITY;
CREATE POLICY own_team ON "ssh_key" TO ch_app USING (team_id = current_setting('app.team_id', true)) WITH CHECK (team_id = current_setting('app.team_id', true));
GRANT SELECT, INSERT, UPDATE, DELETE ON "ssh_key" TO ch_app;
