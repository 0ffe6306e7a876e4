import assert from 'node:assert/strict';
import { test } from 'node:test';
import { address, parse, rowAddress } from '../src/route';

test('rows have short addresses', () => {
  for (const hash of ['#ev-7961d11f96bea2bc', '#evt-ev-7961d11f96bea2bc', '#evt-7961d11f96bea2bc']) {
    assert.deepEqual(parse(hash), { view: 'row', argument: 'ev-7961d11f96bea2bc', filter: {} });
  }
  assert.equal(parse('#co-7961d11f96bea2bc').argument, 'co-7961d11f96bea2bc');
  assert.equal(rowAddress('ev-1'), '#ev-1');
  const strange = 'ev-</script>"#?&';
  assert.equal(parse(rowAddress(strange)).argument, strange);
});

test('what is written is read back', () => {
  const filter = { q: '"a & b" #?/=', type: 'meeting,call', from: '2020-01-01' };
  for (const [view, argument] of [['doc', 'a/b c'], ['actor', 'person:ö'], ['map', ''], ['doc', '100%']] as const) {
    assert.deepEqual(parse(address(view, argument, filter)), { view, argument, filter });
  }
});

test('what is no filter is left out', () => {
  assert.deepEqual(parse('#map?color=red&type=&q=x').filter, { q: 'x' });
  assert.deepEqual(parse(''), { view: 'home', argument: '', filter: {} });
  assert.equal(parse('#doc/%E0%A4%A').argument, '%E0%A4%A');
});
