-- What a machine of this offer is billed at least, however early it is ended.
ALTER TABLE "offer" ADD COLUMN "least_minutes" INTEGER NOT NULL DEFAULT 0;
