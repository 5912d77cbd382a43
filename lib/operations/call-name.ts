const TAG_LENGTH = 8;
const OPERATION_LENGTH = 12;

/** The part of an installation's id that its machines carry. */
export function installationTag(installationId: string): string {
  return bare(installationId).slice(0, TAG_LENGTH);
}

/** What the name of every machine of this installation begins with. */
export function machinePrefix(tag: string): string {
  return `ch-${tag}-`;
}

/**
 * The key of one outside call and, for a create, the machine's name: the same after any crash.
 * `n` grows only once the name before it is proved absent or was definitely refused.
 */
export function callName(tag: string, operationId: string, step: string, n: number): string {
  return `${machinePrefix(tag)}${bare(operationId).slice(0, OPERATION_LENGTH)}-${step}-${n}`;
}

/** The random part of an id: everything behind its prefix. */
function bare(id: string): string {
  return id.slice(id.indexOf("_") + 1);
}
