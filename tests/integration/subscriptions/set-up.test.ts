import { describe, expect, it } from "vitest";
import { planPrices } from "@/lib/billing/plans";
import { setUpBilling } from "@/lib/subscriptions/set-up";
import { closeAfterwards } from "@/tests/factories/close";
import { makePrice, openMoney } from "./played-money";

const money = openMoney();
closeAfterwards();

const sold = async () => {
  const { data } = await money().sdk().prices.list({ active: true, limit: 100 });
  return data
    .map(({ lookup_key, unit_amount, currency }) => [lookup_key, unit_amount, currency])
    .sort();
};
const list = planPrices.map(({ lookupKey, cents }) => [lookupKey, cents, "usd"]).sort();

describe("T11: what is sold", () => {
  it("is put at Stripe as it stands in the list, each key once, and left alone after that", async () => {
    expect(await sold()).toEqual(list);
    const before = (await money().events()).length;
    expect(await setUpBilling()).toEqual([]);
    expect((await money().events()).length).toBe(before);
    const { data } = await money().sdk().billingPortal.configurations.list();
    expect(data).toHaveLength(1);
  });

  it("is put right where somebody changed it there: the other price is sold to nobody new", async () => {
    const [price] = planPrices;
    if (!price) throw new Error("there is no price");
    const wrong = await makePrice(money(), price, { cents: 1 });
    expect(await setUpBilling()).toEqual([price.lookupKey]);
    expect(await sold()).toEqual(expect.arrayContaining(list));
    expect(await money().sdk().prices.retrieve(wrong.id)).toMatchObject({
      active: false,
      lookup_key: null,
    });
  });
});
