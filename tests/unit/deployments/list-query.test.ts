import { expect, test } from "vitest";
import { listQuery, readListQuery, writeListQuery } from "@/lib/deployments/list/schema";

test("an address written from a query reads as the same query", () => {
  const query = listQuery.parse({
    show: "all",
    state: ["running", "failed"],
    gpu: ["h100-sxm", "A name, with a comma"],
    q: "a&b",
    sort: "name",
    dir: "asc",
  });
  expect(readListQuery(new URLSearchParams(writeListQuery(query)))).toEqual(query);
});

test("the plain list has the plain address", () => {
  expect(writeListQuery(listQuery.parse({}))).toBe("");
});

test("what an address says that is not understood counts as not said", () => {
  const read = readListQuery(new URLSearchParams("show=some&state=flying&sort=luck&q=x"));
  expect(read).toEqual(listQuery.parse({ q: "x" }));
});
