import { z } from "zod";
import { smtpFaultSchema } from "../mail/smtp-faults";
import { findServed, type Outside, resetProvider } from "../outside";
import { languageOf, speak, textOr } from "../page/texts";
import type { ControlCall, ControlRoute } from "./route";
import { fine, missing, wrong } from "./route";

const clockBody = z.union([
  z.object({ offsetMs: z.number() }).strict(),
  z.object({ advanceMs: z.number() }).strict(),
]);

/** The calls that concern the whole sandbox: facts, keys, clock, mail, reset. */
export function worldRoutes(outside: Outside): ControlRoute[] {
  const { clock, mailbox, smtpFaults } = outside;
  return [
    { method: "GET", path: "/control", run: () => fine(facts(outside)) },
    {
      method: "GET",
      path: "/control/keys",
      run: (call) => fine(keys(outside, call)),
    },
    { method: "GET", path: "/control/machines", run: () => fine(machines(outside)) },
    { method: "GET", path: "/control/clock", run: () => fine(time(outside)) },
    {
      method: "POST",
      path: "/control/clock",
      run({ body }) {
        const parsed = clockBody.safeParse(body);
        if (!parsed.success) return wrong("expected {offsetMs} or {advanceMs}");
        const change = parsed.data;
        clock.setOffset(
          "offsetMs" in change ? change.offsetMs : clock.offsetMs() + change.advanceMs,
        );
        return fine(time(outside));
      },
    },
    { method: "POST", path: "/control/reset", run: (call) => reset(outside, call) },
    {
      method: "GET",
      path: "/control/mail",
      run: ({ query }) => fine(mailbox.list(query.get("to") ?? undefined)),
    },
    {
      method: "DELETE",
      path: "/control/mail",
      run({ query }) {
        mailbox.clear(query.get("to") ?? undefined);
        return fine();
      },
    },
    { method: "GET", path: "/control/mail/faults", run: () => fine(smtpFaults.list()) },
    {
      method: "POST",
      path: "/control/mail/faults",
      run({ body }) {
        const parsed = smtpFaultSchema.safeParse(body);
        if (!parsed.success) return wrong(z.prettifyError(parsed.error));
        smtpFaults.add(parsed.data);
        return fine();
      },
    },
    {
      method: "DELETE",
      path: "/control/mail/faults",
      run() {
        smtpFaults.clear();
        return fine();
      },
    },
  ];
}

function facts(outside: Outside) {
  const { seed, pace } = outside.settings;
  return {
    smtpPort: outside.smtpPort,
    seed,
    pace,
    ...time(outside),
    providers: outside.served.map(({ twin }) => ({
      id: twin.id,
      title: twin.title,
      base: twin.mount,
    })),
  };
}

function keys(outside: Outside, { query }: ControlCall) {
  const say = speak(languageOf(query.get("lang"), undefined));
  return Object.fromEntries(
    outside.served.map(({ twin }) => [
      twin.id,
      twin.keys.map(({ key, account, text }) => ({ key, account, meaning: textOr(say, text, "") })),
    ]),
  );
}

function machines(outside: Outside) {
  return outside.served.flatMap(({ twin }) =>
    (twin.fleet?.all() ?? [])
      .filter((machine) => !machine.gone || machine.zombie)
      .map(({ id, account, name, offer, region, state, zombie, authorizedKeys }) => ({
        provider: twin.id,
        id,
        account,
        name,
        offer,
        region,
        state,
        zombie,
        authorizedKeys,
      })),
  );
}

function time({ clock }: Outside) {
  return { now: new Date(clock.nowMs()).toISOString(), offsetMs: clock.offsetMs() };
}

function reset(outside: Outside, { query }: ControlCall) {
  const provider = query.get("provider");
  const key = query.get("key");
  if (provider === null) {
    for (const served of outside.served) resetProvider(outside, served);
    outside.mailbox.clear();
    outside.smtpFaults.clear();
    outside.telegram.forget();
    return fine();
  }
  const served = findServed(outside, provider);
  if (!served) return missing(`no such provider: ${provider}`);
  const account = key === null ? undefined : served.twin.accountOfKey(key);
  if (key !== null && account === undefined) return wrong("unknown key");
  resetProvider(outside, served, account);
  return fine();
}
