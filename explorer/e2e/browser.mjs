// Debian's Chromium, without any call home.
import { chromium } from 'playwright-core';

const FLAGS = [
  '--no-sandbox', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--disable-extensions',
  '--disable-default-apps', '--disable-client-side-phishing-detection', '--disable-domain-reliability', '--no-first-run',
  '--metrics-recording-only', '--no-pings', '--disable-features=OptimizationHints,MediaRouter,Translate,AutofillServerCommunication',
];

export function launch() {
  return chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: FLAGS });
}

/** A page that collects what must not happen: messages on the console, errors, requests to elsewhere. */
export async function open(context, problems) {
  const page = await context.newPage();
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) problems.push(`${message.type()}: ${message.text()}`);
  });
  page.on('pageerror', (error) => problems.push(`error: ${error.message}`));
  page.on('dialog', (dialog) => { problems.push(`dialog: ${dialog.message()}`); void dialog.dismiss(); });
  page.on('request', (request) => {
    if (!/^(file:|data:|blob:|http:\/\/127\.0\.0\.1[:/])/.test(request.url())) problems.push(`request: ${request.url()}`);
  });
  page.on('requestfailed', (request) => problems.push(`failed: ${request.url()}`));
  return page;
}

export const ready = (page) => page.waitForFunction(() => document.documentElement.dataset.ready === 'yes', null, { timeout: 20_000 });

/** Goes to an address behind `#` and waits until it is shown. */
export async function go(page, base, hash) {
  await page.goto(`${base}${hash}`);
  await ready(page);
}
