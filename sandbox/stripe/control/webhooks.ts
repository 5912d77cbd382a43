import { z } from "zod";
import { type ControlCall, type ControlRoute, fine, missing, wrong } from "../../control/route";
import type { Answer } from "../../wire/answer";
import type { Desk } from "../desk";
import type { StripeEvent } from "../records/event";
import { viewEvent } from "../views/event";
import { dispatch, findEndpoint, listeners, WIRED } from "../webhooks/emit";
import { post } from "../webhooks/send";
import { signatureOf } from "../webhooks/sign";

type Route = (
  method: string,
  path: string,
  run: (call: ControlCall, account: string | undefined) => Answer | Promise<Answer>,
) => ControlRoute;

const forgeBody = z.strictObject({
  /** An event that happened, to begin from; else the type and the object are told. */
  event: z.string().optional(),
  type: z.string().optional(),
  object: z.record(z.string(), z.unknown()).optional(),
  /** Fields of the event that are to be different: `livemode`, `api_version`, `id`, `created`. */
  changes: z.record(z.string(), z.unknown()).default({}),
  /** Sent as it is, in place of an event. */
  body: z.string().optional(),
  signature: z.enum(["right", "wrong", "missing"]).default("right"),
  /** How old the signature says it is; below zero it lies in the future. */
  ageS: z.number().int().default(0),
  url: z.url().optional(),
  secret: z.string().optional(),
});

/** Events and their deliveries: look at them, send one again, send one that never happened. */
export function webhookControls(desk: Desk, route: Route): ControlRoute[] {
  return [
    route("GET", "events", (_, account) => {
      const events = account === undefined ? desk.events.all() : desk.events.of(account).reverse();
      return fine(events.map((event) => viewEvent(desk, event)));
    }),
    route("GET", "deliveries", ({ query }, account) => {
      const event = query.get("event");
      return fine(
        desk.deliveries
          .all()
          .filter((one) => account === undefined || one.account === account)
          .filter((one) => event === null || one.event === event)
          .map(({ id, event: of, type, endpoint, state, attempts }) => ({
            id,
            event: of,
            type,
            endpoint,
            state,
            attempts,
          })),
      );
    }),
    route("POST", "events/:id/send", ({ params }) => {
      const event = desk.events.any(params.id ?? "");
      if (!event) return missing("no such event");
      const endpoints = listeners(desk, event.account, event.type);
      for (const { id } of endpoints) dispatch(desk, event, id);
      return fine({ endpoints: endpoints.length });
    }),
    route("POST", "forge", async (call, account) => {
      const parsed = forgeBody.safeParse(call.body);
      if (!parsed.success) return wrong(z.prettifyError(parsed.error));
      const target = targetOf(desk, account, parsed.data);
      if (!target) return wrong("there is no endpoint; give url and secret");
      const event = desk.events.any(parsed.data.event ?? "");
      const body = parsed.data.body ?? forged(desk, account ?? "acct_none", event, parsed.data);
      const at = desk.now() - parsed.data.ageS;
      const secret = parsed.data.signature === "wrong" ? "whsec_wrong" : target.secret;
      const signature =
        parsed.data.signature === "missing" ? null : signatureOf(body, [secret], at);
      return fine({ status: await post(target.url, body, signature) });
    }),
  ];
}

function forged(
  desk: Desk,
  account: string,
  event: StripeEvent | undefined,
  { type, object, changes }: z.infer<typeof forgeBody>,
): string {
  const made: StripeEvent = event ?? {
    id: desk.mint(account, "evt"),
    account,
    created: desk.now(),
    type: type ?? "ping",
    object: object ?? {},
    previous: null,
    request: { id: null, key: null },
  };
  return JSON.stringify({ ...viewEvent(desk, made), ...changes }, null, 2);
}

/** Where it goes: what is given, else the account's newest endpoint, else that of the settings. */
function targetOf(
  desk: Desk,
  account: string | undefined,
  { url, secret }: z.infer<typeof forgeBody>,
): { url: string; secret: string } | undefined {
  const [newest] = account === undefined ? [] : desk.endpoints.of(account);
  const known = newest ?? findEndpoint(desk, account ?? "", WIRED);
  if (url !== undefined) return { url, secret: secret ?? known?.secret ?? "whsec_none" };
  return known && { url: known.url, secret: secret ?? known.secret };
}
