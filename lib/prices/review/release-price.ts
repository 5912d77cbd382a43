import { AppError } from "@/lib/errors";
import { microsFromDecimal } from "@/lib/money";
import { defineOperatorVerb } from "@/lib/verbs/define-verb";
import { appendPricePoints, noteChange } from "../save-offers";
import { releasedPrice, releaseInput } from "./schema";

/**
 * Believes the very price an offer is held for; any other price of it is judged anew. Throws
 * `conflict` where the price has moved since it was read.
 */
export const releasePrice = defineOperatorVerb({
  name: "prices.release",
  input: releaseInput,
  output: releasedPrice,
  audit: ({ offerId, pricePerHour }, { providerId }) => ({
    target: offerId,
    details: { providerId, pricePerHour },
  }),
  async run({ tx, now }, { offerId, pricePerHour }) {
    const micros = microsFromDecimal(pricePerHour);
    const [released] = await tx.$queryRaw<{ providerId: string }[]>`
      UPDATE offer SET held_reason = NULL, released_micros = price_per_hour_micros,
        believed_micros = CASE WHEN gpu_model IS NOT NULL THEN price_per_hour_micros END,
        believed_at = CASE WHEN gpu_model IS NOT NULL THEN observed_at END
      WHERE id = ${offerId} AND held_reason IS NOT NULL AND price_per_hour_micros = ${micros}
      RETURNING provider_id AS "providerId"`;
    if (!released) {
      const held = await tx.offer.count({ where: { id: offerId, heldReason: { not: null } } });
      if (held > 0) throw new AppError("conflict", "price-moved");
      throw new AppError("not-found", "price-not-held");
    }
    await appendPricePoints(tx, { ...released, now });
    await noteChange(tx);
    return { offerId, ...released };
  },
});
