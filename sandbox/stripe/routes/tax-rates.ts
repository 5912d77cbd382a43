import { z } from "zod";
import { viewTaxRate } from "../views/catalog";
import { type ApiRoute, route } from "../wire/api";
import { page } from "../wire/list";
import { flag, paging, period, within } from "../wire/params";
import { noSuch } from "../wire/problem";

const listSchema = z.strictObject({
  ...paging,
  active: flag.optional(),
  created: period.optional(),
  inclusive: flag.optional(),
});

/** The rates automatic tax has used so far, to look at. */
export function taxRateRoutes(): ApiRoute[] {
  return [
    route("GET", "/tax_rates", listSchema, ({ desk, account, params }) =>
      page(
        "/v1/tax_rates",
        desk.taxRates
          .of(account)
          .filter(() => params.active !== false)
          .filter((one) => params.inclusive === undefined || one.inclusive === params.inclusive)
          .filter((one) => within(params.created, one.created)),
        params,
        viewTaxRate,
      ),
    ),
    route("GET", "/tax_rates/:id", z.strictObject({}), ({ desk, account, id }) => {
      const rate = desk.taxRates.find(account, id);
      if (!rate) throw noSuch("tax rate", id);
      return viewTaxRate(rate);
    }),
  ];
}
