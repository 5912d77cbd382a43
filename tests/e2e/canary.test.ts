import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import pg from "pg";
import type { Browser, Page } from "playwright";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openBrowser } from "@/tests/setup/browser";
import { here } from "@/tests/setup/here";
import { haveAccount, somebody } from "./pages/account";
import { headSays, typeKey } from "./pages/machine";
import { openH100 } from "./pages/offers";
import { allMails, freshRunpodKey, refuseCreate } from "./pages/outside-world";
import { setUpApp } from "./pages/security";
import { startVisit } from "./pages/visit";

const pages = [
  "/dashboard",
  "/dashboard/keys",
  "/dashboard/deployments",
  "/dashboard/templates",
  "/settings/ssh-keys",
  "/settings/profile",
  "/settings/security",
  "/settings/team",
];
const answers = [
  "/api/live/keys",
  "/api/live/deployments",
  "/api/live/templates",
  "/api/live/ssh-keys",
  "/api/live/profile",
  "/api/live/security",
  "/api/live/confirm-ways",
  "/api/live/account",
  "/api/account/export",
  "/api/auth/session",
];

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

test("no secret is anywhere but in its sealed row or hash: not a provider key or a variable that the provider repeats, nor an app's, nor a recovery code", async () => {
  const { page, end } = await startVisit(browser);
  const key = freshRunpodKey();
  const variable = `canary-variable-${crypto.randomUUID()}`;
  await haveAccount(page, somebody());
  // Both are shown once, here; from now on nobody may say them again.
  const { secret, codes } = await setUpApp(page);
  const heard = listen(page);
  await addKeyOnTheWay(page, key);
  await refuseCreate(key, {
    message: `${key} may not`,
    asked: { authorization: `Bearer ${key}`, env: { HF_TOKEN: variable } },
  });
  await page.getByText("More: environment, start command and startup script").click();
  await page.getByLabel(/^Secret variables/).fill(`HF_TOKEN=${variable}`);
  await page.getByLabel(/^Start command/).fill("serve --token $HF_TOKEN");
  await page.getByRole("button", { name: /^Launch for/ }).click();
  await headSays(page, "failed");
  const machine = new URL(page.url()).pathname;
  for (const place of [...pages, machine]) {
    await page.goto(place);
    await page.request.get(place, { headers: { RSC: "1" } }).then(heard.add);
  }
  for (const place of [...answers, machine.replace("/dashboard", "/api/live")]) {
    await page.request.get(place).then(heard.add);
  }

  const told = [...(await heard.all()), ...(await allRows()), ...allLogs(), await allMails()];
  expect(told.some((text) => text.includes("[removed] may not"))).toBe(true);
  expect(told.some((text) => text.includes('"exportOf"'))).toBe(true);
  const bare = codes.map((code) => code.replace("-", ""));
  const secrets = [key, variable, secret, ...codes, ...bare].flatMap(spellings);
  expect(told.filter((text) => secrets.some((one) => text.includes(one)))).toEqual([]);
  await end();
});

/** A secret as it is, and as other texts carry it. */
function spellings(key: string): string[] {
  const bytes = [key, `Bearer ${key}`, `:${key}`, `${key}:`].map((text) => Buffer.from(text));
  return [
    key,
    ...bytes.map((one) => one.toString("base64url").slice(0, -2)),
    ...bytes.map((one) => one.toString("hex")),
  ];
}

async function addKeyOnTheWay(page: Page, key: string): Promise<void> {
  await (await openH100(page)).first().click();
  await page.getByRole("button", { name: "Add a RunPod key" }).click();
  await typeKey(page, key);
  await page.getByRole("dialog").waitFor({ state: "hidden" });
}

/** Keeps every text the product sends to the browser. */
function listen(page: Page) {
  const texts: Promise<string>[] = [];
  const add = (response: { text(): Promise<string> }): void => {
    texts.push(response.text().catch(() => ""));
  };
  page.on("response", add);
  return { add, all: () => Promise.all(texts) };
}

/** Every row of every table, the queue's among them, as text; read by the server's superuser. */
async function allRows(): Promise<string[]> {
  const url = new URL(here().settings.DATABASE_URL ?? "");
  url.username = "postgres";
  const client = new pg.Client({ connectionString: url.href });
  await client.connect();
  try {
    const { rows: tables } = await client.query<{ name: string }>(
      "SELECT format('%I.%I', table_schema, table_name) AS name FROM information_schema.tables WHERE table_schema NOT IN ('pg_catalog', 'information_schema')",
    );
    const texts: string[] = [];
    for (const { name } of tables) {
      const { rows } = await client.query<{ row: string }>(`SELECT t::text AS row FROM ${name} t`);
      texts.push(...rows.map(({ row }) => row));
    }
    return texts;
  } finally {
    await client.end();
  }
}

function allLogs(): string[] {
  const folder = path.join(here().settings.DATA_DIR ?? "", "logs");
  return readdirSync(folder).map((name) => readFileSync(path.join(folder, name), "utf8"));
}
