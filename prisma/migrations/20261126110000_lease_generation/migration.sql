-- Which wish the end of a lease has written: that one alone is taken back by an extension.
ALTER TABLE "deployment" ADD COLUMN "lease_generation" INTEGER;
