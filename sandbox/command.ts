import { orderOf } from "./control/order";
import { languageOf, speak } from "./page/texts";

const base = process.env.SANDBOX_URL ?? `http://127.0.0.1:${process.env.SANDBOX_PORT ?? "4010"}`;
const say = speak(languageOf(null, process.env.LANG));

async function main(words: string[]): Promise<number> {
  const order = orderOf(words);
  if (!order) {
    console.error(say("command.usage"));
    return 2;
  }
  const answer = await fetch(new URL(order.path, base), {
    method: order.method,
    ...(order.body === undefined ? {} : { body: JSON.stringify(order.body) }),
    headers: { "Content-Type": "application/json" },
  }).catch(() => undefined);
  if (!answer) {
    console.error(say("command.unreachable", { url: base }));
    return 1;
  }
  const body: unknown = await answer.json();
  console.log(
    order.method === "POST" && answer.ok ? say("command.done") : JSON.stringify(body, null, 2),
  );
  return answer.ok ? 0 : 1;
}

process.exitCode = await main(process.argv.slice(2));
