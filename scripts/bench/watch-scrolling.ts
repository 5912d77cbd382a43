import { chromium, type Page } from "playwright";
import { z } from "zod";
import { packedChromium } from "../browser/chromium";

export interface BrowserFigures {
  /** The session's cookie, for asking the routes as the same person. */
  readonly cookie: string;
  /** The most rows that were in the page at once. */
  readonly mostRows: number;
  readonly longestTaskMs: number;
  readonly tasksOver100Ms: number;
}

export interface Person {
  readonly email: string;
  readonly password: string;
}

const STEPS = 300;
const told = z.object({ mostRows: z.number(), tasks: z.array(z.number()) });

/** Signs in, opens the list of all deployments and scrolls it from end to end in a real browser. */
export function watchConsole(address: string, person: Person): Promise<BrowserFigures> {
  return signedIn(address, person, async (page) => {
    await page.goto("/dashboard/deployments?show=all");
    await page.locator("tr[data-row]").nth(10).waitFor();
    const { mostRows, tasks } = told.parse(await scroll(page));
    return {
      cookie: await cookieOf(page),
      mostRows,
      longestTaskMs: Math.max(0, ...tasks),
      tasksOver100Ms: tasks.filter((task) => task > 100).length,
    };
  });
}

/** The cookie of a session that a person begins in a real browser. */
export function beginSession(address: string, person: Person): Promise<string> {
  return signedIn(address, person, cookieOf);
}

async function cookieOf(page: Page): Promise<string> {
  const cookies = await page.context().cookies();
  return cookies.map(({ name, value }) => `${name}=${value}`).join("; ");
}

async function signedIn<T>(
  address: string,
  person: Person,
  work: (page: Page) => Promise<T>,
): Promise<T> {
  const packed = process.env.CHROMIUM_PATH ? null : await packedChromium();
  const browser = await chromium.launch({
    ...(process.env.CHROMIUM_PATH && { executablePath: process.env.CHROMIUM_PATH }),
    ...(packed && {
      executablePath: packed.executable,
      args: [...packed.args],
      env: { ...present(process.env), ...packed.settings },
    }),
  });
  try {
    const context = await browser.newContext({
      baseURL: address,
      viewport: { width: 1440, height: 900 },
    });
    const page = await context.newPage();
    await signIn(page, person);
    return await work(page);
  } finally {
    await browser.close();
  }
}

async function signIn(page: Page, { email, password }: Person): Promise<void> {
  await page.goto("/sign-in");
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await page.getByRole("heading", { name: "Overview" }).waitFor();
}

/** Down in steps of a few screens, one each second frame, as a hand on the scroll bar does. */
function scroll(page: Page): Promise<unknown> {
  return page.evaluate(async (steps) => {
    const tasks: number[] = [];
    const watch = new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) tasks.push(duration);
    });
    watch.observe({ type: "longtask" });
    let mostRows = 0;
    for (let step = 1; step <= steps; step += 1) {
      const height = document.documentElement.scrollHeight - window.innerHeight;
      window.scrollTo(0, (height * step) / steps);
      // Two frames, inline: a named function would not survive the way into the page.
      await new Promise((resolve) => requestAnimationFrame(resolve));
      await new Promise((resolve) => requestAnimationFrame(resolve));
      mostRows = Math.max(mostRows, document.querySelectorAll("tr[data-row]").length);
    }
    watch.disconnect();
    return { mostRows, tasks };
  }, STEPS);
}

function present(settings: Readonly<Record<string, string | undefined>>) {
  return Object.fromEntries(
    Object.entries(settings).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, value]],
    ),
  );
}
