import { allGpus } from "@/lib/gpus/catalog";
import { localePath, locales } from "@/lib/i18n/locales";
import { log } from "@/lib/log";

const FIRST_TRY_MS = 5_000;
const PAGE_LIMIT_MS = 20_000;

/**
 * Asks the web process at `root` for every public page once, one after the other, so that each has
 * been made and is kept: a page made once goes on being served while the database is down. Never
 * throws; a page that fails is made when somebody asks.
 */
export async function warmUp(root: string): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, FIRST_TRY_MS).unref());
  const paths = ["/", "/gpus", "/sources", ...allGpus().map(({ id }) => `/gpus/${id}`)];
  let made = 0;
  for (const path of paths.flatMap((one) => locales.map((locale) => localePath(locale, one)))) {
    if (await ask(`${root}${path}`)) made += 1;
  }
  log.debug("public pages made", { made });
}

async function ask(url: string): Promise<boolean> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(PAGE_LIMIT_MS) });
    await response.body?.cancel();
    return response.ok;
  } catch {
    return false;
  }
}
