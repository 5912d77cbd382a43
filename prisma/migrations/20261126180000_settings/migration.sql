-- When the person behind a session last showed again that it is them.
ALTER TABLE "session" ADD COLUMN "confirmed_at" TIMESTAMPTZ(3);
