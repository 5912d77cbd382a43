-- What a machine told of itself last: when by our clock, when by its own, and the lines.
ALTER TABLE "probe_state"
  ADD COLUMN "heartbeat_at" TIMESTAMPTZ(3),
  ADD COLUMN "heartbeat_sent_at" TIMESTAMPTZ(3),
  ADD COLUMN "heartbeat" TEXT;
GRANT UPDATE ("heartbeat_at", "heartbeat_sent_at", "heartbeat") ON "probe_state" TO ch_app;
