import { describe, expect, it } from "vitest";
import { providerMetas } from "@/lib/providers/meta";
import en from "@/messages/en.json";
import zh from "@/messages/zh.json";

const withKeys = providerMetas.filter(({ capabilities }) => capabilities !== null);
const fieldsIn = ({ keys }: typeof en | typeof zh) => Object.keys(keys.add.field);
const rightsIn = ({ providers }: typeof en | typeof zh) =>
  new Map(Object.entries(providers).map(([id, { rights }]) => [id, Object.keys(rights)]));

describe.each([
  ["English", en],
  ["Chinese", zh],
])("the key page in %s", (_language, messages) => {
  it.each(withKeys)("names every field of $name, and every right to tick", (meta) => {
    const names = meta.credentialFields.map(({ name }) => name);
    expect(names.filter((name) => !fieldsIn(messages).includes(name))).toEqual([]);
    expect(meta.rights.length).toBeGreaterThan(0);
    expect(rightsIn(messages).get(meta.id)).toEqual(meta.rights);
  });
});
