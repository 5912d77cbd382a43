-- Samples come in the order of time, so a few pages tell where an hour lies.
CREATE INDEX "health_sample_at_idx" ON "health_sample" USING brin ("at");
-- The last hour that was rolled up.
CREATE INDEX "health_hour_from_at_idx" ON "health_hour"("from_at");
