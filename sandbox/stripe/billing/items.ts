import type { Item, Subscription } from "../records/subscription";
import type { ApiCall } from "../wire/api";
import { mergeMetadata } from "../wire/params";
import { invalid, noSuch } from "../wire/problem";

interface Change {
  id?: string | undefined;
  price?: string | undefined;
  quantity?: number | undefined;
  deleted?: boolean | undefined;
  metadata?: Record<string, string> | null | undefined;
}

/** The items of a subscription after a call's changes; items not named stay as they are. */
export function itemsAfter(
  call: Pick<ApiCall<unknown>, "desk" | "account">,
  subscription: Subscription,
  changes: Change[],
): Item[] {
  const items = changes.reduce<Item[]>(
    (known, change, index) => changed(call, known, change, `items[${index}]`),
    subscription.items,
  );
  if (items.length === 0) throw invalid("A subscription must have at least one item.", "items");
  const twice = items.find((one, index) => items.findIndex((x) => x.price === one.price) !== index);
  if (twice) {
    throw invalid(`Cannot add multiple subscription items with the same price: ${twice.price}`);
  }
  return items;
}

function changed(
  { desk, account }: Pick<ApiCall<unknown>, "desk" | "account">,
  known: Item[],
  { id, price, quantity, deleted, metadata }: Change,
  param: string,
): Item[] {
  if (price !== undefined && !desk.prices.find(account, price)) {
    throw noSuch("price", price, `${param}[price]`);
  }
  if (id === undefined) {
    if (price === undefined) throw invalid(`Missing required param: ${param}[price].`, param);
    const fresh = desk.mint(account, "si");
    const added = { id: fresh, created: desk.now(), price, quantity: quantity ?? 1 };
    return [...known, { ...added, metadata: mergeMetadata({}, metadata) }];
  }
  if (!known.some((item) => item.id === id)) {
    throw noSuch("subscription item", id, `${param}[id]`);
  }
  if (deleted) return known.filter((item) => item.id !== id);
  return known.map((item) =>
    item.id === id
      ? {
          ...item,
          price: price ?? item.price,
          quantity: quantity ?? item.quantity,
          metadata: mergeMetadata(item.metadata, metadata),
        }
      : item,
  );
}
