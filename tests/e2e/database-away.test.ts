import { expect, test } from "vitest";
import { pickPort } from "@/scripts/launch/ports";
import { openLine } from "@/tests/factories/database-line";
import { here } from "@/tests/setup/here";
import { startWeb } from "@/tests/setup/processes";
import { until } from "./pages/until";

test("the public pages go on being served while the database is away, those never asked for too", async () => {
  const port = await pickPort();
  process.env.DATABASE_URL = here().settings.DATABASE_URL;
  const line = await openLine();
  await line.connectAfter(0);
  const web = await startWeb({
    env: {
      ...here().settings,
      DATABASE_URL: line.url,
      PORT: String(port),
      NEXT_DIST_DIR: ".next-test",
      LOG_LEVEL: "debug",
    },
  });
  const get = async (path: string) => {
    const answer = await fetch(`http://127.0.0.1:${port}${path}`);
    return {
      status: answer.status,
      cache: answer.headers.get("x-nextjs-cache"),
      text: await answer.text(),
    };
  };
  await until("the pages to be made", async () =>
    web.lines.some((one) => one.includes("public pages made")),
  );
  line.cut();
  expect((await get("/api/health")).status).toBe(503);

  await until("the kept page to be older than it should be", async () => {
    const { status, cache } = await get("/gpus");
    expect(status).toBe(200);
    return cache === "STALE";
  });
  for (const path of ["/gpus", "/zh/gpus", "/", "/gpus/h100-sxm", "/zh/gpus/l4", "/sources"]) {
    const page = await get(path);
    expect({ path, status: page.status }).toEqual({ path, status: 200 });
    expect(page.text).toMatch(/\$\d|price|价格/i);
  }
  expect((await get("/gpus")).text).toMatch(/H100 SXM[\s\S]*\$\d/);
});
