-- Since when an address takes no mail, or its reader called one spam: nothing more is told there.
ALTER TABLE "app_user" ADD COLUMN "mail_ended_at" TIMESTAMPTZ(3), ADD COLUMN "mail_ended_why" TEXT;
ALTER TABLE "app_user" ADD CONSTRAINT "app_user_mail_ended_check"
  CHECK (("mail_ended_at" IS NULL) = ("mail_ended_why" IS NULL) AND "mail_ended_why" IN ('bounced', 'complained'));
GRANT SELECT ("mail_ended_at", "mail_ended_why"), UPDATE ("mail_ended_at", "mail_ended_why") ON "app_user" TO ch_worker;
GRANT SELECT ("mail_ended_at", "mail_ended_why") ON "app_user" TO ch_app;

-- Since when nothing is told in a channel.
ALTER TABLE "notification_channel" ADD COLUMN "ended_at" TIMESTAMPTZ(3);
GRANT SELECT ("ended_at"), UPDATE ("ended_at") ON "notification_channel" TO ch_app;
