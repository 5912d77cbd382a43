import { randomBytes } from "node:crypto";

const alphabet = "0123456789abcdefghjkmnpqrstvwxyz";
const LENGTH = 20;

export type IdPrefix =
  | "usr"
  | "ses"
  | "tok"
  | "psk"
  | "rcv"
  | "stp"
  | "chg"
  | "acc"
  | "tea"
  | "mem"
  | "prj"
  | "aud"
  | "req"
  | "off"
  | "pnt"
  | "rev"
  | "key"
  | "dep"
  | "ope"
  | "cal"
  | "int"
  | "seg"
  | "sto"
  | "hea"
  | "inc"
  | "evt"
  | "dlv"
  | "ins"
  | "can"
  | "str"
  | "alr"
  | "vol"
  | "inv"
  | "cho"
  | "why"
  | "alm"
  | "rec"
  | "bat"
  | "bud"
  | "rep"
  | "act"
  | "viw"
  | "tpl"
  | "val"
  | "ssh"
  | "nch"
  | "sec"
  | "tgl";

/** A new id: prefix and 100 random bits, so that it reveals neither counts nor times. */
export function newId(prefix: IdPrefix): string {
  const bytes = randomBytes(LENGTH);
  let id = "";
  for (const byte of bytes) id += alphabet[byte & 31];
  return `${prefix}_${id}`;
}
