/** Runs works handed to it so many at a time, in their order. */
export function sideBySide(most: number): <T>(work: () => Promise<T>) => Promise<T> {
  const waiting: (() => void)[] = [];
  let running = 0;
  const begin = async () => {
    if (running < most) running += 1;
    else await new Promise<void>((free) => waiting.push(free));
  };
  const end = () => {
    const next = waiting.shift();
    if (next) next();
    else running -= 1;
  };
  return async (work) => {
    await begin();
    try {
      return await work();
    } finally {
      end();
    }
  };
}
