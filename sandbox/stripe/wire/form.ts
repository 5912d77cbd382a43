type Branch = Map<string, string | Branch>;

/** Reads `items[0][price]=x` into nested objects and lists, as the API's forms and queries are written. */
export function readNested(pairs: URLSearchParams): Record<string, unknown> {
  const root: Branch = new Map();
  for (const [name, value] of pairs) place(root, pathOf(name), value);
  return Object.fromEntries([...root].map(([key, value]) => [key, grown(value)]));
}

function pathOf(name: string): string[] {
  return name.split("[").map((part) => part.replace(/\]$/, ""));
}

function place(branch: Branch, [first = "", ...rest]: string[], value: string): void {
  const key = first === "" ? String(branch.size) : first;
  if (rest.length === 0) {
    branch.set(key, value);
    return;
  }
  const known = branch.get(key);
  const next: Branch = known instanceof Map ? known : new Map();
  branch.set(key, next);
  place(next, rest, value);
}

function grown(value: string | Branch): unknown {
  if (typeof value === "string") return value;
  const keys = [...value.keys()];
  if (keys.length > 0 && keys.every((key) => /^\d+$/.test(key))) {
    return keys.sort((a, b) => Number(a) - Number(b)).map((key) => grown(value.get(key) ?? ""));
  }
  return Object.fromEntries(keys.map((key) => [key, grown(value.get(key) ?? "")]));
}
