import { bearer } from "../providers/account-keys";
import type { Refusals, Twin } from "../providers/twin";
import { type Answer, json } from "../wire/answer";
import { rateWindows } from "../wire/rate-windows";
import { accountOfKey } from "./accounts";
import type { Desk } from "./desk";
import { apiRoutes } from "./routes/all";
import { serve } from "./wire/api";
import type { Replays } from "./wire/idempotency";

const WINDOWS = [{ name: "second", seconds: 1, calls: 25 }];

/** Stripe's API at the root of the sandbox, where the SDK looks for it. */
export function stripeTwin(desk: Desk, replays: Replays): Twin {
  const windows = rateWindows(WINDOWS, () => desk.world.clock.nowMs());
  return {
    id: "stripe",
    title: "Stripe",
    mount: "/v1",
    keys: [{ key: "sk_test_…", account: "acct_…", text: "key.stripe" }],
    routes: apiRoutes().map((route) => serve(desk, replays, route)),
    caller({ authorization }) {
      const account = accountOfKey(keyOf(authorization) ?? "");
      return account === undefined ? undefined : { account, rights: "all" };
    },
    accountOfKey,
    refusals,
    limit: (_method, _path, { account }) => windows.take(account),
    market: desk.market,
    settings: desk.settings,
    fleet: null,
  };
}

/** The secret key: a bearer token, or the name in basic authorization. */
function keyOf(authorization: string | undefined): string | undefined {
  const basic = /^Basic +(\S+)$/i.exec(authorization ?? "")?.[1];
  if (basic === undefined) return bearer(authorization);
  return Buffer.from(basic, "base64").toString("utf8").split(":")[0];
}

function refusal(status: number, message: string, more: Record<string, string> = {}): Answer {
  return json(status, { error: { type: "invalid_request_error", message, ...more } });
}

const refusals: Refusals = {
  unauthorized: ({ authorization }) =>
    authorization === undefined
      ? refusal(
          401,
          "You did not provide an API key. You need to provide your API key in the Authorization header, using Bearer auth (e.g. 'Authorization: Bearer YOUR_SECRET_KEY').",
        )
      : refusal(401, "Invalid API Key provided. This sandbox takes keys that begin with sk_test_."),
  forbidden: () => refusal(403, "The provided key does not have the required permissions."),
  notFound: () => refusal(404, "Unrecognized request URL. It is unknown, or not played here."),
  wrongMethod: () => refusal(404, "Unrecognized request URL for this method."),
  malformed: () => refusal(400, "Invalid request."),
  tooMany: (retryAfterS) => ({
    ...refusal(429, "Too many requests. Request rate limit exceeded.", { code: "rate_limit" }),
    headers: {
      "Stripe-Rate-Limited-Reason": "global-rate",
      ...(retryAfterS === null ? {} : { "Retry-After": String(retryAfterS) }),
    },
  }),
  broken: (status) =>
    json(status, {
      error: { type: "api_error", message: "Sorry! There was an error on our side." },
    }),
  noCapacity: () => refusal(503, "Try again later."),
};
