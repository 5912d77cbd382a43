-- Whoever leaves a team takes what they kept for themselves with them, in the same transaction.
CREATE POLICY accounts ON "ssh_key" TO ch_accounts USING (true);
CREATE POLICY accounts ON "template" TO ch_accounts USING (true);
CREATE POLICY accounts ON "sealed_value" TO ch_accounts USING (true);
CREATE POLICY accounts ON "deployment" FOR SELECT TO ch_accounts USING (true);
GRANT SELECT ("id", "team_id", "user_id"), DELETE ON "ssh_key" TO ch_accounts;
GRANT SELECT ("id", "team_id", "created_by", "visibility", "environment", "secrets"), DELETE ON "template" TO ch_accounts;
GRANT SELECT ("id", "team_id"), DELETE ON "sealed_value" TO ch_accounts;
GRANT SELECT ("team_id", "secrets") ON "deployment" TO ch_accounts;
