-- Apart from what else belongs to it, so that no migration holds two tables that are at work.
-- What happens to machines whose GPUs do nothing for a while: off | tell | stop.
ALTER TABLE "team"
    ADD COLUMN "idle_act" TEXT NOT NULL DEFAULT 'off',
    ADD COLUMN "idle_minutes" INTEGER NOT NULL DEFAULT 240;
GRANT UPDATE ("idle_act", "idle_minutes") ON "team" TO ch_app;
ALTER TABLE "team" ADD CHECK ("idle_act" IN ('off', 'tell', 'stop'));
