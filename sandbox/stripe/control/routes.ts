import { z } from "zod";
import { type ControlCall, type ControlRoute, fine, missing, wrong } from "../../control/route";
import type { Answer } from "../../wire/answer";
import { accountOfKey } from "../accounts";
import { closeDispute, openDispute } from "../billing/disputes";
import { rulesOf } from "../billing/rules";
import { rulesSchema } from "../records/event";
import { newSecret } from "../routes/events";
import { settle } from "../settle";
import type { PlayedStripe } from "../stripe";
import { webhookFaultSchema } from "../webhooks/faults";
import { webhookControls } from "./webhooks";

const rulesBody = rulesSchema
  .pick({ retry_days: true, after_retries: true, draft_s: true })
  .partial()
  .strict();
const wiredBody = z.strictObject({ url: z.url(), secret: z.string().min(1) }).nullable();
const disputeBody = z.strictObject({ charge: z.string(), reason: z.string().optional() });
const closeBody = z.strictObject({ status: z.enum(["won", "lost"]) });
const rollBody = z.strictObject({ keepS: z.number().int().min(0).default(86_400) });

/** What only the sandbox can do to its Stripe; `?key=` names the account, by its secret key. */
export function stripeControlRoutes({ desk }: PlayedStripe): ControlRoute[] {
  const at = (path: string) => `/control/stripe/${path}`;
  const route = (
    method: string,
    path: string,
    run: (call: ControlCall, account: string | undefined) => Answer | Promise<Answer>,
  ): ControlRoute => ({
    method,
    path: at(path),
    run(call) {
      const key = call.query.get("key");
      const account = key === null ? undefined : accountOfKey(key);
      if (key !== null && account === undefined) return wrong("unknown key");
      settle(desk);
      return run(call, account);
    },
  });
  return [
    ...webhookControls(desk, route),
    route("GET", "webhooks/faults", () => fine(desk.webhookFaults.list())),
    route("POST", "webhooks/faults", ({ body }, account) =>
      read(webhookFaultSchema, body, (fault) =>
        fine(desk.webhookFaults.add(fault, account ?? null)),
      ),
    ),
    route("DELETE", "webhooks/faults", (_, account) => {
      desk.webhookFaults.clear(account);
      return fine();
    }),
    route("POST", "endpoint", ({ body }) =>
      read(wiredBody, body ?? null, (wired) => {
        desk.wired = wired;
        return fine();
      }),
    ),
    route("POST", "endpoints/:id/roll", ({ body, params }) =>
      read(rollBody, body ?? {}, ({ keepS }) => {
        const endpoint = desk.endpoints.any(params.id ?? "");
        if (!endpoint) return missing("no such endpoint");
        const old = { secret: endpoint.secret, until: desk.now() + keepS };
        const rolled = { ...endpoint, secret: newSecret(), old_secret: old };
        return fine({ secret: desk.endpoints.put(rolled).secret });
      }),
    ),
    route("POST", "rules", ({ body }, account) =>
      read(rulesBody, body, (rules) => {
        if (account === undefined) return wrong("?key= is missing");
        return fine(desk.rules.put({ ...rulesOf(desk, account), ...rules }));
      }),
    ),
    route("POST", "disputes", ({ body }) =>
      read(disputeBody, body, ({ charge: id, reason }) => {
        const charge = desk.charges.any(id);
        if (!charge) return missing("no such charge");
        return fine({ id: openDispute(desk, charge, reason ?? "fraudulent").id });
      }),
    ),
    route("POST", "disputes/:id/close", ({ body, params }) =>
      read(closeBody, body, ({ status }) => {
        const dispute = desk.disputes.any(params.id ?? "");
        if (!dispute) return missing("no such dispute");
        return fine({ status: closeDispute(desk, dispute, status).status });
      }),
    ),
  ];
}

/** Runs with a body that fits, and says what is wrong with one that does not. */
function read<T>(schema: z.ZodType<T>, body: unknown, run: (value: T) => Answer): Answer {
  const parsed = schema.safeParse(body);
  return parsed.success ? run(parsed.data) : wrong(z.prettifyError(parsed.error));
}
