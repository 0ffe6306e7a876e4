// Starts the page: waits for the index, then shows what the address asks for.
import { changed, hrefOf, type App, type View } from './app';
import { frame } from './chrome';
import { counted, h, replace } from './dom';
import { index, listen } from './load';
import { model, type Model } from './model';
import { address, parse, type Filter } from './route';
import { searchOf } from './search';
import { Store } from './store';
import type { Index } from './types';
import { actor } from './views/actor';
import { board } from './views/board';
import { home } from './views/home';
import { map } from './views/map';
import { network } from './views/network';
import { reader, readerOfRow } from './views/reader';
import { release } from './views/release';
import { search } from './views/search';
import { tables } from './views/tables';
import { timeline } from './views/timeline';

const VIEWS: Record<string, { title: string; view: View }> = {
  home: { title: 'Overview', view: home },
  doc: { title: 'Document', view: reader },
  row: { title: 'Row', view: readerOfRow },
  search: { title: 'Search', view: search },
  timeline: { title: 'Timeline', view: timeline },
  map: { title: 'Map', view: map },
  network: { title: 'Network', view: network },
  commitments: { title: 'Commitments', view: board },
  table: { title: 'Tables', view: tables },
  actor: { title: 'Actor', view: actor },
  release: { title: 'Release', view: release },
};

listen();
document.documentElement.dataset['ready'] = 'no';

void (async () => {
  const main = document.getElementById('main');
  const top = document.getElementById('top');
  const foot = document.getElementById('foot');
  if (!main || !top || !foot) return;
  try {
    const about = await index<Index>();
    start(about, main, top, foot);
  } catch (error) {
    fail(main, error);
  }
})();

function start(about: Index, main: HTMLElement, top: HTMLElement, foot: HTMLElement): void {
  const store = new Store(about);
  let leave: (() => void) | void;
  let shown = 0;
  const said = h('p', { class: 'hidden', role: 'status', 'aria-live': 'polite' });

  const app: App = {
    index: about,
    store,
    route: parse(location.hash),
    href: (view, argument, changes) => hrefOf(app.route, view, argument, changes),
    narrow: (changes) => { location.hash = hrefOf(app.route, app.route.view, app.route.argument, changes); },
    narrowQuietly: (changes) => {
      app.route = { ...app.route, filter: changed(app.route.filter, changes) };
      history.replaceState(null, '', address(app.route.view, app.route.argument, app.route.filter));
      chrome.update();
    },
    say: (text) => { said.textContent = text; },
  };
  const chrome = frame(app, top, foot);
  document.body.append(said);

  async function show(before?: Filter): Promise<void> {
    const known = VIEWS[app.route.view];
    const mine = ++shown;
    document.documentElement.dataset['ready'] = 'no';
    document.title = `${known?.title ?? 'Not found'} – ${about.title}`;
    chrome.update();
    try {
      const m = await model(store);
      if (mine !== shown) return;
      leave?.();
      replace(main);
      main.className = `view v-${app.route.view}`;
      if (known) leave = known.view(app, m, main);
      else notFound(main);
      chrome.update(m);
      if (before) tell(app, m);
      prepare(m);
    } catch (error) {
      fail(main, error);
    }
    document.documentElement.dataset['ready'] = 'yes';
  }

  window.addEventListener('hashchange', () => {
    const before = app.route;
    app.route = parse(location.hash);
    if (app.route.view === 'row') app.route.filter = before.filter;
    const same = before.view === app.route.view && before.argument === app.route.argument;
    void show(before.filter).then(() => {
      if (same) return;
      window.scrollTo(0, app.route.view === 'row' || app.route.view === 'doc' ? window.scrollY : 0);
      if (app.route.view !== 'row') main.focus({ preventScroll: true });
    });
  });
  void show();
}

let prepared = false;
/** Makes the search while nobody waits for it. */
function prepare(m: Model): void {
  if (prepared) return;
  prepared = true;
  const later = window.requestIdleCallback ?? ((run: () => void) => setTimeout(run, 500));
  later(() => searchOf(m));
}

function tell(app: App, m: Model): void {
  const name = VIEWS[app.route.view]?.title ?? '';
  app.say(`${name}, ${counted(m.events.rows, 'event')} in the dataset`);
}

function notFound(main: HTMLElement): void {
  replace(main, h('h1', {}, 'Nothing here'), h('p', {}, 'There is no such page. ', h('a', { href: '#home' }, 'Go to the overview')));
}

function fail(main: HTMLElement, error: unknown): void {
  const text = error instanceof Error ? error.message : String(error);
  replace(main, h('h1', {}, 'This cannot be shown'), h('p', { role: 'alert' }, text));
  document.documentElement.dataset['ready'] = 'failed';
}
