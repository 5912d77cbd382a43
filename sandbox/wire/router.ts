/** Something reached by a method and a path such as `/pods/:id`. */
export interface Reachable {
  method: string;
  path: string;
}

export type Found<R> =
  | { kind: "route"; route: R; params: Record<string, string> }
  | { kind: "wrong-method"; allowed: string[] }
  | { kind: "none" };

/** Finds the route of a request; a known path under another method is told apart. */
export function findRoute<R extends Reachable>(
  routes: R[],
  method: string,
  path: string,
): Found<R> {
  const allowed: string[] = [];
  for (const route of routes) {
    const params = match(route.path, path);
    if (!params) continue;
    if (route.method === method) return { kind: "route", route, params };
    allowed.push(route.method);
  }
  return allowed.length > 0 ? { kind: "wrong-method", allowed } : { kind: "none" };
}

function match(pattern: string, path: string): Record<string, string> | undefined {
  const wanted = pattern.split("/");
  const given = path.split("/");
  if (wanted.length !== given.length) return undefined;
  const params: Record<string, string> = {};
  for (const [index, word] of wanted.entries()) {
    const part = given[index] ?? "";
    if (word.startsWith(":")) params[word.slice(1)] = decode(part);
    else if (word !== part) return undefined;
  }
  return params;
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
