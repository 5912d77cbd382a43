-- When the person last had mail told at their address again: what was said of it before is settled.
ALTER TABLE "app_user" ADD COLUMN "mail_resumed_at" TIMESTAMPTZ(3);
GRANT SELECT ("mail_resumed_at") ON "app_user" TO ch_worker;
