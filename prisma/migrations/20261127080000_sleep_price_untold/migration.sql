-- Since when a provider has not said what the disk of a sleeping machine costs.
ALTER TABLE "deployment" ADD COLUMN "sleep_price_untold_since" TIMESTAMPTZ(3);
