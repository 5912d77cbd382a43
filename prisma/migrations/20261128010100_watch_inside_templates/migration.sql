-- Apart from what else belongs to it, so that no migration holds two tables that are at work.
ALTER TABLE "template" ADD COLUMN "watch_inside" BOOLEAN NOT NULL DEFAULT false;
