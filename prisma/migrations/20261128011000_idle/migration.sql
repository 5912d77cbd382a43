-- The machine's own rule; null: the team's. For which idleness somebody was told last.
ALTER TABLE "deployment"
    ADD COLUMN "idle_act" TEXT,
    ADD COLUMN "idle_minutes" INTEGER,
    ADD COLUMN "idle_told_since" TIMESTAMPTZ(3);

ALTER TABLE "deployment" ADD CHECK ("idle_act" IN ('off', 'tell', 'stop'));
