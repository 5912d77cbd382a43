-- Whether a machine that has stopped keeps its GPU, by its provider's word.
ALTER TABLE "deployment" ADD COLUMN "keeps_gpu" BOOLEAN NOT NULL DEFAULT false;
