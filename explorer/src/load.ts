// Data files are classic scripts, because a page opened from a disk may not fetch. Each hands one JSON text to this module.

const NAME = /^[a-z_]+(-\d+)?$/;
const waiting = new Map<string, { give: (value: unknown) => void; fail: (error: Error) => void }>();
const loaded = new Map<string, Promise<unknown>>();

declare global {
  interface Window {
    rapporteurData: (name: string, json: string) => void;
    trustedTypes?: { createPolicy: (name: string, rules: { createScriptURL: (url: string) => string }) => Policy };
  }
}
interface Policy {
  createScriptURL: (url: string) => unknown;
}

function checked(url: string): string {
  if (/^(data|assets)\/[a-z_]+(-\d+)?\.js$/.test(url)) return url;
  throw new Error(`not a data file: ${url}`);
}

let policy: Policy | undefined;
function address(url: string): unknown {
  policy ??= window.trustedTypes?.createPolicy('rapporteur', { createScriptURL: checked }) ?? { createScriptURL: checked };
  return policy.createScriptURL(url);
}

function expect(name: string): Promise<unknown> {
  let promise = loaded.get(name);
  if (!promise) {
    promise = new Promise((give, fail) => waiting.set(name, { give, fail }));
    loaded.set(name, promise);
  }
  return promise;
}

/** Makes the function that data files call. */
export function listen(): void {
  window.rapporteurData = (name, json) => {
    void expect(name);
    waiting.get(name)?.give(JSON.parse(json));
    waiting.delete(name);
  };
}

/** The index, whose script stands in the page. */
export function index<T>(): Promise<T> {
  return expect('index') as Promise<T>;
}

/** Loads a data file once. */
export function load<T>(name: string, folder = 'data'): Promise<T> {
  if (!NAME.test(name)) return Promise.reject(new Error(`not a data file: ${name}`));
  const known = loaded.get(name);
  if (known) return known as Promise<T>;
  const promise = expect(name);
  const script = document.createElement('script');
  script.addEventListener('error', () => {
    loaded.delete(name);
    waiting.get(name)?.fail(new Error(`${folder}/${name}.js cannot be loaded; is the folder complete?`));
    waiting.delete(name);
  });
  script.addEventListener('load', () => script.remove());
  (script as { src: unknown }).src = address(`${folder}/${name}.js`);
  document.head.append(script);
  return promise as Promise<T>;
}
