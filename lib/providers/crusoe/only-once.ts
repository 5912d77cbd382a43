/** Left behind by the first start, so that the next ones run nothing. */
const MARK = "/var/lib/started-once";

/**
 * The script as one that does nothing but the first time: Crusoe runs what it is given at every
 * start of a machine.
 */
export function onlyOnce(script: string): string {
  const inBase64 = Buffer.from(script, "utf8").toString("base64");
  return [
    "#!/bin/sh",
    `[ -e ${MARK} ] && exit 0`,
    `touch ${MARK}`,
    "own=$(mktemp)",
    `echo ${inBase64} | base64 -d > "$own"`,
    'chmod 700 "$own"',
    'exec "$own"',
    "",
  ].join("\n");
}
