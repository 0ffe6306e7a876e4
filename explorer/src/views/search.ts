// What a search found, by kind.
import type { App, View } from '../app';
import { count, h, label, replace } from '../dom';
import { kept, passing } from '../filter';
import { actorName, type Model } from '../model';
import { commitmentLine, eventLine, growing } from '../pieces';
import { searchOf } from '../search';

export const search: View = (app, m, host) => {
  const query = app.route.filter.q ?? '';
  if (!query) {
    replace(host, h('h1', {}, 'Search'), h('p', {}, 'Type words, or a phrase in quotation marks, into the field above. Case and accents do not matter, and a name is found under every spelling that the dataset knows.'));
    return;
  }
  const found = searchOf(m).find(query);
  const pass = passing(m, app.route.filter);
  host.dataset['ms'] = searchOf(m).took.toFixed(1);
  const actors = kept(found.actors).sort((a, b) => weight(m, b) - weight(m, a));
  const groups: [string, string, number[], (row: number) => HTMLElement][] = [
    ['actors', 'Actors', actors, (row) => actorItem(app, m, row)],
    ['events', 'Events', kept(pass.events), (row) => eventLine(app, m, row)],
    ['commitments', 'Commitments', kept(pass.commitments), (row) => commitmentLine(app, m, row)],
    ['documents', 'Documents', kept(pass.documents), (row) => documentItem(app, m, row)],
  ];
  replace(host, h('h1', {}, `Search: ${query}`),
    h('p', { class: 'jump' }, groups.map(([id, title, rows]) => h('a', { href: app.href('table', id) }, `${title} `, h('span', { class: 'soft' }, count(rows.length))))),
    groups.map(([id, title, rows, item]) => rows.length ? h('section', { class: 'found', 'data-found': id, 'data-count': rows.length },
      h('h2', {}, `${title} `, h('span', { class: 'soft' }, count(rows.length))), growing(rows, 10, item)) : null),
    groups.every(([, , rows]) => !rows.length) ? h('p', {}, 'Nothing was found.') : null);
  app.say(groups.map(([, title, rows]) => `${rows.length} ${title}`).join(', '));
};

const weight = (m: Model, row: number): number => m.partsOfActor.of(row).length + m.partiesOfActor.of(row).length;

function actorItem(app: App, m: Model, row: number): HTMLElement {
  const aliases = m.actors.items('aliases', row).slice(0, 4).join(', ');
  return h('li', { class: 'line' }, h('p', { class: 'what' }, h('a', { href: app.href('actor', m.actors.text('actor_id', row)) }, actorName(m, row)), ' ',
    h('span', { class: 'tag' }, label(m.actors.text('kind', row)))), aliases && h('p', { class: 'soft' }, `also ${aliases}`));
}

function documentItem(app: App, m: Model, row: number): HTMLElement {
  const id = m.documents.text('document_id', row);
  return h('li', { class: 'line' }, h('p', { class: 'what' }, h('a', { href: app.href('doc', id) }, m.documents.text('title', row) || id)),
    h('p', { class: 'soft' }, [m.documents.text('publisher', row), m.documents.text('published_date', row)].filter(Boolean).join(' · ')));
}
