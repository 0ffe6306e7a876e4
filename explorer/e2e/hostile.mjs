// A dataset in which every field tries to be more than text.
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
const WORD = `</script><script>alert(1)</script><img src=x onerror=alert(2)>'"\\\u2028\u2029\${alert(3)}{{7*7}}]]>--><!--<svg/onload=alert(4)>`;
// A file name takes no slash.
const NAME = `doc<img src=x onerror=alert(5)>'"&amp;`;
const LINK = 'javascript:alert(6)';

const quoted = (text) => `"${String(text).replaceAll('"', '""')}"`;
const header = (table) => readFileSync(join(root, `data/out/${table}.csv`), 'utf8').split('\n', 1)[0].split(',');

function rows(table, list) {
  const columns = header(table);
  const lines = list.map((row) => columns.map((c) => {
    if (c in row) return quoted(row[c]);
    if (['confidence', 'latitude', 'longitude', 'amount'].includes(c)) return '0.5';
    if (/^(level|group_count|characters|sentences|span_)/.test(c)) return '1';
    if (['parent_event_id', 'attributed_to', 'restates_id', 'part_of', 'publisher_id'].includes(c)) return '';
    return quoted(c === 'topics' || c === 'aliases' ? `${WORD}|${WORD}2` : WORD);
  }).join(','));
  return { text: `${columns.join(',')}\n${lines.join('\n')}\n`, count: list.length };
}

/** Writes the dataset and its sources, and says where. */
export function hostile(folder) {
  const data = join(folder, 'data');
  const sources = join(folder, 'sources');
  mkdirSync(data, { recursive: true });
  mkdirSync(sources, { recursive: true });
  const before = '😀 A text. ';
  const text = `${before}${WORD} and more ${WORD}\n`;
  writeFileSync(join(sources, `${NAME}.txt`), text);
  const start = Array.from(before).length;
  const place = { evidence: WORD, evidence_start: start, evidence_end: start + Array.from(WORD).length };
  const [event, second, promise] = [`ev-${WORD}`, 'ev-0123456789abcdef', `co-${WORD}`];
  const [person, state] = [`person:${WORD}`, 'state:TJK'];
  const valid = { event_type: 'meeting', status: 'scheduled', salience: 'primary', start_date: '2020-01-02', end_date: '2020-01-03', date_precision: 'range', country: 'TJK' };
  const tables = {
    documents: rows('documents', [{ document_id: NAME, published_date: '2020-01-01', url: LINK, text }, { document_id: WORD, text: '', url: `https://example.org/${WORD}` }]),
    events: rows('events', [{ event_id: event, document_id: NAME, ...place }, { event_id: second, document_id: NAME, ...place, ...valid }]),
    participants: rows('participants', [event, second].flatMap((id) => [person, state].map((actor) => ({ event_id: id, actor_id: actor, represents: state, role: WORD, ...place })))),
    commitments: rows('commitments', [{ commitment_id: promise, document_id: NAME, event_id: second, ...place }]),
    commitment_parties: rows('commitment_parties', [{ commitment_id: promise, actor_id: person, party_role: 'committer' }, { commitment_id: promise, actor_id: state, party_role: 'addressee' }]),
    actors: rows('actors', [{ actor_id: person }, { actor_id: state, kind: 'state' }]),
    diagnostics: rows('diagnostics', [{ diagnostic_id: WORD, document_id: NAME }]),
  };
  const files = Object.entries(tables).map(([name, { text, count }]) => [`${name}.csv`, text, count]);
  files.push(['CHANGES.md', `# ${WORD}\n`], ['CITATION.cff', WORD], ['quality.json', JSON.stringify({ gold: [{ name: WORD, documents: WORD, tallies: [{ label: WORD, precision: 1, recall: WORD }] }] })], [`q<img src=x onerror=alert(7)>.txt`, WORD]);
  const listed = files.map(([name, text, count]) => {
    writeFileSync(join(data, name), text);
    const bytes = Buffer.from(text);
    return { name, bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex'), ...(count === undefined ? {} : { rows: count }) };
  });
  const about = { title: WORD, tool: 'rapporteur', tool_version: WORD, schema_version: '1.0', lexicon_sha256: WORD, licence: WORD, edition: { version: WORD, date: WORD }, files: listed };
  writeFileSync(join(data, 'manifest.json'), JSON.stringify(about));
  return { data, sources, word: WORD };
}

export { NAME, WORD };
