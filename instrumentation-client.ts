/**
 * Runs in the browser before the page's own code. zod tries whether it may write functions, which the
 * pages' Content-Security-Policy forbids and browsers report; told beforehand, it does not try.
 */
Reflect.set(globalThis, "__zod_globalConfig", { jitless: true });
