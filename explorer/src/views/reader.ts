// The evidence reader: a text with its rows. A quote leads to its rows, a row to its quote.
import type { App, View } from '../app';
import { calm, counted, h, outside, replace } from '../dom';
import { LAYERS, marksOf, Place, segments, type Layer, type Mark, type RowKey, type Segment } from '../marks';
import type { Model } from '../model';
import { address, rowAddress } from '../route';
import { cards, summary } from './cards';

/** `#ev-…` and `#co-…`: the document of that row, with the row in sight. */
export const readerOfRow: View = (app, m, host) => {
  const id = app.route.argument;
  const table = id.startsWith('co-') || m.events.find(id) < 0 ? m.commitments : m.events;
  const row = table.find(id);
  if (row < 0) return missing(host, `There is no row ${id}.`);
  return show(app, m, host, table.refs('document_id')[row]!, `${table === m.events ? 'e' : 'c'}${row}`);
};

export const reader: View = (app, m, host) => {
  const row = m.documents.find(app.route.argument);
  if (row < 0) return missing(host, `There is no document ${app.route.argument}.`);
  return show(app, m, host, row);
};

function missing(host: HTMLElement, text: string): void {
  replace(host, h('h1', {}, 'Not in this dataset'), h('p', {}, text), h('p', {}, h('a', { href: '#table/documents' }, 'All documents')));
}

function show(app: App, m: Model, host: HTMLElement, document: number, wanted?: RowKey): () => void {
  const language = m.documents.text('language', document);
  const text = h('div', { class: 'text', id: 'text', dir: 'auto', lang: /^[a-z]{2,3}(-[a-z0-9]{2,8})*$/i.test(language) ? language : null });
  const rows = h('div', { class: 'rows', id: 'rows' });
  const tip = h('div', { class: 'tip', role: 'status', hidden: true });
  const title = m.documents.text('title', document) || m.documents.text('document_id', document);
  window.document.title = `${title} – ${app.index.title}`;
  const hiddenLayers = new Set<Layer>();
  replace(host,
    h('article', { class: 'paper', 'aria-label': title }, head(app, m, document, title), layers(text, hiddenLayers), text),
    h('section', { class: 'side', 'aria-label': 'Rows of this document' }, rows), tip);

  let alive = true;
  let pieces = new Map<RowKey, HTMLElement[]>();
  const card = (key: RowKey): HTMLElement | null => rows.querySelector(`[data-row="${key}"]`);

  function select(keys: RowKey[], from: 'text' | 'row' | 'address'): void {
    host.querySelectorAll('.selected').forEach((e) => e.classList.remove('selected'));
    host.querySelectorAll('[aria-current="true"]').forEach((e) => e.removeAttribute('aria-current'));
    for (const key of keys) {
      pieces.get(key)?.forEach((e) => e.classList.add('selected'));
      const found = card(key);
      found?.classList.add('selected');
      found?.setAttribute('aria-current', 'true');
    }
    const first = keys[0];
    if (!first) return;
    const behavior = calm() || from === 'address' ? 'auto' : 'smooth';
    const piece = pieces.get(first)?.[0];
    const found = card(first);
    if (from !== 'text') piece?.scrollIntoView({ behavior, block: 'center' });
    if (from !== 'row' && found) {
      // The list has its own scroll bar on wide screens; on narrow ones the text stays where it is, with the row pinned below.
      const beside = getComputedStyle(rows).overflowY === 'auto';
      if (beside) rows.scrollTo({ top: found.offsetTop - rows.offsetTop - 16, behavior });
      if (from === 'text' && beside) found.focus({ preventScroll: true });
      else if (from === 'text') pin(m, tip, keys, () => { found.scrollIntoView({ behavior, block: 'center' }); found.focus({ preventScroll: true }); });
    }
    const id = idOf(m, first);
    if (from !== 'address') {
      history.replaceState(null, '', id ? rowAddress(id) : address('doc', m.documents.text('document_id', document)));
      app.say(`${counted(keys.length, 'row')} selected: ${summary(m, first)}`);
    }
  }

  void app.store.text(document).then((whole) => {
    if (!alive) return;
    const place = whole === undefined ? Place.quotes(quotesOf(m, document)) : Place.whole(whole);
    const marks = marksOf(m, document, place);
    pieces = draw(m, text, place.text, segments(place.text.length, marks), tip, (keys) => select(keys, 'text'));
    if (whole === undefined) text.prepend(h('p', { class: 'note' }, place.text ? 'The text itself is not part of this site; these are the quotes that its rows rest on.' : 'No text and no rows.'));
    if (wanted) select([wanted], 'address');
    host.dataset['text'] = whole === undefined ? 'quotes' : 'whole';
  }, (error: unknown) => replace(text, h('p', { role: 'alert' }, String(error))));

  replace(rows, cards(app, m, document, (key) => select([key], 'row')));
  const leaveTip = (event: KeyboardEvent): void => { if (event.key === 'Escape') tip.hidden = true; };
  window.addEventListener('keydown', leaveTip);
  return () => {
    alive = false;
    window.removeEventListener('keydown', leaveTip);
  };
}

function idOf(m: Model, key: RowKey): string {
  const row = Number(key.slice(1));
  if (key[0] === 'e') return m.events.text('event_id', row);
  if (key[0] === 'c') return m.commitments.text('commitment_id', row);
  return m.participants.text('event_id', row);
}

function head(app: App, m: Model, document: number, title: string): HTMLElement {
  const d = m.documents;
  const url = d.text('url', document);
  const neighbours = ([[-1, 'Previous document'], [1, 'Next document']] as const).map(([step, name]) => {
    const row = document + step;
    return row >= 0 && row < d.rows ? h('a', { href: app.href('doc', d.text('document_id', row)) }, name) : null;
  });
  const facts = [d.text('publisher', document), d.text('published_date', document),
    [d.text('dateline_place', document), d.text('dateline_country', document)].filter(Boolean).join(', ')].filter(Boolean);
  return h('header', {},
    h('p', { class: 'soft between' }, neighbours),
    h('h1', {}, title),
    h('p', { class: 'soft' }, facts.join(' · ') || 'Publisher and date are not known'),
    url && h('p', { class: 'soft small' }, outside(url)),
    d.text('licence', document) && h('p', { class: 'soft small' }, d.text('licence', document)));
}

function layers(text: HTMLElement, off: Set<Layer>): HTMLElement {
  const names: Record<Layer, string> = { event: 'Events', participant: 'Participants', commitment: 'Commitments', date: 'Dates', place: 'Places' };
  return h('fieldset', { class: 'layers' }, h('legend', { class: 'hidden' }, 'What is highlighted'), LAYERS.map((layer) => {
    const box = h('input', { type: 'checkbox', id: `layer-${layer}`, checked: true, onchange: () => {
      if (box.checked) off.delete(layer);
      else off.add(layer);
      text.classList.toggle(`no-${layer}`, !box.checked);
    } });
    return h('label', { class: `layer ${layer}`, for: `layer-${layer}` }, box, ' ', h('span', {}, names[layer]));
  }));
}

function quotesOf(m: Model, document: number): { start: number; end: number; text: string }[] {
  const at = new Set<number>();
  for (const e of m.eventsOf.of(document)) {
    at.add(m.events.refs('evidence')[e]!);
    for (const p of m.participantsOf.of(e)) at.add(m.participants.refs('evidence')[p]!);
  }
  for (const c of m.commitmentsOf.of(document)) at.add(m.commitments.refs('evidence')[c]!);
  return [...at].map((q) => ({ start: m.quotes.start[q]!, end: m.quotes.end[q]!, text: m.quotes.text[q]! }));
}

/** Rows of marks, the closest one first. */
function keysOf(marks: Mark[]): RowKey[] {
  const order = [...marks].sort((a, b) => Number(b.core) - Number(a.core) || (a.to - a.from) - (b.to - b.from));
  return [...new Set(order.map((mark) => mark.row))];
}

function draw(
  m: Model, host: HTMLElement, text: string, parts: Segment[], tip: HTMLElement, choose: (keys: RowKey[]) => void,
): Map<RowKey, HTMLElement[]> {
  const pieces = new Map<RowKey, HTMLElement[]>();
  const nodes: Node[] = [];
  for (const { from, to, marks } of parts) {
    const words = text.slice(from, to);
    if (!marks.length) {
      nodes.push(document.createTextNode(shown(words, from === 0)));
      continue;
    }
    const keys = keysOf(marks);
    const names = [...new Set(marks.map((mark) => (mark.core ? `in-${mark.layer} core-${mark.layer}` : `in-${mark.layer}`)))].join(' ');
    const piece = h('span', { class: `piece ${names}`, onclick: () => choose(keys),
      onmouseenter: (event: MouseEvent) => hint(m, tip, keys, event.currentTarget as HTMLElement), onmouseleave: () => unhint(tip) }, words);
    for (const key of keys) pieces.set(key, [...(pieces.get(key) ?? []), piece]);
    nodes.push(piece);
    // The way in for a keyboard and a screen reader: one button at the end of each quote.
    const ending = marks.filter((mark) => !mark.core && mark.to === to);
    if (ending.length) {
      const rows = keysOf(ending);
      const name = `${counted(rows.length, 'row')} of this quote: ${rows.map((r) => summary(m, r)).join('; ')}`;
      nodes.push(h('button', { type: 'button', class: 'ref', 'aria-label': name, onclick: () => choose(rows),
        onfocus: (event: FocusEvent) => hint(m, tip, rows, event.currentTarget as HTMLElement), onblur: () => unhint(tip) }, rows.length));
    }
  }
  replace(host, nodes);
  return pieces;
}

/** Between rows, empty lines beyond one are not shown. */
function shown(words: string, first: boolean): string {
  const text = words.replace(/[ \t]*\r?\n(?:[ \t\u00a0]*\r?\n)+/g, '\n\n');
  return first ? text.trimStart() : text;
}

/** Shows what stands behind a piece of text at the foot of a narrow screen, with a way to the row. */
function pin(m: Model, tip: HTMLElement, keys: RowKey[], go: () => void): void {
  tip.removeAttribute('style');
  tip.classList.add('pinned');
  const close = (): void => { tip.hidden = true; };
  replace(tip, told(m, keys), h('p', { class: 'choices' },
    h('button', { type: 'button', onclick: () => { close(); go(); } }, 'Go to the row'), h('button', { type: 'button', onclick: close }, 'Close')));
  tip.hidden = false;
  tip.querySelector('button')?.focus({ preventScroll: true });
}

/** Rows with rule and confidence. */
function told(m: Model, keys: RowKey[]): HTMLElement {
  return h('div', {}, keys.slice(0, 5).map((key) => {
    const t = key[0] === 'e' ? m.events : key[0] === 'c' ? m.commitments : m.participants;
    const row = Number(key.slice(1));
    const sure = t.numbers('confidence').values[row] ?? NaN;
    return h('p', {}, h('strong', {}, summary(m, key)), h('br'),
      h('span', { class: 'soft' }, `rule ${t.text('rule_id', row)} · ${Number.isNaN(sure) ? 'never measured' : `${Math.round(sure * 100)} % right on gold texts`}`));
  }), keys.length > 5 ? h('p', { class: 'soft' }, `and ${keys.length - 5} more`) : null);
}

/** Hides a hint, but not what was pinned. */
function unhint(tip: HTMLElement): void {
  if (!tip.classList.contains('pinned')) tip.hidden = true;
}

/** Shows what stands behind a piece of text, beside it. */
function hint(m: Model, tip: HTMLElement, keys: RowKey[], at: HTMLElement): void {
  if (tip.classList.contains('pinned') && !tip.hidden) return;
  tip.classList.remove('pinned');
  replace(tip, told(m, keys));
  tip.hidden = false;
  const box = at.getClientRects()[0] ?? at.getBoundingClientRect();
  const width = Math.min(360, window.innerWidth - 24);
  tip.style.width = `${width}px`;
  tip.style.left = `${Math.max(12, Math.min(box.left, window.innerWidth - width - 12))}px`;
  const below = box.bottom + 8;
  const above = box.top - 8 - tip.offsetHeight;
  tip.style.top = `${below + tip.offsetHeight > window.innerHeight && above > 0 ? above : below}px`;
}

