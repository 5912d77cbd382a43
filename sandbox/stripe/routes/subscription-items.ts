import { z } from "zod";
import { viewItem } from "../views/subscription";
import { type ApiRoute, route } from "../wire/api";
import { page } from "../wire/list";
import { paging, text } from "../wire/params";
import { noSuch } from "../wire/problem";
import { findSubscription } from "./subscriptions";

/** The items of subscriptions, to look at; they are changed through their subscription. */
export function subscriptionItemRoutes(): ApiRoute[] {
  return [
    route(
      "GET",
      "/subscription_items",
      z.strictObject({ ...paging, subscription: text }),
      (call) => {
        const { desk, params } = call;
        const { id, items, period } = findSubscription(call, params.subscription, "subscription");
        return page("/v1/subscription_items", items, params, (item) =>
          viewItem(desk, id, item, period),
        );
      },
    ),
    route("GET", "/subscription_items/:id", z.strictObject({}), ({ desk, account, id }) => {
      for (const subscription of desk.subscriptions.of(account)) {
        const item = subscription.items.find((one) => one.id === id);
        if (item) return viewItem(desk, subscription.id, item, subscription.period);
      }
      throw noSuch("subscription item", id);
    }),
  ];
}
