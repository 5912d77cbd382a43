import { AppError } from "@/lib/errors";
import { defineOperatorVerb } from "@/lib/verbs/define-verb";
import { appendPricePoints, noteChange } from "../save-offers";
import { releasedPrice, releaseInput } from "./schema";

/** Believes the very price an offer is held for; any other price of it is judged anew. */
export const releasePrice = defineOperatorVerb({
  name: "prices.release",
  input: releaseInput,
  output: releasedPrice,
  audit: ({ offerId }, { providerId }) => ({ target: offerId, details: { providerId } }),
  async run({ tx, now }, { offerId }) {
    const [released] = await tx.$queryRaw<{ providerId: string }[]>`
      UPDATE offer SET held_reason = NULL, released_micros = price_per_hour_micros,
        believed_micros = price_per_hour_micros, believed_at = observed_at
      WHERE id = ${offerId} AND held_reason IS NOT NULL
      RETURNING provider_id AS "providerId"`;
    if (!released) throw new AppError("not-found", "price-not-held");
    await appendPricePoints(tx, { ...released, now });
    await noteChange(tx);
    return { offerId, ...released };
  },
});
