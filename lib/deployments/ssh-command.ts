const host = /^[A-Za-z0-9][A-Za-z0-9.:-]{0,252}$/;
const user = /^[A-Za-z0-9_][A-Za-z0-9._-]{0,63}$/;

/**
 * The command that opens a shell on a machine. People paste it into a terminal, so words of the
 * provider that are no plain host or user name give `null` instead of a command.
 */
export function sshCommand(address: {
  readonly host: string;
  readonly port: number;
  readonly user: string;
}): string | null {
  if (!host.test(address.host) || !user.test(address.user)) return null;
  const port = address.port === 22 ? "" : ` -p ${address.port}`;
  return `ssh ${address.user}@${address.host}${port}`;
}
