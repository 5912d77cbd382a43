import { z } from "zod";
import { here } from "@/tests/setup/here";
import { until } from "./until";

const mails = z.array(z.looseObject({ subject: z.string(), text: z.string() }));
const machines = z.array(z.looseObject({ id: z.string() }));
const bill = z.object({
  totalMicros: z.string(),
  maxConcurrent: z.number(),
  machines: z.array(z.looseObject({ id: z.string(), state: z.string(), totalMicros: z.string() })),
});

/** A key of a RunPod account that nobody else in this run uses. */
export function freshRunpodKey(): string {
  return freshKey("runpod");
}

/** A key of an account at a provider that nobody else in this run uses. */
export function freshKey(provider: string): string {
  return `sandbox-${provider}-t-${crypto.randomUUID().replaceAll("-", "").slice(0, 12)}`;
}

/** The first mail to an address whose subject fits, once it is there. */
export async function mailTo(address: string, subject: RegExp) {
  return until(`a mail to ${address}`, async () => {
    const all = mails.parse(await ask("GET", `mail?to=${encodeURIComponent(address)}`));
    return all.find((mail) => subject.test(mail.subject));
  });
}

/** The subjects of all mails to an address. */
export async function subjectsTo(address: string): Promise<readonly string[]> {
  const all = mails.parse(await ask("GET", `mail?to=${encodeURIComponent(address)}`));
  return all.map(({ subject }) => subject);
}

/** The link in a mail that leads to a page of ours. */
export function linkIn(text: string, path: string): string {
  const link = text.match(/https?:\/\/\S+/g)?.find((url) => new URL(url).pathname.endsWith(path));
  if (!link) throw new Error(`the mail has no link to ${path}`);
  return link;
}

/** The machines of a key's account, as the provider has them. */
export async function machinesOf(key: string, provider = "runpod") {
  return machines.parse(await ask("GET", `${provider}/machines?key=${key}`));
}

/** Makes something ail a machine that its provider does not see, until it is healed. */
export async function ail(provider: string, id: string, condition: object): Promise<void> {
  await ask("POST", `${provider}/machines/${id}/condition`, condition);
}

export async function heal(provider: string, id: string): Promise<void> {
  await ask("DELETE", `${provider}/machines/${id}/condition`);
}

/** Makes a machine die without anybody asking for it. */
export async function killMachine(id: string): Promise<void> {
  await ask("POST", `runpod/machines/${id}/kill`);
}

/** Has a provider charge another rate for a machine that runs. */
export async function moveRate(provider: string, id: string, usd: string): Promise<void> {
  await ask("POST", `${provider}/machines/${id}/rate`, { usd });
}

/** Makes a key unknown at its provider, as its owner does there. */
export async function revokeKey(provider: string, key: string): Promise<void> {
  await ask("POST", `${provider}/keys/revoke`, { key });
}

/** What the provider charges the key's account for. */
export async function billOf(key: string, provider = "runpod") {
  return bill.parse(await ask("GET", `${provider}/bill?key=${key}`));
}

/** Has a provider ask another price for something it sells; `id` as its price list on the control page. */
export async function movePrice(provider: string, id: string, usd: string): Promise<void> {
  await ask("POST", `${provider}/prices`, { id, usd });
}

/** Has a provider answer nothing but errors, until it is mended. */
export async function breakProvider(provider: string): Promise<void> {
  await ask("POST", `${provider}/outage`, { on: true });
}

export async function mendProvider(provider: string): Promise<void> {
  await ask("POST", `${provider}/outage`, { on: false });
}

/** Has the mail server turn the next mail to an address down for good. */
export async function turnMailDown(to: string): Promise<void> {
  await ask("POST", "mail/faults", { kind: "reject-550", to });
}

/** Every mail there is, as one text. */
export async function allMails(): Promise<string> {
  return JSON.stringify(await ask("GET", "mail"));
}

/** Has the provider turn the account's next create down in these words. */
export async function refuseCreate(key: string, body: unknown): Promise<void> {
  const match = { method: "POST", path: "/pods" };
  const fault = { kind: "answer", status: 400, body };
  await ask("POST", `runpod/faults?key=${key}`, { match, fault });
}

/** Has the provider turn the next act on one machine down in these words. */
export async function refuseAct(key: string, machineId: string, words: string): Promise<void> {
  const match = { method: "POST", path: `${machineId}/action$` };
  const fault = { kind: "answer", status: 400, body: { detail: words } };
  await ask("POST", `runpod/faults?key=${key}`, { match, fault, times: 1 });
}

async function ask(
  method: "GET" | "POST" | "DELETE",
  path: string,
  body?: unknown,
): Promise<unknown> {
  const { SANDBOX_URL = "" } = here().settings;
  const response = await fetch(`${SANDBOX_URL}/control/${path}`, {
    method,
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  if (!response.ok) throw new Error(`the sandbox answered ${response.status} to ${path}`);
  return response.json();
}
