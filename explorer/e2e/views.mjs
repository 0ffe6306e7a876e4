// Every view, with something to show in data/out.
export const VIEWS = {
  overview: '#home',
  reader: '#doc/osce-2012-03-27-zannier-rahmon',
  row: '#ev-7961d11f96bea2bc',
  commitments: '#commitments',
  timeline: '#timeline',
  map: '#map',
  network: '#network',
  tables: '#table/events',
  actor: '#actor/person:lamberto-zannier',
  search: '#search?q=Rahmon',
  release: '#release',
};
