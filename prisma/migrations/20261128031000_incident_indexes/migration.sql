-- What the sweep of accounts looks for every few seconds.
CREATE INDEX "deployment_no_balance" ON "deployment"("provider_key_id", "status_since") WHERE "status_reason" = 'no-balance';
CREATE INDEX "incident_open_accounts" ON "incident"("provider_key_id") WHERE "ended_at" IS NULL AND "cause" = 'account';
